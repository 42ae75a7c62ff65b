// Where the owner of a profile is found, and its window: one Unix socket each, in a folder that only its user
// may enter.
#pragma once

#include <filesystem>

#include "common/base/result.hpp"

namespace stille::rpc {

/// $XDG_RUNTIME_DIR/stille/<hash>.sock, or stille-<uid>/<hash>.sock in the folder for temporary files. Makes
/// the folder (0700). `untrusted_peer` when it belongs to somebody else or others may enter it;
/// `too_large` when the path exceeds the 107 bytes of a socket address.
Result<std::filesystem::path> socket_path(const std::filesystem::path& profile);
/// The same for the window of a profile, whoever owns the profile.
Result<std::filesystem::path> window_path(const std::filesystem::path& profile);

}  // namespace stille::rpc
