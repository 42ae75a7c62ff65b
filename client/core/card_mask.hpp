// Which fields of a card, as people and settings write it. Pure.
#pragma once

#include <vector>

#include "client/wire/contact_card.hpp"

namespace stille::client {

/// "all", "none", or names of fields with commas between ("name" may be among them: it is always shared);
/// bad_value.
Result<wire::CardMask> parse_card_mask(std::string_view text);
/// "role,city", in the order of the fields; "none".
std::string to_text(wire::CardMask fields);

/// What stands between the commas, without blanks around; empty parts are left out.
std::vector<std::string> parts_of(std::string_view list);
std::string joined(const std::vector<std::string>& parts, std::string_view between);
/// Without blanks and ends of lines around.
std::string_view trimmed(std::string_view text);

}  // namespace stille::client
