#include "server/app/qr.hpp"

#include <memory>

#include <qrencode.h>

namespace stille::server {
namespace {

constexpr int kQuiet = 4;

bool is_dark(const QRcode& code, int x, int y) {
  const bool inside = x >= 0 && y >= 0 && x < code.width && y < code.width;
  return inside && (code.data[y * code.width + x] & 1U) != 0;
}

}  // namespace

std::string qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&::QRcode_free)> code(
      ::QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &::QRcode_free);
  if (!code) return {};
  std::string out;
  for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
    // Black on white, whatever the terminal's own colours are.
    out += "\x1b[38;5;16;48;5;231m";
    for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
      const bool upper = is_dark(*code, x, y);
      const bool lower = is_dark(*code, x, y + 1);
      out += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
    }
    out += "\x1b[0m\n";
  }
  return out;
}

}  // namespace stille::server
