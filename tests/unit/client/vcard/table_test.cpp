// Tables of other programs.
#include <gmock/gmock.h>

#include "client/vcard/person.hpp"

namespace stille::client::vcard {
namespace {

using testing::ElementsAre;

void expect_trouble(const std::string& file, Wrong what, std::size_t line) {
  const auto reading = read_table(file);
  EXPECT_TRUE(reading.people.empty()) << file;
  ASSERT_TRUE(reading.trouble) << file;
  EXPECT_EQ(static_cast<int>(reading.trouble->what), static_cast<int>(what)) << file;
  EXPECT_EQ(reading.trouble->line, line) << file;
}

TEST(ReadTables, Columns_are_known_by_their_headings_in_both_languages) {
  const auto english =
      read_table("First Name,Last Name,Company,Birthday,Phone,Notes\nMira,Kaya,ACME,1984-05-23,1,x\n");
  ASSERT_EQ(english.people.size(), 1U);
  EXPECT_EQ(english.people.front().name, "Mira Kaya");
  EXPECT_EQ(english.people.front().company, "ACME");
  EXPECT_EQ(english.people.front().note, "x");
  const auto german =
      read_table("Name;Ort;Geburtstag;Kreise;Sprachen\r\nMira;K\xc3\xb6ln;23.5.;Kunden, Segeln;de\r\n");
  ASSERT_EQ(german.people.size(), 1U);
  EXPECT_EQ(german.people.front().city, "K\xc3\xb6ln");
  EXPECT_EQ(german.people.front().birthday, "23.5.");
  EXPECT_THAT(german.people.front().circles, ElementsAre("Kunden", "Segeln"));
}

TEST(ReadTables, Quoted_cells_hold_what_would_end_them) {
  const auto reading = read_table("name,note,city\n\"Kaya, Mira\",\"a \"\"b\"\"\r\nc\",Bonn\n,,\nBob,,\n");
  ASSERT_EQ(reading.people.size(), 2U);
  EXPECT_EQ(reading.people.front().name, "Kaya, Mira");
  EXPECT_EQ(reading.people.front().note, "a \"b\"\nc");
  EXPECT_EQ(reading.people.front().city, "Bonn");
  EXPECT_EQ(reading.people.back().line, 5U);
}

TEST(ReadTables, Names_the_line_that_is_wrong) {
  expect_trouble("", Wrong::headings, 1);
  expect_trouble("company,city\nACME,Bonn\n", Wrong::headings, 1);
  expect_trouble("name,city\nMira,Bonn,too much\n", Wrong::form, 2);
  expect_trouble("name,city\nMira,\"Bo\"nn\n", Wrong::form, 2);
  expect_trouble("name,city\nMira,Bonn\n\"Bob,Ulm\n", Wrong::unfinished, 3);
  expect_trouble("name,city\nMira,Bonn\n,Ulm\n", Wrong::nameless, 3);
  expect_trouble("name\n\x81\n", Wrong::encoding, 2);
}

TEST(ReadTables, Have_bounds) {
  expect_trouble(std::string(kLargestFile + 1, 'x'), Wrong::too_large, 1);
  std::string crowd = "name\n";
  for (std::size_t n = 0; n <= kMostPeople; ++n) crowd += "M\n";
  expect_trouble(crowd, Wrong::crowded, kMostPeople + 2);
}

// --- Files of other programs ---

Person only(const std::string& file) {
  const auto reading = read_table(file);
  EXPECT_FALSE(reading.trouble) << file;
  return reading.people.size() == 1 ? reading.people.front() : Person{};
}

TEST(ReadTables, Google_contacts) {
  const auto person = only(
      "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 "
      "- Value,"
      "Address 1 - City\n"
      "Mira,,Kaya,ACME,Recht,1984-05-23,Kennt alle,* myContacts ::: Kunden ::: Segeln,m@example.org,Bonn\n");
  EXPECT_EQ(person.name, "Mira Kaya");
  EXPECT_EQ(person.company, "ACME");
  EXPECT_EQ(person.role, "Recht");
  EXPECT_EQ(person.birthday, "1984-05-23");
  EXPECT_EQ(person.city, "Bonn");
  EXPECT_THAT(person.circles, ElementsAre("Kunden", "Segeln"));
}

TEST(ReadTables, Outlook_in_both_languages) {
  const auto german = only(
      "\"Vorname\",\"Nachname\",\"Firma\",\"Position\",\"Ort gesch\xe4"
      "ftlich\",\"Geburtstag\",\"Kategorien\"\r\n"
      "\"J\xf6rg\",\"M\xfcller\",\"ACME\",\"Recht\",\"K\xf6ln\",\"23.05.1984\",\"Kunden;Segeln\"\r\n");
  EXPECT_EQ(german.name, "J\xc3\xb6rg M\xc3\xbcller");
  EXPECT_EQ(german.city, "K\xc3\xb6ln");
  EXPECT_EQ(german.birthday, "23.05.1984");
  EXPECT_THAT(german.circles, ElementsAre("Kunden", "Segeln"));
  const auto english =
      only("First Name,Last Name,Company,Job Title,Business City,Birthday\nMira,Kaya,A,B,C,5/23/1984\n");
  EXPECT_EQ(english.birthday, "23.5.1984");
}

TEST(ReadTables, LinkedIn_connections_with_what_stands_before_them) {
  const auto person = only(
      "Notes:\n\"When exporting your connection data, you may notice that some are missing. Read on, "
      "\"\"here\"\".\"\n\n"
      "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
      "Mira,Kaya,https://example.org/mira,,\"ACME, Inc.\",Recht,23 May 2024\n");
  EXPECT_EQ(person.name, "Mira Kaya");
  EXPECT_EQ(person.company, "ACME, Inc.");
  EXPECT_EQ(person.line, 5U);
  std::string far;
  for (std::size_t n = 0; n < kMostLinesBefore; ++n) far += "x\n";
  expect_trouble(far + "name\nMira\n", Wrong::headings, 1);
}

TEST(ReadTables, Birthdays_as_tables_have_them) {
  const auto read = [](const std::string& cell) { return only("name,birthday\nM," + cell + "\n").birthday; };
  EXPECT_EQ(read("5/23/1984"), "23.5.1984");
  EXPECT_EQ(read("23/5/1984"), "23.5.1984");
  EXPECT_EQ(read("5/23/84"), "23.5.");
  EXPECT_EQ(read("0/0/00"), "");
  EXPECT_EQ(read("0.0.00"), "");
  EXPECT_EQ(read("--05-23"), "--05-23");
  EXPECT_EQ(read("soon"), "soon");
}

TEST(ReadTables, Encodings_of_other_programs) {
  const std::string wide = std::string("\xff\xfen\0a\0m\0e\0\n\0\xd6\0\x3d\xd8\x00\xde\n\0", 20);
  EXPECT_EQ(only(wide).name, "\xc3\x96\xf0\x9f\x98\x80");
  const std::string big = std::string("\xfe\xff\0n\0a\0m\0e\0\n\0\xd6\0\n", 16);
  EXPECT_EQ(only(big).name, "\xc3\x96");
  EXPECT_EQ(only("name\n\x80\x9f\n").name, "\xe2\x82\xac\xc5\xb8");
  expect_trouble(std::string("\xff\xfen\0a", 5), Wrong::encoding, 1);
  expect_trouble(std::string("\xff\xfen\0\x00\xdc", 6), Wrong::encoding, 1);
  expect_trouble(std::string("\xff\xfen\0\x3d\xd8", 6), Wrong::encoding, 1);
  expect_trouble(std::string("na\0me\xe4\n", 7), Wrong::encoding, 1);
}

}  // namespace
}  // namespace stille::client::vcard
