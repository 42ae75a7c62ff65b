// What people type about cards, and what becomes of it. Pure.
#pragma once

#include "client/keep/civil.hpp"
#include "client/wire/contact_card.hpp"

namespace stille::client {

/// As it is kept and said: without blanks around, languages as "de,en", topics as "sailing, law", a birthday
/// in one of its two forms and not after `today`. Empty stays empty. too_large, bad_encoding, bad_value.
Result<std::string> clean_card_value(wire::CardField field, std::string_view typed, keep::Day today);

}  // namespace stille::client
