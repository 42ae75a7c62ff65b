// Safety numbers as people write and say them.
#include "client/rpc/said_number.hpp"

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

std::string digits(std::string_view said) {
  const auto number = said_number(said);
  EXPECT_EQ(number.odd, "") << said;
  return number.digits;
}

TEST(SaidNumber, Digits_may_be_grouped_in_any_way) {
  for (const auto* said : {"1234567890", "12345 67890", "12345\n67890\n", " 1-2-3-4-5/67890. ",
                           "12 34 56 78 90", "(12345) 67890",
                           "12345\xC2\xA0"
                           "67890",
                           "12345\xE2\x80\xAF"
                           "67890",
                           "12345 \xE2\x80\x93 67890"}) {
    EXPECT_EQ(digits(said), "1234567890") << said;
  }
}

TEST(SaidNumber, Words_for_digits_are_understood_in_both_languages) {
  EXPECT_EQ(digits("zero one two three four five six seven eight nine"), "0123456789");
  EXPECT_EQ(digits("null eins zwei drei vier fünf sechs sieben acht neun"), "0123456789");
  EXPECT_EQ(digits("Null, Zwo; FÜNF fuenf fu\xCC\x88nf"), "02555");
  EXPECT_EQ(digits("oh Nine 7 acht"), "0978");
}

TEST(SaidNumber, A_word_that_says_no_digit_is_named) {
  EXPECT_EQ(said_number("one two many").odd, "many");
  EXPECT_EQ(said_number("vierneun").odd, "vierneun");
  EXPECT_EQ(said_number("12x34").odd, "x");
  EXPECT_EQ(said_number("\xFF\xFE").odd, "\xFF\xFE");
}

TEST(SaidNumber, Nothing_said_is_no_digits) {
  EXPECT_EQ(digits(""), "");
  EXPECT_EQ(digits(" . - "), "");
}

}  // namespace
}  // namespace stille::rpc
