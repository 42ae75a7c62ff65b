// Another name for a profile that nobody has open. Its folder moves as it is; nothing in it knows its name.
#pragma once

#include <filesystem>

#include "common/base/result.hpp"

namespace stille::client::store {

/// Durable when it returns. not_found; busy: somebody has it open; already_exists: there is a `to`.
Result<void> rename_profile(const std::filesystem::path& folder, const std::filesystem::path& to);

}  // namespace stille::client::store
