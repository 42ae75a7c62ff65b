// Which language somebody writes.
#include "client/keep/tongue.hpp"

#include <gtest/gtest.h>

#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

std::optional<Tongue> of(std::vector<std::string> texts) {
  return tongue_of(texts);
}

TEST(Tongue, Is_told_by_small_words) {
  EXPECT_EQ(of({"Wie geht es dir? Ich habe heute Zeit."}), Tongue::german);
  EXPECT_EQ(of({"How are you? I have time today, and you?"}), Tongue::english);
  EXPECT_EQ(of({"Danke!", "Bis morgen dann"}), Tongue::german);
}

TEST(Tongue, Is_left_open_when_nothing_tells) {
  EXPECT_FALSE(of({}));
  EXPECT_FALSE(of({"10:30", "👍"}));
  EXPECT_FALSE(of({"the and you", "ich du und"}));
}

TEST(Tongue, Names_and_months) {
  EXPECT_EQ(parse_tongue("de").value(), Tongue::german);
  EXPECT_EQ(parse_tongue("fr").error().code, Errc::bad_value);
  EXPECT_EQ(month_name(day("2026-03-05"), Tongue::german), "März");
  EXPECT_EQ(month_name(day("2026-12-05"), Tongue::english), "December");
}

}  // namespace
}  // namespace stille::client::keep
