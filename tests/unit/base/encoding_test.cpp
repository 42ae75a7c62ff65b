// One value has one text: everything that is not the canonical form is refused.
#include "common/base/encoding.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille {
namespace {

TEST(Encoding, Hex_is_lower_case_and_reads_both) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0x0f, 0xab, 0xff}), "000fabff");
  EXPECT_EQ(from_hex("000FabFF").value(), (Bytes{0x00, 0x0f, 0xab, 0xff}));
  EXPECT_EQ(from_hex("").value(), Bytes{});
}

TEST(Encoding, Hex_refuses_odd_lengths_and_other_characters) {
  for (const auto* text : {"0", "abc", "0g", "g0", " 0", "0 ", "0x", "/0", ":0", "@0", "`0", "-1"}) {
    EXPECT_EQ(from_hex(text).error().code, Errc::bad_encoding) << text;
  }
  EXPECT_FALSE(from_hex(std::string_view("0\0", 2)).has_value());
}

TEST(Encoding, Text_cannot_leave_its_place_in_a_page) {
  EXPECT_EQ(escape_html("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(escape_html("Größe"), "Größe");
}

TEST(Encoding, Base64url_gives_the_known_texts) {
  // RFC 4648 section 10, without padding.
  const std::array<std::pair<const char*, const char*>, 7> known{{{"", ""},
                                                                  {"f", "Zg"},
                                                                  {"fo", "Zm8"},
                                                                  {"foo", "Zm9v"},
                                                                  {"foob", "Zm9vYg"},
                                                                  {"fooba", "Zm9vYmE"},
                                                                  {"foobar", "Zm9vYmFy"}}};
  for (const auto& [plain, encoded] : known) {
    EXPECT_EQ(to_base64url(as_bytes(plain)), encoded);
    EXPECT_TRUE(same(from_base64url(encoded).value(), as_bytes(plain)));
  }
  EXPECT_EQ(to_base64url(Bytes{0xfb, 0xff, 0xfe}), "-__-");
}

TEST(Encoding, Base64url_of_every_length_comes_back) {
  for (std::size_t length = 0; length < 100; ++length) {
    const auto bytes = test::counting(length, 0xa0);
    EXPECT_EQ(from_base64url(to_base64url(bytes)).value(), bytes);
  }
}

TEST(Encoding, Base64url_refuses_padding_other_alphabets_and_impossible_lengths) {
  for (const auto* text : {"Zg==", "Zm8=", "+__-", "-//-", "Z", "Zm9vY", "Zm 9", "Zm9v\n"}) {
    EXPECT_EQ(from_base64url(text).error().code, Errc::bad_encoding) << text;
  }
  EXPECT_FALSE(from_base64url(std::string_view("Zm\0v", 4)).has_value());
}

TEST(Encoding, Base64url_accepts_only_one_text_for_a_value) {
  // The last character of "Zg" carries four unused bits, that of "Zm8" two: all but zero are refused.
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  int two = 0;
  int three = 0;
  for (const char last : kAlphabet) {
    two += from_base64url(std::string("Z") + last).has_value() ? 1 : 0;
    three += from_base64url(std::string("Zm") + last).has_value() ? 1 : 0;
  }
  EXPECT_EQ(two, 4);
  EXPECT_EQ(three, 16);
}

}  // namespace
}  // namespace stille
