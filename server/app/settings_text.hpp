// One setting changed in the text of relay.toml, everything else and all comments left as they are.
#pragma once

#include <string>
#include <string_view>

namespace stille::server {

/// `value` as TOML. A commented default is switched on; a missing line or section is added.
std::string with_setting(std::string_view text, std::string_view section, std::string_view key,
                         std::string_view value);

}  // namespace stille::server
