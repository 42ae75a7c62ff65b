// QR codes as pictures: their size, their quiet zone, and what no code can hold.
#include "client/cli/qr.hpp"

#include <gtest/gtest.h>

#include "client/cli/png.hpp"

namespace stille::cli {
namespace {

std::uint32_t be32_at(const std::string& bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = (out << 8U) | static_cast<unsigned char>(bytes.at(at + i));
  return out;
}

TEST(Png, A_point_becomes_a_square_of_pixels) {
  const auto png = png_of({true, false, false, true}, 2, 8);
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(be32_at(png, 16), 16U);
  EXPECT_EQ(be32_at(png, 20), 16U);
  // Head and end are 25 and 12 bytes; the rows are stored: 16 of three bytes each, with eleven around them.
  EXPECT_EQ(png.size(), 8 + 25 + (12 + 11 + 16 * 3) + 12);
  const auto rows = png.substr(8 + 25 + 8 + 7, 48);
  EXPECT_EQ(rows.substr(0, 3), std::string("\0\xFF\0", 3));
  EXPECT_EQ(rows.substr(45, 3), std::string("\0\0\xFF", 3));
}

TEST(Png, More_than_one_block_is_stored_in_several) {
  const auto png = png_of(std::vector<bool>(std::size_t{180} * 180, true), 180, 8);
  const std::size_t rows = std::size_t{1440} * (1 + 180);
  EXPECT_EQ(png.size(), 8 + 25 + (12 + 2 + 4 * 5 + rows + 4) + 12);
}

TEST(QrPicture, The_picture_is_square_with_four_light_modules_around) {
  const auto png = qr_png("stille://example");
  const auto width = be32_at(png, 16);
  EXPECT_EQ(width, be32_at(png, 20));
  EXPECT_EQ(width % 8, 0U);
  const auto row = 1 + width / 8;
  const auto pixels = png.substr(8 + 25 + 8 + 7);
  EXPECT_EQ(pixels.substr(1, width / 8), std::string(width / 8, '\xFF'));
  const auto first = pixels.substr(std::size_t{row} * 32 + 1, width / 8);
  EXPECT_EQ(first.substr(0, 5), std::string("\xFF\xFF\xFF\xFF\0", 5));
}

TEST(QrPicture, What_does_not_fit_a_code_is_no_picture) {
  EXPECT_TRUE(qr_png(std::string(3000, 'x')).empty());
  EXPECT_FALSE(qr_png(std::string(2000, 'x')).empty());
}

}  // namespace
}  // namespace stille::cli
