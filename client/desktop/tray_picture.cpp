#include "client/desktop/tray_picture.hpp"

#include <QPainter>
#include <QPainterPath>

namespace stille::desktop {

QImage TrayPicture::requestImage(const QString& id, QSize* size, const QSize&) {
  constexpr int kSide = 64;
  QImage out(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
  out.fill(Qt::transparent);
  const QColor ink(id.endsWith(QStringLiteral("dark")) ? QStringLiteral("#2B2A27")
                                                       : QStringLiteral("#F2EFE9"));
  QPainter painter(&out);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  QPainterPath bubble;
  bubble.addRoundedRect(8, 12, 48, 34, 10, 10);
  painter.drawPath(bubble);
  painter.drawLine(22, 46, 18, 56);
  painter.drawLine(18, 56, 32, 46);
  if (id.startsWith(QStringLiteral("dot"))) {
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.drawEllipse(QPointF(50, 14), 14, 14);
    painter.setBrush(Qt::black);
    painter.drawEllipse(QPointF(50, 14), 12, 12);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(50, 14), 10, 10);
  }
  if (size != nullptr) *size = out.size();
  return out;
}

}  // namespace stille::desktop
