// Whatever is written is read as it was; whatever is read does no harm.
#include <gmock/gmock.h>

#include "client/vcard/person.hpp"
#include "common/crypto/random.hpp"

namespace stille::client::vcard {
namespace {

constexpr int kRounds = 2000;

/// Letters of one to four bytes, and everything that has a meaning in the format.
std::string any_text(crypto::Rng& rng, std::size_t most, bool lines) {
  static const std::vector<std::string> kParts{"a",
                                               "B",
                                               "7",
                                               ",",
                                               ";",
                                               ":",
                                               "\\",
                                               "\\n",
                                               "\"",
                                               "=",
                                               "\xc3\xb6",
                                               "\xe2\x82\xac",
                                               "\xf0\x9f\x8e\x82",
                                               "BEGIN:VCARD"};
  std::string out = "x";
  for (auto count = rng.below(most); count > 0; --count) {
    out += kParts[rng.below(kParts.size())];
    if (rng.below(8) == 0) out += ' ';
    if (lines && rng.below(8) == 0) out += '\n';
  }
  return out + "x";
}

Person any_person(crypto::Rng& rng) {
  Person out;
  out.uid = any_text(rng, 9, false);
  out.name = any_text(rng, 60, false);
  if (rng.below(2) == 0) out.role = any_text(rng, 60, false);
  if (rng.below(2) == 0) out.company = any_text(rng, 60, false);
  if (rng.below(2) == 0) out.city = any_text(rng, 60, false);
  if (rng.below(2) == 0) out.birthday = rng.below(2) == 0 ? "1984-05-23" : "02-29";
  if (rng.below(2) == 0) out.note = any_text(rng, 400, true);
  for (auto count = rng.below(3); count > 0; --count) out.languages.push_back(any_text(rng, 3, false));
  for (auto count = rng.below(3); count > 0; --count) out.topics.push_back(any_text(rng, 30, false));
  for (auto count = rng.below(3); count > 0; --count) out.circles.push_back(any_text(rng, 30, false));
  for (auto count = rng.below(300); count > 0; --count)
    out.picture.push_back(static_cast<std::uint8_t>(rng.below(256)));
  return out;
}

void expect_same(const Person& a, const Person& b) {
  EXPECT_EQ(a.uid, b.uid);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.role, b.role);
  EXPECT_EQ(a.company, b.company);
  EXPECT_EQ(a.city, b.city);
  EXPECT_EQ(a.birthday, b.birthday);
  EXPECT_EQ(a.note, b.note);
  EXPECT_EQ(a.languages, b.languages);
  EXPECT_EQ(a.topics, b.topics);
  EXPECT_EQ(a.circles, b.circles);
  EXPECT_EQ(a.picture, b.picture);
}

TEST(Vcards, Whoever_is_written_is_read_as_they_were) {
  crypto::SeededRng rng{1};
  for (int round = 0; round < kRounds && !testing::Test::HasFailure(); ++round) {
    const auto one = any_person(rng);
    const auto other = any_person(rng);
    const auto reading = read_vcards(write_vcard(one) + write_vcard(other));
    ASSERT_FALSE(reading.trouble) << reading.trouble->line << "\n" << write_vcard(one);
    ASSERT_EQ(reading.people.size(), 2U);
    expect_same(reading.people.front(), one);
    expect_same(reading.people.back(), other);
  }
}

TEST(Vcards, No_line_is_longer_than_it_may_be_and_none_ends_within_a_character) {
  crypto::SeededRng rng{2};
  for (int round = 0; round < kRounds / 10; ++round) {
    const auto text = write_vcard(any_person(rng));
    for (std::size_t at = 0; at < text.size();) {
      const auto end = text.find("\r\n", at);
      ASSERT_NE(end, std::string::npos);
      EXPECT_LE(end - at, kFoldAt);
      const auto last = static_cast<unsigned char>(text[end + 2 < text.size() ? end + 3 : end]);
      EXPECT_NE(last & 0xc0U, 0x80U);
      at = end + 2;
    }
  }
}

TEST(Vcards, Characters_that_no_text_may_have_are_left_out) {
  Person odd;
  odd.name = std::string("a\0b\rc\x7f", 6);
  EXPECT_EQ(read_vcards(write_vcard(odd)).people.front().name, "abc");
}

TEST(Vcards, Arbitrary_bytes_do_no_harm) {
  crypto::SeededRng rng{3};
  const auto good = write_vcard(any_person(rng));
  for (int round = 0; round < kRounds; ++round) {
    auto file = good;
    for (auto count = 1 + rng.below(5); count > 0; --count)
      file[rng.below(file.size())] = static_cast<char>(rng.below(256));
    (void)read_vcards(file);
    (void)read_table(file);
    std::string noise;
    for (auto count = rng.below(200); count > 0; --count) noise += static_cast<char>(rng.below(256));
    (void)read_vcards(noise);
    (void)read_table(noise);
    (void)read_table(std::string("name,note\n").append(noise));
  }
}

}  // namespace
}  // namespace stille::client::vcard
