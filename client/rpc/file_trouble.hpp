// Why a file of the user's cannot be read or written, in words. Knows nothing of what is in it.
#pragma once

#include <filesystem>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// invalid_argument with `about` and `reason` (missing, permission, folder, not_a_file, no_folder, read_only,
/// …), storage_full where there is no room.
Fault cannot_write(const std::filesystem::path& path, int error);
Fault cannot_read(const std::filesystem::path& path, int error);
/// For whoever does not know the error any more: looks at the file once more.
Fault cannot_read(const std::filesystem::path& path);

}  // namespace stille::rpc
