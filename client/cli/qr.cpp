#include "client/cli/qr.hpp"

#include <memory>

#include <qrencode.h>

#include "client/cli/png.hpp"

namespace stille::cli {
namespace {

constexpr int kQuietZone = 4;
constexpr std::uint32_t kPixels = 8;  // a module

struct Free {
  void operator()(QRcode* code) const noexcept { ::QRcode_free(code); }
};

bool dark(const QRcode& code, int x, int y) {
  if (x < 0 || y < 0 || x >= code.width || y >= code.width) return false;
  return (code.data[y * code.width + x] & 1U) != 0;
}

std::unique_ptr<QRcode, Free> code_of(std::string_view text) {
  return std::unique_ptr<QRcode, Free>(::QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M));
}

std::string_view block(bool upper, bool lower) {
  if (upper && lower) return "█";
  if (upper) return "▀";
  return lower ? "▄" : " ";
}

}  // namespace

std::string qr_code(std::string_view text, bool coloured) {
  const auto code = code_of(text);
  if (!code) return {};
  const int end = code->width + kQuietZone;
  std::string out;
  for (int y = -kQuietZone; y < end; y += 2) {
    if (y > -kQuietZone) out += '\n';
    if (coloured) out += "\x1b[38;5;16;48;5;231m";
    for (int x = -kQuietZone; x < end; ++x) {
      const bool upper = dark(*code, x, y);
      const bool lower = dark(*code, x, y + 1);
      // The row below the last one does not exist; with drawn light it must stay undrawn.
      const bool below = y + 1 < end;
      out += coloured ? block(upper, lower) : block(!upper, below && !lower);
    }
    if (coloured) out += "\x1b[0m";
  }
  return out;
}

std::string qr_png(std::string_view text) {
  const auto code = code_of(text);
  if (!code) return {};
  const int end = code->width + kQuietZone;
  std::vector<bool> light;
  for (int y = -kQuietZone; y < end; ++y) {
    for (int x = -kQuietZone; x < end; ++x) light.push_back(!dark(*code, x, y));
  }
  return png_of(light, static_cast<std::uint32_t>(code->width + 2 * kQuietZone), kPixels);
}

}  // namespace stille::cli
