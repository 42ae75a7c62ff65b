// A QR code in a picture.
#pragma once

#include <optional>
#include <string>

#include "client/image/pixels.hpp"

namespace stille::image {

/// What the first code in it says, byte for byte; nothing when none can be read.
std::optional<std::string> read_code(const Pixels& picture);

}  // namespace stille::image
