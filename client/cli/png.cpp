#include "client/cli/png.hpp"

#include <png.h>

namespace stille::cli {

std::string png_of(const std::vector<bool>& light, std::uint32_t width, std::uint32_t scale) {
  png_image to{};
  to.version = PNG_IMAGE_VERSION;
  to.format = PNG_FORMAT_GRAY;
  to.width = width * scale;
  to.height = static_cast<std::uint32_t>(light.size() / width) * scale;
  std::vector<png_byte> pixels;
  pixels.reserve(std::size_t{to.width} * to.height);
  for (std::uint32_t y = 0; y < to.height; ++y) {
    const auto row = std::size_t{y / scale} * width;
    for (std::uint32_t x = 0; x < to.width; ++x) pixels.push_back(light[row + x / scale] ? 0xFF : 0);
  }
  std::string out(PNG_IMAGE_PNG_SIZE_MAX(to), '\0');
  png_alloc_size_t size = out.size();
  const bool done = png_image_write_to_memory(&to, out.data(), &size, 0, pixels.data(), 0, nullptr) != 0;
  png_image_free(&to);
  out.resize(done ? size : 0);
  return out;
}

}  // namespace stille::cli
