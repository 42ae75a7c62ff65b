// The operator's secret for backups: from a file, or typed without echo.
#pragma once

#include <filesystem>

#include "common/crypto/secret.hpp"

namespace stille::server {

/// The content of the file without a line's end at its last place; typed when `file` is empty, twice if
/// `twice`. Throws Complaint (usage): fewer than 12 bytes, more than 4,096, no terminal.
crypto::SecretBytes read_secret(const std::filesystem::path& file, bool twice);

}  // namespace stille::server
