// Lines of bounded length from a stream that may hold anything.
// Knows nothing of JSON.
#pragma once

#include <streambuf>
#include <string>

namespace stille::kat {

inline constexpr std::size_t kLongestLine = std::size_t{4} << 20U;

enum class Line { complete, too_long, end };

/// The next line without its end, whose last one may be missing. too_long: the line is read to its end and
/// dropped.
Line read_line(std::streambuf& in, std::string& line);

}  // namespace stille::kat
