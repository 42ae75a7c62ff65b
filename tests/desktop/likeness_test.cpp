// What counts as the same picture, and what does not.
#include "tests/desktop/likeness.hpp"

#include <QPainter>

#include <gtest/gtest.h>

namespace stille::desktop::test {
namespace {

QImage sheet(const QString& words, const QPoint& button, const QColor& ground = Qt::white) {
  QImage out(640, 480, QImage::Format_RGB32);
  out.fill(ground);
  QPainter painter(&out);
  painter.setPen(Qt::black);
  painter.drawText(40, 40, words);
  painter.fillRect(QRect(button, QSize(120, 36)), QColor(31, 95, 91));
  return out;
}

TEST(Likeness, A_picture_is_like_itself) {
  const auto one = shrunk(sheet(QStringLiteral("Guten Tag"), {100, 200}));
  EXPECT_EQ(compare(one, one).worst, 0);
}

TEST(Likeness, A_letter_that_is_drawn_a_pixel_aside_is_nothing) {
  const auto one = shrunk(sheet(QStringLiteral("Guten Tag"), {100, 200}));
  const auto other = shrunk(sheet(QStringLiteral("Guten Tag"), {101, 200}));
  EXPECT_LT(compare(one, other).worst, kLikeEnough);
}

TEST(Likeness, A_button_that_has_moved_is_seen_and_where) {
  const auto one = shrunk(sheet(QStringLiteral("Guten Tag"), {100, 200}));
  const auto found = compare(one, shrunk(sheet(QStringLiteral("Guten Tag"), {100, 240})));
  EXPECT_GT(found.worst, kLikeEnough);
  EXPECT_TRUE(QRect(90, 190, 150, 100).contains(found.where.center()));
}

TEST(Likeness, Another_ground_is_another_picture) {
  const auto one = shrunk(sheet(QStringLiteral("Guten Tag"), {100, 200}));
  EXPECT_GT(compare(one, shrunk(sheet(QStringLiteral("Guten Tag"), {100, 200}, Qt::lightGray))).worst,
            kLikeEnough);
}

TEST(Likeness, Another_size_is_another_picture) {
  const auto one = sheet(QStringLiteral("Guten Tag"), {100, 200});
  EXPECT_EQ(compare(shrunk(one), shrunk(one.scaled(600, 480))).worst, 255);
}

TEST(Likeness, What_is_never_the_same_twice_is_forgotten_and_nothing_else) {
  auto kept = shrunk(sheet(QStringLiteral("Guten Tag"), {100, 200}));
  const double share = forget_what_differs(kept, shrunk(sheet(QStringLiteral("Guten Tag"), {100, 240})));
  EXPECT_GT(share, 0);
  EXPECT_LT(share, 0.1);
  EXPECT_LT(compare(kept, shrunk(sheet(QStringLiteral("Guten Tag"), {100, 240}))).worst, kLikeEnough);
  EXPECT_GT(compare(kept, shrunk(sheet(QStringLiteral("Guten Tag"), {400, 200}))).worst, kLikeEnough);
}

}  // namespace
}  // namespace stille::desktop::test
