#include "client/image/code.hpp"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace stille::image {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

// Brightness, with what shines through taken as white.
std::vector<std::uint8_t> grey(const Pixels& from) {
  const std::size_t count = std::size_t{from.width} * from.height;
  const bool colours = from.channels >= 3;
  const bool alpha = from.channels == 2 || from.channels == 4;
  std::vector<std::uint8_t> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* at = &from.bytes[i * from.channels];
    const std::uint32_t light = colours ? (at[0] * 77U + at[1] * 150U + at[2] * 29U) >> 8U : at[0];
    const std::uint32_t cover = alpha ? at[from.channels - 1] : 255U;
    out[i] = static_cast<std::uint8_t>((light * cover + 255U * (255U - cover)) / 255U);
  }
  return out;
}

}  // namespace

std::optional<std::string> read_code(const Pixels& picture) {
  const auto light = grey(picture);
  const ZXing::ImageView view(light.data(), static_cast<int>(picture.width), static_cast<int>(picture.height),
                              ZXing::ImageFormat::Lum);
  Options options;
  options.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true).setTryRotate(true);
  const auto found = ZXing::ReadBarcode(view, options);
  if (!found.isValid()) return std::nullopt;
  const auto& said = found.bytes();
  if (said.empty()) return std::nullopt;
  return std::string(said.begin(), said.end());
}

}  // namespace stille::image
