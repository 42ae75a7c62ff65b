#include <png.h>

#include "client/image/formats.hpp"

namespace stille::image {
namespace {

constexpr std::uint64_t kQuickAbove = 8'000'000;  // pixels

png_uint_32 format_of(std::uint32_t channels) {
  switch (channels) {
    case 1:
      return PNG_FORMAT_GRAY;
    case 2:
      return PNG_FORMAT_GA;
    case 3:
      return PNG_FORMAT_RGB;
    default:
      return PNG_FORMAT_RGBA;
  }
}

}  // namespace

std::optional<Pixels> read_png(const Encoded& file) {
  png_image in{};
  in.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&in, file.data(), file.size()) == 0) return std::nullopt;
  std::optional<Pixels> out;
  if (has_bearable_size(in.width, in.height)) {
    const bool colours = (in.format & PNG_FORMAT_FLAG_COLOR) != 0;
    const bool alpha = (in.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    out.emplace();
    out->width = in.width;
    out->height = in.height;
    out->channels = (colours ? 3U : 1U) + (alpha ? 1U : 0U);
    in.format = format_of(out->channels);
    out->bytes.resize(PNG_IMAGE_SIZE(in));
    if (png_image_finish_read(&in, nullptr, out->bytes.data(), 0, nullptr) == 0) out.reset();
  }
  png_image_free(&in);
  return out;
}

std::optional<Encoded> write_png(const Pixels& pixels) {
  png_image to{};
  to.version = PNG_IMAGE_VERSION;
  to.width = pixels.width;
  to.height = pixels.height;
  to.format = format_of(pixels.channels);
  if (std::uint64_t{pixels.width} * pixels.height > kQuickAbove) to.flags = PNG_IMAGE_FLAG_FAST;
  Encoded out(PNG_IMAGE_PNG_SIZE_MAX(to));
  png_alloc_size_t size = out.size();
  const bool done =
      png_image_write_to_memory(&to, out.data(), &size, 0, pixels.bytes.data(), 0, nullptr) != 0;
  png_image_free(&to);
  if (!done) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace stille::image
