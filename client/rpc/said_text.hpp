// What may be said as the text of a message, and why not. Pure; knows nothing of conversations.
#pragma once

#include <string_view>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// Nothing but blanks and ends of lines of any script, or nothing at all.
bool is_blank(std::string_view text);

/// Above client::kLongestText, or of a caption above client::wire::kLongestCaption; `limit` has the number.
Fault too_long_text();
Fault too_long_caption();

/// invalid_argument: it is_blank, or it is not UTF-8. too_large as above.
Outcome<void> check_text(std::string_view text);
/// As check_text; a caption may be empty.
Outcome<void> check_caption(std::string_view text);

}  // namespace stille::rpc
