// How many pictures are kept at once, and which of them are let go.
#include "client/desktop/portrait_album.hpp"

#include <gtest/gtest.h>

namespace stille::desktop {
namespace {

TEST(PortraitAlbumTest, Beyond_its_bound_it_lets_go_of_what_was_not_looked_at_for_longest) {
  QImage picture(2, 2, QImage::Format_RGB32);
  picture.fill(Qt::red);
  PortraitAlbum album;
  for (int number = 1; number <= PortraitAlbum::kMost; ++number) album.put(number, picture);
  EXPECT_FALSE(album.find(1).isNull());  // looked at
  album.put(PortraitAlbum::kMost + 1, picture);
  EXPECT_FALSE(album.find(1).isNull());
  EXPECT_TRUE(album.find(2).isNull());
  EXPECT_EQ(album.find(PortraitAlbum::kMost + 1), picture);
  int kept = 0;
  for (int number = 1; number <= PortraitAlbum::kMost + 1; ++number)
    kept += album.find(number).isNull() ? 0 : 1;
  EXPECT_EQ(kept, PortraitAlbum::kMost);
}

TEST(PortraitAlbumTest, Cleared_it_has_none) {
  PortraitAlbum album;
  album.put(1, QImage(2, 2, QImage::Format_RGB32));
  album.clear();
  EXPECT_TRUE(album.find(1).isNull());
}

}  // namespace
}  // namespace stille::desktop
