// A QR code as a picture: level M, quiet zone of four, dark on light in every theme, as cameras want it.
#pragma once

#include <QQuickPaintedItem>

namespace stille::desktop {

class QrCode : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(QString text READ text WRITE set_text NOTIFY changed)

 public:
  using QQuickPaintedItem::QQuickPaintedItem;
  [[nodiscard]] QString text() const { return text_; }
  void set_text(const QString& text);
  void paint(QPainter* painter) override;

 Q_SIGNALS:
  void changed();

 private:
  QString text_;
  QByteArray modules_;  // side * side, 1 is dark
  int side_ = 0;
};

}  // namespace stille::desktop
