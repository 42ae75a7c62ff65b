// How alike two pictures of a screen are to somebody who looks at them: at a quarter of the size, tile by
// tile, so that a letter drawn a little differently is nothing and a button that has moved is much.
#pragma once

#include <QImage>
#include <QRect>

namespace stille::desktop::test {

inline constexpr int kShrunkBy = 4;
inline constexpr int kTile = 8;  // pixels of the shrunk picture, each way
/// Of the mean difference in a tile, 0 to 255 per colour; more is another picture.
inline constexpr double kLikeEnough = 20.0;

/// What is kept of a picture: a quarter of it each way.
QImage shrunk(const QImage& picture);

struct Likeness {
  double worst = 0;  // the mean difference of the tile that differs most; 255 where the sizes differ
  QRect where{};     // in the whole picture
};
/// `kept` and `taken` are shrunk ones. Tiles that are transparent in `kept` are not looked at.
Likeness compare(const QImage& kept, const QImage& taken);

/// The tiles of `one` that are not like those of `other` become transparent: they show what is never the same
/// twice, such as a key. The share of such tiles, 0 to 1.
double forget_what_differs(QImage& one, const QImage& other);

}  // namespace stille::desktop::test
