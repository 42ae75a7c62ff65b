// How far two words are apart, to say what somebody may have meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace stille {

/// How many bytes have to be changed, added or taken away (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace stille
