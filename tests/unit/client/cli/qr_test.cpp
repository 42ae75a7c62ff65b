// QR codes as pictures: their size, their quiet zone, and what no code can hold.
#include "client/cli/qr.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include "client/cli/png.hpp"

namespace stille::cli {
namespace {

/// As libpng reads it.
struct Picture {
  explicit Picture(const std::string& file) {
    png_image in{};
    in.version = PNG_IMAGE_VERSION;
    EXPECT_NE(png_image_begin_read_from_memory(&in, file.data(), file.size()), 0);
    in.format = PNG_FORMAT_GRAY;
    width = in.width;
    height = in.height;
    pixels.resize(PNG_IMAGE_SIZE(in));
    EXPECT_NE(png_image_finish_read(&in, nullptr, pixels.data(), 0, nullptr), 0);
    png_image_free(&in);
  }
  [[nodiscard]] bool light(std::uint32_t x, std::uint32_t y) const {
    return pixels.at(std::size_t{y} * width + x) == 0xFF;
  }
  [[nodiscard]] bool dark(std::uint32_t x, std::uint32_t y) const {
    return pixels.at(std::size_t{y} * width + x) == 0;
  }

  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<png_byte> pixels;
};

TEST(Png, A_point_becomes_a_square_of_pixels) {
  const Picture picture(png_of({true, false, false, true, true, true}, 2, 8));
  ASSERT_EQ(picture.width, 16U);
  ASSERT_EQ(picture.height, 24U);
  for (std::uint32_t y = 0; y < 24; ++y) {
    for (std::uint32_t x = 0; x < 16; ++x) {
      const bool lit = y >= 16 || (x < 8) == (y < 8);
      EXPECT_TRUE(lit ? picture.light(x, y) : picture.dark(x, y)) << x << ' ' << y;
    }
  }
}

TEST(QrPicture, The_picture_is_square_with_four_light_modules_around) {
  const Picture picture(qr_png("stille://example"));
  ASSERT_EQ(picture.width, picture.height);
  ASSERT_EQ(picture.width % 8, 0U);
  for (std::uint32_t i = 0; i < picture.width; ++i) {
    for (std::uint32_t edge = 0; edge < 32; ++edge) {
      EXPECT_TRUE(picture.light(i, edge) && picture.light(edge, i));
      EXPECT_TRUE(picture.light(i, picture.width - 1 - edge) && picture.light(picture.width - 1 - edge, i));
    }
  }
  EXPECT_TRUE(picture.dark(32, 32));
}

TEST(QrPicture, What_does_not_fit_a_code_is_no_picture) {
  EXPECT_TRUE(qr_png(std::string(3000, 'x')).empty());
  EXPECT_FALSE(qr_png(std::string(2000, 'x')).empty());
}

}  // namespace
}  // namespace stille::cli
