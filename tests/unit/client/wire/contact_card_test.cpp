// Cards inside a content: what fits into a field, and what is refused.
#include "client/wire/contact_card.hpp"

#include <gtest/gtest.h>

#include "client/wire/content.hpp"
#include "content.pb.h"

namespace stille::client::wire {
namespace {

namespace pb = stille::content::v1;

const std::string kJpeg("\xff\xd8\xff\xe0 a picture");

pb::Content message() {
  pb::Content out;
  out.set_id(std::string(16, 'i'));
  out.mutable_profile()->set_name("Mira");
  out.mutable_profile()->set_version(1);
  return out;
}

Errc refusal(const pb::Content& in) {
  const auto bytes = in.SerializeAsString();
  const auto parsed = parse_content(as_bytes(bytes));
  return parsed ? Errc::internal : parsed.error().code;
}

Errc refusal(CardField field, const std::string& value) {
  const auto checked = check_card_field(field, value);
  return checked ? Errc::internal : checked.error().code;
}

TEST(ContactCards, A_card_comes_back_as_it_went) {
  Profile profile{"Mira", {.version = 7, .fields = {}}};
  profile.card.fields = {"Datenschutz", "ACME", "Köln", "de,tr,en-GB", "1984-05-23", "Segeln, Recht", kJpeg};
  const auto bytes = write_content({.id = {}, .authored = TimePoint(seconds(1)), .body = profile});
  const auto parsed = parse_content(bytes.expose());
  ASSERT_TRUE(parsed);
  const auto& back = std::get<Profile>(parsed.value().body);
  EXPECT_EQ(back.name, "Mira");
  EXPECT_EQ(back.card.version, 7U);
  EXPECT_EQ(back.card.fields, profile.card.fields);
}

TEST(ContactCards, A_name_alone_is_what_earlier_versions_wrote) {
  pb::Content in;
  in.set_id(std::string(16, 'i'));
  in.mutable_profile()->set_name("Mira");
  const auto as_before = in.SerializeAsString();
  Content content{.id = {}, .authored = TimePoint(), .body = Profile{"Mira"}};
  content.id = ContentId::parse(as_bytes(in.id())).value();
  const auto now = write_content(content);
  EXPECT_EQ(as_text(now.expose()), as_before);
}

TEST(ContactCards, A_request_is_empty_and_may_have_more_in_it_later) {
  const auto bytes = write_content({.id = {}, .authored = TimePoint(), .body = CardRequest{}});
  EXPECT_TRUE(std::holds_alternative<CardRequest>(parse_content(bytes.expose()).value().body));
  pb::Content in;
  in.set_id(std::string(16, 'i'));
  const auto later = in.SerializeAsString() + std::string("\x9a\x01\x02\x08\x05", 5);
  const auto parsed = parse_content(as_bytes(later));
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(std::holds_alternative<CardRequest>(parsed.value().body));
}

TEST(ContactCards, Fields_need_a_version_and_a_version_has_a_bound) {
  auto in = message();
  in.mutable_profile()->set_role("Datenschutz");
  EXPECT_EQ(refusal(in), Errc::internal);
  in.mutable_profile()->set_version(0);
  EXPECT_EQ(refusal(in), Errc::bad_value);
  in.mutable_profile()->set_version(kHighestCardVersion);
  EXPECT_EQ(refusal(in), Errc::internal);
  in.mutable_profile()->set_version(kHighestCardVersion + 1);
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST(ContactCards, A_greeting_carries_a_name_and_no_card) {
  pb::Content in;
  in.set_id(std::string(16, 'i'));
  in.mutable_greeting()->mutable_profile()->set_name("Mira");
  in.mutable_greeting()->mutable_profile()->set_version(1);
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST(ContactCards, Lines_are_short_and_have_nothing_hidden_in_them) {
  for (const auto field : {CardField::role, CardField::company, CardField::city}) {
    EXPECT_EQ(refusal(field, std::string(kLongestCardLine, 'x')), Errc::internal);
    EXPECT_EQ(refusal(field, std::string(kLongestCardLine + 1, 'x')), Errc::too_large);
    EXPECT_EQ(refusal(field, "a\nb"), Errc::bad_value);
    EXPECT_EQ(refusal(field,
                      "a\xe2\x80\xae"
                      "b"),
              Errc::bad_value);
    EXPECT_EQ(refusal(field, "\xff"), Errc::bad_encoding);
  }
  EXPECT_EQ(refusal(CardField::topics, std::string(kLongestTopics, 'x')), Errc::internal);
  EXPECT_EQ(refusal(CardField::topics, std::string(kLongestTopics + 1, 'x')), Errc::too_large);
}

TEST(ContactCards, Languages_are_a_few_tags) {
  EXPECT_EQ(refusal(CardField::languages, "de"), Errc::internal);
  for (const auto* bad : {"d", "de,", ",de", "de,,en", "de en", "-de", "de-", "d\xc3\xa9"})
    EXPECT_EQ(refusal(CardField::languages, bad), Errc::bad_value) << bad;
  EXPECT_EQ(refusal(CardField::languages, std::string(kLongestLanguage + 1, 'x')), Errc::bad_value);
  std::string all = "de";
  for (std::size_t more = 1; more < kMostLanguages; ++more) all += ",de";
  EXPECT_EQ(refusal(CardField::languages, all), Errc::internal);
  EXPECT_EQ(refusal(CardField::languages, all + ",de"), Errc::too_large);
}

TEST(ContactCards, A_birthday_is_a_day_that_there_is) {
  for (const auto* good : {"1984-05-23", "05-23", "02-29", "2000-02-29", "1850-01-01"})
    EXPECT_EQ(refusal(CardField::birthday, good), Errc::internal) << good;
  for (const auto* bad : {"02-30", "1999-02-29", "13-01", "00-10", "1849-12-31", "5-23", "1984-5-23",
                          "1984/05/23", "05-23-", "-5-23", "+1-02", "today"})
    EXPECT_EQ(refusal(CardField::birthday, bad), Errc::bad_value) << bad;
}

TEST(ContactCards, A_picture_is_a_small_JPEG) {
  auto picture = kJpeg;
  picture.resize(kLargestCardPicture);
  EXPECT_EQ(refusal(CardField::picture, picture), Errc::internal);
  EXPECT_EQ(refusal(CardField::picture, picture + "x"), Errc::too_large);
  EXPECT_EQ(refusal(CardField::picture, "\x89PNG\r\n"), Errc::bad_value);
  auto in = message();
  in.mutable_profile()->set_picture("GIF89a");
  EXPECT_EQ(refusal(in), Errc::bad_value);
}

TEST(ContactCards, Every_field_has_a_name) {
  for (const auto field : kAllCardFields) EXPECT_EQ(parse_card_field(name_of(field)).value(), field);
  EXPECT_EQ(parse_card_field("phone").error().code, Errc::bad_value);
}

}  // namespace
}  // namespace stille::client::wire
