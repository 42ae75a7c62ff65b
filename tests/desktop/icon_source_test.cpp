// Small drawings are what their lines say, in the size and the colour that is asked for.
#include "client/desktop/icon_source.hpp"

#include <QColor>

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

QImage drawn(const char* id) {
  QSize size;
  auto picture = IconSource().requestImage(QString::fromLatin1(id), &size, {});
  EXPECT_EQ(size, picture.size());
  return picture;
}

TEST(DesktopIcons, A_circle_of_arcs_goes_through_its_four_sides_and_leaves_its_corners_free) {
  const auto picture = drawn("info/200/1f5f5b");
  ASSERT_EQ(picture.size(), QSize(200, 200));
  for (const auto& on : {QPoint(100, 30), QPoint(170, 100), QPoint(100, 170), QPoint(30, 100)})
    EXPECT_EQ(picture.pixelColor(on), QColor(31, 95, 91)) << on.x() << "," << on.y();
  for (const auto& off : {QPoint(30, 30), QPoint(170, 170), QPoint(60, 100)})
    EXPECT_EQ(picture.pixelColor(off).alpha(), 0) << off.x() << "," << off.y();
}

TEST(DesktopIcons, A_small_arc_takes_the_short_way) {
  const auto picture = drawn("lock/200/000000");  // corners of one tenth
  EXPECT_GT(picture.pixelColor(155, 130).alpha(), 200);
  EXPECT_EQ(picture.pixelColor(175, 165).alpha(), 0);
  EXPECT_EQ(picture.pixelColor(100, 110).alpha(), 0);
}

TEST(DesktopIcons, What_is_not_known_is_nothing_to_see) {
  EXPECT_EQ(drawn("nothing/20/000000").pixelColor(10, 10).alpha(), 0);
  EXPECT_EQ(drawn("send/-4/x").size(), QSize(1, 1));
  EXPECT_EQ(drawn("send/99999/000000").width(), 512);
}

}  // namespace
}  // namespace stille::desktop
