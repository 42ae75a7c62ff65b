#include "client/desktop/app_icon.hpp"

#include <QPainter>
#include <QPainterPath>

namespace stille::desktop {
namespace {

/// As packaging/desktop/stille.svg has it, on a square of 128.
QPixmap drawn(int side) {
  QPixmap out(side, side);
  out.fill(Qt::transparent);
  QPainter painter(&out);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(side / 128.0, side / 128.0);
  const QColor petrol(QStringLiteral("#1F5F5B"));
  painter.setPen(Qt::NoPen);
  painter.setBrush(petrol);
  painter.drawRoundedRect(8, 8, 112, 112, 28, 28);
  QPainterPath bubble(QPointF(64, 30));
  bubble.cubicTo(42.5, 30, 26, 43.4, 26, 61);
  bubble.cubicTo(26, 70.7, 31, 79, 38.9, 84.6);
  bubble.cubicTo(38.6, 89.9, 36.4, 94.4, 32.7, 98);
  bubble.cubicTo(40.4, 97.7, 47.1, 95.2, 52.3, 90.8);
  bubble.cubicTo(56, 91.6, 59.9, 92, 64, 92);
  bubble.cubicTo(85.5, 92, 102, 78.6, 102, 61);
  bubble.cubicTo(102, 43.4, 85.5, 30, 64, 30);
  painter.setBrush(QColor(QStringLiteral("#FAF9F6")));
  painter.drawPath(bubble);
  painter.setPen(QPen(petrol, 6, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(46, 61, 82, 61);
  return out;
}

}  // namespace

QIcon app_icon() {
  QIcon out;
  for (const int side : {16, 24, 32, 48, 64, 128}) out.addPixmap(drawn(side));
  return QIcon::fromTheme(QStringLiteral("stille"), out);
}

}  // namespace stille::desktop
