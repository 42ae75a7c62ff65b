// What the marks in a text mean: *emphasis*, **strong**, `code`, ```block```, > quote, and links. Pure; the
// text itself stays as it is, and whoever shows it decides what becomes of the marks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stille::client::wire {

/// Beyond these the rest of a text is plain.
inline constexpr std::size_t kMostSpans = 512;
inline constexpr std::size_t kLongestAddress = 2048;

enum class Style : std::uint8_t { emphasis, strong, code, block, quote, link };

/// Bytes [begin, end) of the text, marks included; the content without them is [inner_begin, inner_end).
/// In a quote of several lines the marks of the further lines are inside the content.
struct Span {
  Style style = Style::emphasis;
  std::size_t begin = 0;
  std::size_t inner_begin = 0;
  std::size_t inner_end = 0;
  std::size_t end = 0;
};

/// In the order of their beginnings, properly nested: strong and emphasis within each other, both, code and
/// links within a quote, nothing within code, block and link. At most kMostSpans; time is linear in the text.
std::vector<Span> parse_formatting(std::string_view text);

/// A run of the text under the same styles, from the outermost in; marks that have done their work once their
/// style is there (not those of quotes and links) are left out.
struct Piece {
  std::string_view text;
  std::vector<Style> styles;
};
std::vector<Piece> pieces_of(std::string_view text);

/// Stable lower-case name. Static storage.
std::string_view name_of(Style style) noexcept;

}  // namespace stille::client::wire
