// When birthdays are celebrated, over the whole cycle of the calendar.
#include "client/keep/birthday.hpp"

#include <gtest/gtest.h>

#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

using std::chrono::days;
using std::chrono::year;

constexpr Birthday kLeap{2, 29, {}};

TEST(Birthday, Is_read_in_the_ways_people_write_it) {
  EXPECT_EQ(parse_birthday("1984-05-23").value(), (Birthday{5, 23, 1984}));
  EXPECT_EQ(parse_birthday("05-23").value(), (Birthday{5, 23, {}}));
  EXPECT_EQ(parse_birthday("--05-23").value(), (Birthday{5, 23, {}}));
  EXPECT_EQ(parse_birthday("23.5.").value(), (Birthday{5, 23, {}}));
  EXPECT_EQ(parse_birthday("23.05.1984").value(), (Birthday{5, 23, 1984}));
  EXPECT_EQ(parse_birthday("02-29").value(), kLeap);
  EXPECT_EQ(to_text(parse_birthday("1984-05-03").value()), "1984-05-03");
  EXPECT_EQ(to_text(kLeap), "02-29");
}

TEST(Birthday, What_is_no_day_of_any_year_is_refused) {
  for (const auto* text :
       {"", "13-01", "02-30", "1983-02-29", "00-10", "10-00", "1849-12-31", "--1984-05-23", "5-23", "23.5",
        "23.5.84", "32.1.", "0.5.", "23.5.19845", "tomorrow", "-5-23", "05-23-1984"}) {
    EXPECT_EQ(parse_birthday(text).error().code, Errc::bad_value) << text;
  }
}

TEST(Birthday, The_29th_of_February_is_celebrated_on_the_28th_in_common_years) {
  EXPECT_EQ(celebrated_in(kLeap, 2024), day("2024-02-29"));
  EXPECT_EQ(celebrated_in(kLeap, 2025), day("2025-02-28"));
  EXPECT_EQ(celebrated_in(kLeap, 2100), day("2100-02-28"));
  EXPECT_EQ(celebrated_in(kLeap, 2000), day("2000-02-29"));
  EXPECT_TRUE(is_moved(kLeap, day("2025-02-28")));
  EXPECT_FALSE(is_moved(kLeap, day("2024-02-29")));
}

TEST(Birthday, The_next_and_the_last_one_cross_the_turn_of_the_year) {
  const Birthday new_year{1, 1, {}};
  EXPECT_EQ(next_celebration(new_year, day("2026-12-31")), day("2027-01-01"));
  EXPECT_EQ(last_celebration(new_year, day("2026-12-31")), day("2026-01-01"));
  const Birthday silvester{12, 31, {}};
  EXPECT_EQ(last_celebration(silvester, day("2027-01-02")), day("2026-12-31"));
  EXPECT_EQ(next_celebration(silvester, day("2026-12-31")), day("2026-12-31"));
}

TEST(Birthday, An_age_needs_a_year) {
  EXPECT_EQ(turns({5, 23, 1984}, day("2026-05-23")), 42);
  EXPECT_EQ(turns({2, 29, 2000}, day("2025-02-28")), 25);
  EXPECT_FALSE(turns({5, 23, {}}, day("2026-05-23")));
}

// Every birthday there is, on every day of 400 years: once a year, on its day, next after last.
TEST(Birthday, Every_birthday_comes_exactly_once_a_year_for_400_years) {
  for (Day date = day("2000-01-01"); date < day("2001-01-01"); date += days(1)) {
    const std::chrono::year_month_day of{date};
    const Birthday birthday{static_cast<unsigned>(of.month()), static_cast<unsigned>(of.day()), {}};
    auto before = celebrated_in(birthday, 1999);
    for (int in = 2000; in < 2400; ++in) {
      const auto celebrated = celebrated_in(birthday, in);
      const std::chrono::year_month_day on{celebrated};
      ASSERT_EQ(on.year(), year(in));
      const bool moved = birthday == kLeap && !year(in).is_leap();
      ASSERT_EQ(is_moved(birthday, celebrated), moved) << to_text(celebrated);
      ASSERT_EQ(static_cast<unsigned>(on.day()), moved ? 28U : birthday.day);
      ASSERT_EQ(next_celebration(birthday, before + days(1)), celebrated);
      ASSERT_EQ(next_celebration(birthday, celebrated), celebrated);
      ASSERT_EQ(last_celebration(birthday, celebrated), celebrated);
      ASSERT_EQ(last_celebration(birthday, celebrated - days(1)), before);
      before = celebrated;
    }
  }
}

}  // namespace
}  // namespace stille::client::keep
