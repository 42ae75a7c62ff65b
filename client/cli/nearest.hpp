// Which of several words somebody may have meant. Knows not what they name.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace stille::cli {

/// The nearest of `names` by letters; empty when none is near enough for a slip.
std::string nearest(std::string_view word, std::span<const std::string> names);

}  // namespace stille::cli
