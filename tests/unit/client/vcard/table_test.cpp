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
  expect_trouble("name\n\xff\n", Wrong::encoding, 2);
}

TEST(ReadTables, Have_bounds) {
  expect_trouble(std::string(kLargestFile + 1, 'x'), Wrong::too_large, 1);
  std::string crowd = "name\n";
  for (std::size_t n = 0; n <= kMostPeople; ++n) crowd += "M\n";
  expect_trouble(crowd, Wrong::crowded, kMostPeople + 2);
}

}  // namespace
}  // namespace stille::client::vcard
