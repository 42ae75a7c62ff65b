// The table of everything that relay.toml can say; reading and writing the file both go through it.
#pragma once

#include <variant>
#include <vector>

#include "server/app/config.hpp"

namespace stille::server {

using SettingValue = std::variant<bool*, std::string*, std::uint32_t*, std::uint64_t*, milliseconds*>;

/// One line of the file, bound to its place in a Config.
struct Setting {
  std::string_view section;
  std::string_view key;
  std::string_view meaning;
  SettingValue value;
};

/// The pointers are good for as long as `config`.
std::vector<Setting> settings(Config& config);
/// As relay.toml writes it: "30s", 4096, true, "text".
std::string in_toml(const SettingValue& value);

}  // namespace stille::server
