// QR codes in pictures: drawn with one library, read with another.
#include "client/image/code.hpp"

#include <gtest/gtest.h>
#include <qrencode.h>

#include "client/image/formats.hpp"

namespace stille::image {
namespace {

constexpr std::uint32_t kModule = 6;  // pixels
constexpr std::uint32_t kQuiet = 4;   // modules

Pixels drawn(const std::string& text, std::uint32_t channels = 3) {
  auto* code = ::QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M);
  const auto width = static_cast<std::uint32_t>(code->width);
  const auto side = (width + 2 * kQuiet) * kModule;
  Pixels out{.width = side, .height = side, .channels = channels, .bytes = {}};
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      const auto column = x / kModule;
      const auto row = y / kModule;
      const bool inside =
          column >= kQuiet && row >= kQuiet && column < kQuiet + width && row < kQuiet + width;
      const bool dark = inside && (code->data[(row - kQuiet) * width + column - kQuiet] & 1U) != 0;
      for (std::uint32_t channel = 0; channel < channels; ++channel) {
        const bool is_alpha = (channels == 2 || channels == 4) && channel == channels - 1;
        // Light that shines through, rather than white, where there is an alpha.
        out.bytes.push_back(is_alpha ? (dark ? 255 : 0) : 0);
        if (!is_alpha && !(channels == 2 || channels == 4)) out.bytes.back() = dark ? 0 : 255;
      }
    }
  }
  ::QRcode_free(code);
  return out;
}

const std::string kLink =
    "stille://0123456789abcdef@relay.example:4433/i#AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

TEST(Code, Is_read_byte_for_byte) {
  EXPECT_EQ(read_code(drawn(kLink)), kLink);
  EXPECT_EQ(read_code(drawn("Zo\xC3\xAB")), "Zo\xC3\xAB");
}

TEST(Code, Is_read_in_grey_in_colours_and_where_light_shines_through) {
  for (const std::uint32_t channels : {1U, 2U, 3U, 4U})
    EXPECT_EQ(read_code(drawn(kLink, channels)), kLink) << channels;
}

TEST(Code, Is_read_turned_and_after_a_lossy_camera) {
  EXPECT_EQ(read_code(turned(drawn(kLink), 6)), kLink);
  const auto photo = write_jpeg(drawn(kLink), 40);
  ASSERT_TRUE(photo);
  const auto seen = read_jpeg(*photo);
  ASSERT_TRUE(seen);
  EXPECT_EQ(read_code(*seen), kLink);
}

TEST(Code, A_picture_without_one_says_nothing) {
  EXPECT_EQ(read_code({64, 64, 1, std::vector<std::uint8_t>(64 * 64, 200)}), std::nullopt);
  EXPECT_EQ(read_code({1, 1, 1, {0}}), std::nullopt);
}

}  // namespace
}  // namespace stille::image
