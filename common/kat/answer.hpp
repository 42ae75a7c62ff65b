// One request line, one answer line.
// Knows nothing of where lines come from.
#pragma once

#include <string>
#include <string_view>

namespace stille::kat {

/// Never throws for any content of the line; what cannot be answered becomes {"error": reason}. No line end.
std::string answer(std::string_view line);
/// The answer to a line that was too long to be read.
std::string answer_to_long_line();

}  // namespace stille::kat
