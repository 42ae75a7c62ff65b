// Days and spans: what the calendar does at its edges.
#include "client/keep/civil.hpp"

#include <gtest/gtest.h>

#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

using std::chrono::days;

TEST(Civil, A_day_is_read_and_written_the_same) {
  for (const auto* text : {"2026-11-28", "2024-02-29", "1850-01-01", "9999-12-31", "0001-01-01"})
    EXPECT_EQ(to_text(parse_day(text).value()), text);
}

TEST(Civil, What_is_no_day_is_refused) {
  for (const auto* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-11-31",
                           "2026/11/28", "2026-11-28T10:00", "0000-01-01", "-026-01-01", "2026-11-2x"}) {
    EXPECT_EQ(parse_day(text).error().code, Errc::bad_value) << text;
  }
}

TEST(Civil, Spans_are_days_weeks_months_and_years) {
  EXPECT_EQ(parse_span("10d").value(), (Span{0, 10}));
  EXPECT_EQ(parse_span("2w").value(), (Span{0, 14}));
  EXPECT_EQ(parse_span("3mo").value(), (Span{3, 0}));
  EXPECT_EQ(parse_span("1y").value(), (Span{12, 0}));
  for (const auto* text : {"10d", "2w", "3mo", "1y", "18mo", "9d"})
    EXPECT_EQ(to_text(parse_span(text).value()), text);
  EXPECT_EQ(to_text(parse_span("14d").value()), "2w");
  EXPECT_EQ(to_text(parse_span("24mo").value()), "2y");
}

TEST(Civil, A_span_has_bounds) {
  EXPECT_TRUE(parse_span(std::to_string(kLongestSpanDays) + "d"));
  EXPECT_TRUE(parse_span(std::to_string(kLongestSpanMonths) + "mo"));
  for (const auto& text :
       {std::to_string(kLongestSpanDays + 1) + "d", std::to_string(kLongestSpanMonths + 1) + "mo",
        std::string("0d"), std::string("-1d"), std::string("3"), std::string("mo"), std::string(""),
        std::string("3 mo"), std::string("3h"), std::string("99999999999d"), std::string("1.5y")}) {
    EXPECT_EQ(parse_span(text).error().code, Errc::bad_value) << text;
  }
}

TEST(Civil, A_month_ends_where_the_calendar_ends_it) {
  EXPECT_EQ(add(day("2026-01-31"), {1, 0}), day("2026-02-28"));
  EXPECT_EQ(add(day("2024-01-31"), {1, 0}), day("2024-02-29"));
  EXPECT_EQ(add(day("2026-08-31"), {6, 0}), day("2027-02-28"));
  EXPECT_EQ(add(day("2024-02-29"), {12, 0}), day("2025-02-28"));
  EXPECT_EQ(add(day("2026-12-15"), {1, 0}), day("2027-01-15"));
  EXPECT_EQ(add(day("2026-12-31"), {0, 1}), day("2027-01-01"));
}

TEST(Civil, Adding_months_never_goes_back_and_never_skips_a_month_over_400_years) {
  for (Day at = day("1970-01-01"); at < day("2370-01-01"); at += days(1)) {
    const auto next = add(at, {1, 0});
    const auto apart = (next - at).count();
    ASSERT_TRUE(apart >= 28 && apart <= 31) << to_text(at);
    ASSERT_LE(next, add(at + days(1), {1, 0})) << to_text(at);
  }
}

TEST(Civil, Working_days_leave_out_the_weekend) {
  const auto saturday = day("2026-11-28");
  EXPECT_TRUE(is_weekend(saturday));
  EXPECT_TRUE(is_weekend(saturday + days(1)));
  EXPECT_FALSE(is_weekend(saturday - days(1)));
  EXPECT_EQ(after_working_days(saturday, 2), day("2026-12-02"));
  EXPECT_EQ(after_working_days(saturday + days(1), 2), day("2026-12-02"));
  EXPECT_EQ(after_working_days(day("2026-11-25"), 2), day("2026-11-30"));
}

}  // namespace
}  // namespace stille::client::keep
