// Foreign text made harmless for whatever shows it as it is: terminals and pages. Pure.
#pragma once

#include <string>
#include <string_view>

namespace stille::rpc {

/// One character of a text; U+FFFD of one byte where the text is not UTF-8 (shortest forms only, no
/// surrogates).
struct Glyph {
  char32_t code = 0xFFFD;
  std::size_t bytes = 1;
};
/// The first one of a text that is not empty.
Glyph next_glyph(std::string_view text);

/// Control characters and those that turn the direction of writing become U+FFFD; newlines and tabs stay when
/// `lines` is set. What is not UTF-8 becomes U+FFFD too.
std::string printable(std::string_view text, bool lines = false);

}  // namespace stille::rpc
