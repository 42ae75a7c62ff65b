// How far two words are apart, to say what somebody may have meant.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace stille {

/// How many bytes have to be changed, added or taken away (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The one of `names` that a slip of some letters may have made `word` of; empty when none is near enough.
std::string_view nearest(std::string_view word, std::span<const std::string_view> names);

}  // namespace stille
