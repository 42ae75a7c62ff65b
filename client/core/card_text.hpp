// What people type about cards, and what becomes of it. Pure.
#pragma once

#include <vector>

#include "client/keep/civil.hpp"
#include "client/wire/contact_card.hpp"

namespace stille::client {

/// As it is kept and said: without blanks around, languages as "de,en", topics as "sailing, law", a birthday
/// in one of its two forms and not after `today`. Empty stays empty. too_large, bad_encoding, bad_value.
Result<std::string> clean_card_value(wire::CardField field, std::string_view typed, keep::Day today);

/// "all", "none", or names of fields with commas between ("name" may be among them: it is always shared);
/// bad_value.
Result<wire::CardMask> parse_card_mask(std::string_view text);
/// "role,city", in the order of the fields; "none".
std::string to_text(wire::CardMask fields);

/// What stands between the commas, without blanks around; empty parts are left out.
std::vector<std::string> parts_of(std::string_view list);

}  // namespace stille::client
