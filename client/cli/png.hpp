// A picture of two colours as a PNG file. Pure; knows nothing of what it shows, and reads none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stille::cli {

/// `light` row after row, `width` to each; every point becomes `scale` by `scale` pixels. Empty when
/// there is no memory for it.
std::string png_of(const std::vector<bool>& light, std::uint32_t width, std::uint32_t scale);

}  // namespace stille::cli
