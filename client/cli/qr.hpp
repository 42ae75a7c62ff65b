// A QR code in a terminal, two rows of modules a line by half blocks, or as a picture. Knows nothing of
// links.
#pragma once

#include <string>
#include <string_view>

namespace stille::cli {

/// Error level M, quiet zone of four modules. With colour dark on light whatever the terminal's colours are;
/// without it light modules are drawn, which fits a dark terminal. Empty when the text does not fit a code.
std::string qr_code(std::string_view text, bool coloured);
/// The same as a PNG file, dark on light, eight pixels a module. Empty when the text does not fit a code.
std::string qr_png(std::string_view text);

}  // namespace stille::cli
