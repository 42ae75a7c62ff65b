// Which profile is meant where none is named: `profile` in the person's own file of settings.
#pragma once

#include "client/rpc/fault.hpp"

namespace stille::cli {

/// What the file says, whatever the environment says.
bool is_default_profile(const std::string& profile);
/// An empty name: none any more. Durable; all else in the file stays, and where the file is a link, the link.
rpc::Outcome<void> write_default_profile(const std::string& profile);

}  // namespace stille::cli
