// How soon a passphrase would be guessed, as far as that shows in it. A judgement of what anybody would try
// first, no measure of what it takes to find it. Pure.
#pragma once

#include <cstdint>

#include "common/base/bytes.hpp"

namespace stille {

/// The window shows the numbers.
enum class Strength : std::uint8_t { empty, too_short, easy_to_guess, good, very_good };

/// Of a text in UTF-8, of which no copy comes to be. Below 8 characters it is too short; a number, one key
/// held down, or a word that is tried first everywhere is easy to guess.
Strength strength_of(ByteView typed);

}  // namespace stille
