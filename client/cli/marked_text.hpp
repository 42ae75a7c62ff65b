// A text with its marks turned into a terminal's styles. Pure.
#pragma once

#include <string>
#include <string_view>

namespace stille::cli {

/// `text` made harmless as printable() does it, lines kept, with bold, italic and underlined parts instead of
/// marks.
std::string with_styles(std::string_view text);

}  // namespace stille::cli
