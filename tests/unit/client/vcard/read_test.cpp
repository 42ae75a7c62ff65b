// vCards of other programs: what is read from them, and what is refused, with its line.
#include <gmock/gmock.h>

#include "client/vcard/person.hpp"

namespace stille::client::vcard {
namespace {

using testing::ElementsAre;

Person only(const std::string& lines) {
  const auto reading = read_vcards("BEGIN:VCARD\nVERSION:4.0\n" + lines + "END:VCARD\n");
  EXPECT_FALSE(reading.trouble) << reading.trouble->line;
  EXPECT_EQ(reading.people.size(), 1U);
  return reading.people.empty() ? Person{} : reading.people.front();
}

Trouble trouble(const std::string& file) {
  const auto reading = read_vcards(file);
  EXPECT_TRUE(reading.people.empty());
  return reading.trouble.value_or(Trouble{});
}

TEST(ReadVcards, Takes_what_version_4_says) {
  const auto mira = only(
      "UID:p_1\r\nFN:Mira Ayd\xc4\xb1n\r\nTITLE:Datenschutz\r\nORG:ACME;Recht\r\n"
      "ADR;TYPE=work:;;Gasse 1;K\xc3\xb6ln;;;DE\r\nLANG;PREF=1:de\r\nLANG:tr\r\nBDAY:19840523\r\n"
      "EXPERTISE;LEVEL=expert:Segeln\r\nCATEGORIES:Kunden,A\\,B\r\nNOTE:Eins\\nZwei\\; drei\r\nTEL:+49 "
      "1\r\n");
  EXPECT_EQ(mira.uid, "p_1");
  EXPECT_EQ(mira.name, "Mira Ayd\xc4\xb1n");
  EXPECT_EQ(mira.role, "Datenschutz");
  EXPECT_EQ(mira.company, "ACME");
  EXPECT_EQ(mira.city, "K\xc3\xb6ln");
  EXPECT_THAT(mira.languages, ElementsAre("de", "tr"));
  EXPECT_EQ(mira.birthday, "1984-05-23");
  EXPECT_THAT(mira.topics, ElementsAre("Segeln"));
  EXPECT_THAT(mira.circles, ElementsAre("Kunden", "A,B"));
  EXPECT_EQ(mira.note, "Eins\nZwei; drei");
  EXPECT_EQ(mira.line, 1U);
}

TEST(ReadVcards, Takes_what_version_3_says) {
  const auto reading = read_vcards(
      "\xef\xbb\xbf"
      "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ayd\xc4\xb1n;Mira;;Dr.;\r\nitem1.ORG:ACME\r\n"
      "PHOTO;ENCODING=b;TYPE=JPEG:/9j/\r\n 4A==\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-05-23\r\nEND:VCARD\r\n");
  ASSERT_EQ(reading.people.size(), 1U);
  const auto& mira = reading.people.front();
  EXPECT_EQ(mira.name, "Dr. Mira Ayd\xc4\xb1n");
  EXPECT_EQ(mira.company, "ACME");
  EXPECT_EQ(mira.picture, (Bytes{0xff, 0xd8, 0xff, 0xe0}));
  EXPECT_EQ(mira.birthday, "05-23");
}

TEST(ReadVcards, Puts_folded_lines_together_within_a_character_too) {
  EXPECT_EQ(only("FN:Mi\n ra \xc3\n \xb6\n").name, "Mira \xc3\xb6");
}

TEST(ReadVcards, Knows_birthdays_in_every_form_and_leaves_out_what_is_no_day) {
  for (const auto& [text, day] :
       std::vector<std::pair<std::string, std::string>>{{"BDAY:--0523", "05-23"},
                                                        {"BDAY:--05-23", "05-23"},
                                                        {"BDAY:1984-05-23", "1984-05-23"},
                                                        {"BDAY:19840523T102200Z", "1984-05-23"},
                                                        {"BDAY:1984", ""},
                                                        {"BDAY:--05", ""},
                                                        {"BDAY;VALUE=text:around 1800", ""}})
    EXPECT_EQ(only("FN:M\n" + text + "\n").birthday, day) << text;
}

TEST(ReadVcards, A_picture_that_lies_elsewhere_is_left_there) {
  EXPECT_TRUE(only("FN:M\nPHOTO:https://example.org/m.jpg\n").picture.empty());
  EXPECT_FALSE(only("FN:M\nPHOTO:data:image/jpeg;base64,/9j/4A==\n").picture.empty());
}

TEST(ReadVcards, Names_the_line_that_is_wrong) {
  const std::string good = "BEGIN:VCARD\nVERSION:4.0\nFN:M\nEND:VCARD\n";
  const auto expect = [](const std::string& file, Wrong what, std::size_t line) {
    const auto found = trouble(file);
    EXPECT_EQ(static_cast<int>(found.what), static_cast<int>(what)) << file;
    EXPECT_EQ(found.line, line) << file;
  };
  expect(good + "nothing\n", Wrong::form, 5);
  expect(good + "FN:M\n", Wrong::form, 5);
  expect(good + "BEGIN:VCALENDAR\n", Wrong::form, 5);
  expect(good + "BEGIN:VCARD\nVERSION:4.0\nF N:x\nEND:VCARD\n", Wrong::form, 7);
  expect(good + "BEGIN:VCARD\nVERSION:2.1\n", Wrong::version, 6);
  expect(good + "BEGIN:VCARD\nFN:M\n", Wrong::unfinished, 5);
  expect(good + "BEGIN:VCARD\nFN:M\nBEGIN:VCARD\n", Wrong::unfinished, 5);
  expect(good + "BEGIN:VCARD\nNOTE:x\nEND:VCARD\n", Wrong::nameless, 5);
  expect("BEGIN:VCARD\nFN:M\nPHOTO;ENCODING=b:%%\nEND:VCARD\n", Wrong::picture, 3);
  expect("BEGIN:VCARD\nFN:\xff\nEND:VCARD\n", Wrong::encoding, 2);
}

TEST(ReadVcards, Has_bounds) {
  EXPECT_EQ(static_cast<int>(trouble(std::string(kLargestFile + 1, ' ')).what),
            static_cast<int>(Wrong::too_large));
  const auto long_line = "BEGIN:VCARD\nNOTE:" + std::string(kLongestLine, 'x') + "\nEND:VCARD\n";
  EXPECT_EQ(trouble(long_line).line, 2U);
  std::string crowd;
  for (std::size_t n = 0; n <= kMostPeople; ++n) crowd += "BEGIN:VCARD\nFN:M\nEND:VCARD\n";
  EXPECT_EQ(static_cast<int>(trouble(crowd).what), static_cast<int>(Wrong::crowded));
}

TEST(ReadVcards, Nothing_is_nobody) {
  EXPECT_TRUE(read_vcards("").people.empty());
  EXPECT_FALSE(read_vcards("\n\r\n").trouble);
}

}  // namespace
}  // namespace stille::client::vcard
