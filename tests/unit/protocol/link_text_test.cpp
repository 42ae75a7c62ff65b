// The text of an invitation.
#include "common/protocol/link_text.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

const std::string kLink =
    "stille://AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8@127.0.0.1:7443/i#"
    "4OHi4-Tl5ufo6err7O3u7_Dx8vP09fb3-Pn6-_z9_v8";

TEST(LinkText, What_is_written_reads_back_the_same) {
  const auto link = parse_link_text(kLink);
  ASSERT_TRUE(link.has_value());
  EXPECT_EQ(link.value().kind, LinkKind::invitation);
  EXPECT_EQ(to_text(link.value()), kLink);
}

TEST(LinkText, White_space_around_a_pasted_link_does_no_harm) {
  const auto link = parse_link_text("  \n" + kLink + "\r\n");
  ASSERT_TRUE(link.has_value());
  EXPECT_EQ(to_text(link.value()), kLink);
}

TEST(LinkText, A_contact_address_is_told_apart_by_its_path) {
  auto text = kLink;
  text[text.find("/i#") + 1] = 'c';
  const auto link = parse_link_text(text);
  ASSERT_TRUE(link.has_value());
  EXPECT_EQ(link.value().kind, LinkKind::contact_address);
}

TEST(LinkText, A_link_with_a_missing_end_is_refused_at_every_length) {
  for (std::size_t length = 0; length < kLink.size(); ++length) {
    EXPECT_FALSE(parse_link_text(kLink.substr(0, length)).has_value()) << length;
  }
}

TEST(LinkText, No_altered_character_of_the_key_reads_as_the_same_key) {
  const auto start = kLink.find('#') + 1;
  for (std::size_t at = start; at < kLink.size(); ++at) {
    for (char c : std::string("Ab9-_=+/ ")) {
      auto text = kLink;
      if (text[at] == c) continue;
      text[at] = c;
      const auto link = parse_link_text(text);
      if (link.has_value()) {
        EXPECT_NE(to_text(link.value()), kLink);
      }
    }
  }
}

}  // namespace
}  // namespace stille::protocol
