#include "client/desktop/icon_source.hpp"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stille::desktop {
namespace {

constexpr double kSide = 20;
constexpr int kLargest = 512;  // pixels a side

struct Drawing {
  const char* name;
  const char* lines;  // as in the attribute d of SVG: M, L, H, V, C, A with one radius, Z, all absolute
  double width = 1.6;
};

constexpr std::array kDrawings{
    Drawing{"keep",
            "M10 16.5 C6 13.5 3 11 3 7.6 C3 5.4 4.7 4 6.5 4 C8 4 9.3 4.9 10 6.2 C10.7 4.9 12 4 13.5 "
            "4 C15.3 4 17 5.4 17 7.6 C17 11 14 13.5 10 16.5 Z"},
    Drawing{"talk",
            "M4 4.5 H16 A1.5 1.5 0 0 1 17.5 6 V12.5 A1.5 1.5 0 0 1 16 14 H9 L5.5 17 V14 H4 A1.5 1.5 "
            "0 0 1 2.5 12.5 V6 A1.5 1.5 0 0 1 4 4.5 Z"},
    Drawing{"people",
            "M7.5 9.5 A3 3 0 1 0 7.5 3.5 A3 3 0 1 0 7.5 9.5 M2.5 16.5 C2.5 13.5 4.7 11.8 7.5 11.8 "
            "C10.3 11.8 12.5 13.5 12.5 16.5 M12.5 4 A2.8 2.8 0 0 1 12.5 9.3 M14.5 12.2 C16.4 12.9 "
            "17.5 14.4 17.5 16.5"},
    Drawing{"search", "M9 14.5 A5.5 5.5 0 1 0 9 3.5 A5.5 5.5 0 1 0 9 14.5 M13 13 L17 17"},
    Drawing{"settings",
            "M3 6 H9 M13 6 H17 M11 8 A2 2 0 1 0 11 4 A2 2 0 1 0 11 8 M3 14 H6 M10 14 H17 M8 16 A2 2 "
            "0 1 0 8 12 A2 2 0 1 0 8 16"},
    Drawing{"lock",
            "M5.5 9 H14.5 A1 1 0 0 1 15.5 10 V15.5 A1 1 0 0 1 14.5 16.5 H5.5 A1 1 0 0 1 4.5 15.5 V10 "
            "A1 1 0 0 1 5.5 9 Z M7 9 V6.5 A3 3 0 0 1 13 6.5 V9"},
    Drawing{"plus", "M10 4 V16 M4 10 H16"},
    Drawing{"back", "M12.5 4 L6.5 10 L12.5 16"},
    Drawing{"next", "M7.5 4 L13.5 10 L7.5 16"},
    Drawing{"down", "M4 7.5 L10 13.5 L16 7.5"},
    Drawing{"close", "M5 5 L15 15 M15 5 L5 15"},
    Drawing{"more", "M4.5 10 H4.6 M10 10 H10.1 M15.5 10 H15.6", 2.4},
    Drawing{"attach",
            "M15.5 9.5 L9.8 15.2 A3.2 3.2 0 0 1 5.2 10.7 L11.2 4.7 A2.1 2.1 0 0 1 14.2 7.7 L8.4 13.5 "
            "A1 1 0 0 1 6.9 12 L12 6.9"},
    Drawing{"send", "M10 16 V4.5 M5 9 L10 4 L15 9"},
    Drawing{"reply", "M8 5 L3.5 9.5 L8 14 M3.5 9.5 H12 A4.5 4.5 0 0 1 16.5 14 V15.5"},
    Drawing{"pin", "M7 3.5 H13 M8 3.5 V8.5 L5.5 11.5 H14.5 L12 8.5 V3.5 M10 11.5 V16.5"},
    Drawing{"mute", "M5 14 V9 A5 5 0 0 1 13.8 5.8 M15 9 V14 M3.5 14 H14 M8.5 16.5 H11.5 M3 3 L17 17"},
    Drawing{"check", "M4 10.5 L8 14.5 L16 5.5"},
    Drawing{"file", "M5.5 3 H11 L15 7 V16 A1 1 0 0 1 14 17 H6.5 A1 1 0 0 1 5.5 16 Z M11 3 V7 H15"},
    Drawing{"copy", "M7 7 H15.5 V16.5 H7 Z M4.5 13 V3.5 H13"},
    Drawing{"info", "M10 17 A7 7 0 1 0 10 3 A7 7 0 1 0 10 17 M10 9.2 V13.5 M10 6.4 V6.5"},
    Drawing{"clock", "M10 17 A7 7 0 1 0 10 3 A7 7 0 1 0 10 17 M10 6 V10 L13 12"},
    Drawing{"gift",
            "M3.5 8 H16.5 V11 H3.5 Z M4.5 11 V16.5 H15.5 V11 M10 8 V16.5 M10 8 C7 8 5.8 6.8 6 5.4 "
            "C6.3 3.8 9 3.8 10 8 C11 3.8 13.7 3.8 14 5.4 C14.2 6.8 13 8 10 8"},
    Drawing{"shield",
            "M10 3 L16 5.2 V9.8 C16 13.4 13.5 15.9 10 17 C6.5 15.9 4 13.4 4 9.8 V5.2 Z M7.3 9.8 L9.3 "
            "11.8 L12.9 8"},
};

/// Takes such lines apart; what stands in the table is well formed.
class Pen {
 public:
  explicit Pen(const char* lines) : rest_(QString::fromLatin1(lines)) {}

  QPainterPath draw() {
    for (const auto& word : rest_.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
      if (word[0].isLetter()) command_ = word[0].toLatin1();
      const auto number = word[0].isLetter() ? word.mid(1) : word;
      if (!number.isEmpty()) numbers_.append(number.toDouble());
      if (numbers_.size() == needed()) step();
    }
    return path_;
  }

 private:
  [[nodiscard]] qsizetype needed() const {
    switch (command_) {
      case 'Z':
        return 0;
      case 'H':
      case 'V':
        return 1;
      case 'C':
        return 6;
      case 'A':
        return 7;
      default:
        return 2;
    }
  }
  void step() {
    const auto numbers = std::exchange(numbers_, {});
    const auto at = path_.currentPosition();
    const auto point = [&](qsizetype from) { return QPointF(numbers[from], numbers[from + 1]); };
    switch (command_) {
      case 'M':
        return path_.moveTo(point(0));
      case 'L':
        return path_.lineTo(point(0));
      case 'H':
        return path_.lineTo(numbers[0], at.y());
      case 'V':
        return path_.lineTo(at.x(), numbers[0]);
      case 'C':
        return path_.cubicTo(point(0), point(2), point(4));
      case 'A':
        return arc(at, point(5), numbers[0], numbers[3] != 0, numbers[4] != 0);
      default:
        path_.closeSubpath();
    }
  }
  // SVG says where an arc ends, Qt asks for the circle and the angles.
  void arc(QPointF from, QPointF to, double radius, bool large, bool clockwise) {
    const auto way = to - from;
    const auto length = std::hypot(way.x(), way.y());
    radius = std::max(radius, length / 2);
    const auto off =
        std::sqrt(radius * radius - length * length / 4) / length * (large == clockwise ? -1 : 1);
    const auto centre = (from + to) / 2 + QPointF(-way.y(), way.x()) * off;
    const auto angle = [&](QPointF on) { return QLineF(centre, on).angle(); };
    auto span = angle(to) - angle(from);
    if (clockwise && span > 0) span -= 360;
    if (!clockwise && span < 0) span += 360;
    path_.arcTo(QRectF(centre - QPointF(radius, radius), QSizeF(radius, radius) * 2), angle(from), span);
  }

  QString rest_;
  char command_ = 'M';
  QList<double> numbers_;
  QPainterPath path_;
};

}  // namespace

QImage IconSource::requestImage(const QString& id, QSize* size, const QSize&) {
  const auto parts = id.split(QLatin1Char('/'));
  const auto* found = std::find_if(kDrawings.begin(), kDrawings.end(), [&](const Drawing& one) {
    return parts.value(0) == QLatin1String(one.name);
  });
  const auto pixels = std::clamp(parts.value(1).toInt(), 1, kLargest);
  QImage picture(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  if (size != nullptr) *size = picture.size();
  if (found == kDrawings.end()) return picture;
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(pixels / kSide, pixels / kSide);
  painter.setPen(QPen(QColor(QLatin1Char('#') + parts.value(2)), found->width, Qt::SolidLine, Qt::RoundCap,
                      Qt::RoundJoin));
  painter.drawPath(Pen(found->lines).draw());
  return picture;
}

}  // namespace stille::desktop
