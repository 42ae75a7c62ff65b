// A QR code in a terminal: two rows of modules a line, dark on light. Knows nothing of what it says.
#pragma once

#include <string>

namespace stille::server {

/// Error level M, quiet zone of four modules; empty when the text does not fit a code.
std::string qr_code(const std::string& text);

}  // namespace stille::server
