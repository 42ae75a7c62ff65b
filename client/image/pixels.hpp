// A picture as pixels: turning it the right way up and making it small. Knows no file format.
#pragma once

#include <cstdint>
#include <vector>

namespace stille::image {

/// Of width times height.
inline constexpr std::uint64_t kMostPixels = 40'000'000;
inline constexpr std::uint32_t kPreviewSide = 96;
inline constexpr std::uint32_t kPortraitSide = 256;

struct Pixels {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t channels = 3;  // 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha
  std::vector<std::uint8_t> bytes;
};

/// Neither empty nor too many.
constexpr bool has_bearable_size(std::uint64_t width, std::uint64_t height) {
  return width > 0 && height > 0 && width <= kMostPixels && height <= kMostPixels &&
         width * height <= kMostPixels;
}

/// As EXIF numbers orientations, 1 to 8; 1 and unknown ones leave it as it is.
Pixels turned(Pixels from, unsigned orientation);
/// At most `longest_side` long, colours on white.
Pixels small(const Pixels& from, std::uint32_t longest_side);

}  // namespace stille::image
