// What somebody has written down for every command, in TOML: /etc/stille/config.toml, and over it
// $XDG_CONFIG_HOME/stille/config.toml (else ~/.config). The environment and options say more than both.
// Nothing of a profile stands there: that is encrypted, and has `stille config`.
#pragma once

#include <filesystem>
#include <span>

#include "client/cli/arguments.hpp"
#include "client/rpc/fault.hpp"

namespace stille::cli {

inline constexpr std::size_t kLargestConfigFile = 65'536;  // bytes

/// Of this person; empty without a home. Need not exist.
std::filesystem::path own_config_file();

/// Of several files, a later one over an earlier one; a file that does not exist says nothing.
/// invalid_argument: not TOML, an unknown key, a value that does not fit, too large; `about` names the file,
/// the line and the key.
rpc::Outcome<Defaults> read_defaults(std::span<const std::filesystem::path> files);
/// The system's, then this person's, without what the environment says better.
rpc::Outcome<Defaults> read_defaults();

/// The text of a file with another `profile`, none when that is empty; all else stays as it is. `name` is for
/// complaints, which are those of read_defaults.
rpc::Outcome<std::string> with_profile(const std::string& text, const std::string& name,
                                       const std::string& profile);

}  // namespace stille::cli
