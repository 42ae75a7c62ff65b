#include "tests/desktop/likeness.hpp"

#include <algorithm>
#include <cstdlib>

namespace stille::desktop::test {

namespace {

QList<QRect> tiles_of(const QImage& picture) {
  QList<QRect> out;
  for (int y = 0; y < picture.height(); y += kTile) {
    for (int x = 0; x < picture.width(); x += kTile)
      out.append(QRect(x, y, kTile, kTile).intersected(picture.rect()));
  }
  return out;
}

double difference(QRgb one, QRgb other) {
  return (std::abs(qRed(one) - qRed(other)) + std::abs(qGreen(one) - qGreen(other)) +
          std::abs(qBlue(one) - qBlue(other))) /
         3.0;
}

double difference(const QImage& one, const QImage& other, const QRect& tile) {
  double sum = 0;
  for (int y = tile.top(); y <= tile.bottom(); ++y) {
    for (int x = tile.left(); x <= tile.right(); ++x) sum += difference(one.pixel(x, y), other.pixel(x, y));
  }
  return sum / (tile.width() * tile.height());
}

}  // namespace

QImage shrunk(const QImage& picture) {
  return picture.convertToFormat(QImage::Format_ARGB32)
      .scaled(picture.width() / kShrunkBy, picture.height() / kShrunkBy, Qt::IgnoreAspectRatio,
              Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_ARGB32);
}

Likeness compare(const QImage& kept, const QImage& taken) {
  if (kept.size() != taken.size()) return {255, {}};
  Likeness out;
  for (const auto& tile : tiles_of(kept)) {
    if (qAlpha(kept.pixel(tile.topLeft())) == 0) continue;
    const double found = difference(kept, taken, tile);
    if (found <= out.worst) continue;
    out = {found, {tile.topLeft() * kShrunkBy, tile.size() * kShrunkBy}};
  }
  return out;
}

double forget_what_differs(QImage& one, const QImage& other) {
  if (one.size() != other.size()) return 1;
  int forgotten = 0;
  const auto tiles = tiles_of(one);
  for (const auto& tile : tiles) {
    // A quarter of what is allowed later, so that a third run has room.
    if (difference(one, other, tile) <= kLikeEnough / 4) continue;
    ++forgotten;
    for (int y = tile.top(); y <= tile.bottom(); ++y) {
      for (int x = tile.left(); x <= tile.right(); ++x) one.setPixel(x, y, 0);
    }
  }
  return static_cast<double>(forgotten) / static_cast<double>(std::max<qsizetype>(1, tiles.size()));
}

}  // namespace stille::desktop::test
