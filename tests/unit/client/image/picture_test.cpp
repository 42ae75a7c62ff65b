// Pictures: what comes out is the picture and nothing else.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "client/image/answer.hpp"
#include "client/image/formats.hpp"

namespace stille::image {
namespace {

/// Every pixel different from its neighbours.
Pixels pattern(std::uint32_t width, std::uint32_t height, std::uint32_t channels) {
  Pixels out{.width = width, .height = height, .channels = channels, .bytes = {}};
  for (std::uint32_t i = 0; i < width * height * channels; ++i) {
    out.bytes.push_back(static_cast<std::uint8_t>(i * 37 % 251));
  }
  return out;
}

Pixels flat(std::uint32_t width, std::uint32_t height, std::uint8_t value, std::uint32_t channels = 3) {
  return {width, height, channels, std::vector<std::uint8_t>(std::size_t{width} * height * channels, value)};
}

/// An APP1 segment with this orientation and a place in it.
Encoded exif(unsigned orientation, bool little) {
  Encoded body{'E', 'x', 'i', 'f', 0, 0};
  const auto number = [&](std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
      const int shift = 8 * (little ? i : bytes - 1 - i);
      body.push_back(static_cast<std::uint8_t>(value >> shift));
    }
  };
  body.insert(body.end(), 2, little ? 'I' : 'M');
  number(42, 2);
  number(8, 4);
  number(1, 2);
  number(0x0112, 2);
  number(3, 2);
  number(1, 4);
  number(orientation, 2);
  number(0, 2);
  const std::string place = "GPS 48.4011 9.9876";
  body.insert(body.end(), place.begin(), place.end());
  return body;
}

Encoded with_exif(Encoded jpeg, const Encoded& body) {
  Encoded segment{0xff, 0xe1, static_cast<std::uint8_t>((body.size() + 2) >> 8U),
                  static_cast<std::uint8_t>(body.size() + 2)};
  segment.insert(segment.end(), body.begin(), body.end());
  jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
  return jpeg;
}

Bytes write_answer(ByteView picture, ByteView portrait, ByteView preview) {
  ByteWriter out;
  out.raw(as_bytes(kAnswerMagic)).sized(picture).sized(portrait).sized(preview);
  return std::move(out).bytes();
}

bool holds(const Encoded& where, std::string_view what) {
  return std::search(where.begin(), where.end(), what.begin(), what.end()) != where.end();
}

TEST(Picture, A_JPEG_with_a_place_is_written_without_it_and_the_right_way_up) {
  const auto given = with_exif(write_jpeg(pattern(30, 20, 3), 95).value(), exif(6, true));
  ASSERT_TRUE(holds(given, "GPS 48.4011"));
  const auto read = read_jpeg(given);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->width, 20U);
  EXPECT_EQ(read->height, 30U);
  const auto written = write_jpeg(*read, 92).value();
  EXPECT_FALSE(holds(written, "GPS"));
  EXPECT_FALSE(holds(written, "Exif"));
}

TEST(Picture, A_PNG_comes_back_pixel_for_pixel) {
  for (const std::uint32_t channels : {1U, 2U, 3U, 4U}) {
    const auto before = pattern(17, 9, channels);
    const auto file = write_png(before).value();
    const auto after = read_png(file);
    ASSERT_TRUE(after) << channels;
    EXPECT_EQ(after->bytes, before.bytes);
    EXPECT_EQ(after->channels, channels);
  }
}

TEST(Picture, Every_orientation_is_turned_as_its_number_says) {
  // 1 2
  // 3 4
  // 5 6
  const Pixels upright{2, 3, 1, {1, 2, 3, 4, 5, 6}};
  const std::vector<std::vector<std::uint8_t>> turns{
      {1, 2, 3, 4, 5, 6}, {2, 1, 4, 3, 6, 5}, {6, 5, 4, 3, 2, 1}, {5, 6, 3, 4, 1, 2},
      {1, 3, 5, 2, 4, 6}, {5, 3, 1, 6, 4, 2}, {6, 4, 2, 5, 3, 1}, {2, 4, 6, 1, 3, 5}};
  for (unsigned orientation = 1; orientation <= 8; ++orientation) {
    const auto out = turned(upright, orientation);
    EXPECT_EQ(out.bytes, turns[orientation - 1]) << orientation;
    EXPECT_EQ(out.width, orientation < 5 ? 2U : 3U);
  }
  EXPECT_EQ(turned(upright, 0).bytes, upright.bytes);
  EXPECT_EQ(turned(upright, 9).bytes, upright.bytes);
}

TEST(Picture, The_orientation_is_read_in_both_byte_orders_and_never_beyond_the_end) {
  for (const bool little : {false, true}) {
    const auto body = exif(8, little);
    EXPECT_EQ(orientation_in(body.data(), body.size()), 8U);
    for (std::size_t size = 0; size < body.size(); ++size) {
      const Encoded cut(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(size));
      const auto found = orientation_in(cut.data(), cut.size());
      EXPECT_TRUE(found == 1 || found == 8);
    }
  }
  auto far = exif(8, false);
  far[10] = 0xff;  // the directory lies beyond the end
  EXPECT_EQ(orientation_in(far.data(), far.size()), 1U);
  const auto odd = exif(77, false);
  EXPECT_EQ(orientation_in(odd.data(), odd.size()), 1U);
}

TEST(Picture, Too_many_pixels_are_refused_by_the_header_alone) {
  EXPECT_TRUE(has_bearable_size(8000, 5000));
  EXPECT_FALSE(has_bearable_size(8000, 5001));
  EXPECT_FALSE(has_bearable_size(0, 5));
  EXPECT_FALSE(has_bearable_size(std::uint64_t{1} << 33U, std::uint64_t{1} << 33U));
  auto file = write_png(flat(4, 4, 9)).value();
  // Width and height in IHDR; the checksum does not fit any more, which is looked at later or never.
  for (const std::size_t at : {16U, 20U}) file[at + 1] = 0x7f;
  EXPECT_FALSE(read_png(file));
  auto jpeg = write_jpeg(flat(16, 16, 9), 90).value();
  const std::string frame("\xff\xc0\x00\x11\x08", 5);
  const auto found = std::search(jpeg.begin(), jpeg.end(), frame.begin(), frame.end(),
                                 [](auto a, char b) { return a == static_cast<std::uint8_t>(b); });
  ASSERT_NE(found, jpeg.end());
  for (int i = 5; i < 9; ++i) *(found + i) = 0xff;
  EXPECT_FALSE(read_jpeg(jpeg));
}

TEST(Picture, What_is_cut_or_damaged_never_reads_beyond_itself) {
  const auto jpeg = write_jpeg(pattern(40, 40, 3), 90).value();
  const auto png = write_png(pattern(40, 40, 4)).value();
  for (std::size_t size = 0; size < std::max(jpeg.size(), png.size()); size += 13) {
    (void)read_jpeg(
        Encoded(jpeg.begin(), jpeg.begin() + static_cast<std::ptrdiff_t>(std::min(size, jpeg.size()))));
    (void)read_png(
        Encoded(png.begin(), png.begin() + static_cast<std::ptrdiff_t>(std::min(size, png.size()))));
  }
  EXPECT_FALSE(read_jpeg({}));
  EXPECT_FALSE(read_png({}));
  EXPECT_FALSE(read_jpeg(png));
  EXPECT_FALSE(read_png(jpeg));
}

TEST(Picture, A_preview_is_small_and_stands_on_white) {
  const auto wide = small(flat(1000, 10, 7), kPreviewSide);
  EXPECT_EQ(wide.width, kPreviewSide);
  EXPECT_EQ(wide.height, 1U);
  const auto tiny = small(flat(3, 2, 7), kPreviewSide);
  EXPECT_EQ(tiny.width, 3U);
  const auto clear = small(flat(10, 10, 0, 4), kPreviewSide);
  EXPECT_EQ(clear.channels, 3U);
  EXPECT_EQ(clear.bytes[0], 255);
}

TEST(Answer, Comes_back_and_nothing_else_is_one) {
  const Bytes picture{1, 2, 3};
  const Bytes portrait{5, 6};
  const Bytes preview{4};
  const auto bytes = write_answer(picture, portrait, preview);
  const auto parsed = parse_answer(bytes);
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(same(parsed.value().picture, picture));
  EXPECT_TRUE(same(parsed.value().portrait, portrait));
  EXPECT_TRUE(same(parsed.value().preview, preview));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_answer(ByteView(bytes).first(size))) << size;
  }
  EXPECT_FALSE(parse_answer(write_answer({}, portrait, preview)));
  EXPECT_FALSE(parse_answer(write_answer(picture, Bytes(kLargestPortrait + 1), preview)));
  EXPECT_FALSE(parse_answer(write_answer(picture, portrait, Bytes(kLargestPreview + 1))));
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(parse_answer(longer));
  auto other = bytes;
  other[4] = 1;
  EXPECT_FALSE(parse_answer(other));
}

}  // namespace
}  // namespace stille::image
