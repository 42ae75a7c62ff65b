#include "client/desktop/qr_code.hpp"

#include <QPainter>
#include <algorithm>
#include <memory>

#include <qrencode.h>

namespace stille::desktop {
namespace {

constexpr int kQuietZone = 4;

struct Free {
  void operator()(QRcode* code) const noexcept { ::QRcode_free(code); }
};

}  // namespace

void QrCode::set_text(const QString& text) {
  if (text == text_) return;
  text_ = text;
  modules_.clear();
  side_ = 0;
  const std::unique_ptr<QRcode, Free> code(
      text.isEmpty() ? nullptr : ::QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M));
  if (code) {
    side_ = code->width;
    modules_.resize(static_cast<qsizetype>(side_) * side_);
    std::transform(code->data, code->data + modules_.size(), modules_.begin(),
                   [](unsigned char module) { return static_cast<char>(module & 1U); });
  }
  Q_EMIT changed();
  update();
}

void QrCode::paint(QPainter* painter) {
  painter->fillRect(boundingRect(), Qt::white);
  if (side_ == 0) return;
  // Whole pixels a module, so that every edge is sharp; what is left over widens the quiet zone.
  const int module = std::max(1, static_cast<int>(std::min(width(), height())) / (side_ + 2 * kQuietZone));
  const int left = (static_cast<int>(width()) - module * side_) / 2;
  const int top = (static_cast<int>(height()) - module * side_) / 2;
  for (int y = 0; y < side_; ++y) {
    for (int x = 0; x < side_; ++x) {
      if (modules_[static_cast<qsizetype>(y) * side_ + x] != 0)
        painter->fillRect(left + x * module, top + y * module, module, module, QColor(0x23, 0x21, 0x1e));
    }
  }
}

}  // namespace stille::desktop
