// Snooze, back-off, and what a touch does to both.
#include "client/keep/rest.hpp"

#include <gtest/gtest.h>

#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

using std::chrono::days;

const Day kToday = day("2026-11-28");
constexpr Span kMonthly{1, 0};

Rest shown_on_days(Rest rest, Day from, int count, Span rhythm = kMonthly) {
  for (int at = 0; at < count; ++at)
    rest = after_showing(rest, from + days(at), morning(from + days(at)), rhythm);
  return rest;
}

TEST(Rest, A_snooze_ends_on_its_day) {
  const auto rest = snoozed(kToday + days(14), morning(kToday));
  EXPECT_TRUE(rests(rest, kToday));
  EXPECT_TRUE(rests(rest, kToday + days(13)));
  EXPECT_FALSE(rests(rest, kToday + days(14)));
}

TEST(Rest, Any_touch_ends_snooze_and_back_off_at_once) {
  const auto rest = snoozed(kToday + days(90), morning(kToday));
  EXPECT_EQ(after_touch(rest, morning(kToday) - seconds(1)), rest);
  EXPECT_EQ(after_touch(rest, {}), rest);
  EXPECT_FALSE(rests(after_touch(rest, morning(kToday) + seconds(1)), kToday));
  auto backed_off = shown_on_days({}, kToday, 3);
  EXPECT_TRUE(rests(backed_off, kToday + days(4)));
  backed_off = after_touch(backed_off, morning(kToday + days(4)));
  EXPECT_FALSE(rests(backed_off, kToday + days(4)));
  EXPECT_EQ(backed_off.back_offs, 0);
}

TEST(Rest, Never_outlives_a_touch) {
  Rest rest{.never = true, .until = {}, .since = morning(kToday), .shown = 0, .shown_on = {}, .back_offs = 0};
  EXPECT_TRUE(rests(after_touch(rest, morning(kToday + days(9))), kToday + days(9)));
}

TEST(Rest, Shown_on_three_days_a_card_stays_away_for_twice_the_rhythm) {
  const auto twice = shown_on_days({}, kToday, kShowings - 1);
  EXPECT_FALSE(rests(twice, kToday + days(2)));
  const auto third = kToday + days(kShowings - 1);
  const auto thrice = shown_on_days({}, kToday, kShowings);
  EXPECT_TRUE(rests(thrice, third + days(1)));
  EXPECT_EQ(*thrice.until, add(third, {2, 0}));
}

TEST(Rest, The_third_day_still_shows_the_card_to_its_end) {
  const auto rest = shown_on_days({}, kToday, kShowings);
  EXPECT_FALSE(rests(rest, kToday + days(kShowings - 1)));
  EXPECT_TRUE(rests(snoozed(kToday + days(7), morning(kToday)), kToday));
}

TEST(Rest, Looking_again_on_the_same_day_counts_once) {
  auto rest = after_showing({}, kToday, morning(kToday), kMonthly);
  for (int at = 0; at < 50; ++at) rest = after_showing(rest, kToday, morning(kToday), kMonthly);
  EXPECT_EQ(rest.shown, 1);
}

TEST(Rest, Each_further_back_off_doubles_up_to_eight_rhythms) {
  Rest rest;
  Day at = kToday;
  for (const int factor : {2, 4, 8, 8, 8}) {
    rest = shown_on_days(rest, at, kShowings);
    const auto third = at + days(kShowings - 1);
    EXPECT_EQ(*rest.until, add(third, times(kMonthly, factor))) << factor;
    at = *rest.until;
  }
}

TEST(Rest, Without_a_rhythm_a_week_is_taken) {
  const auto rest = shown_on_days({}, kToday, kShowings, {});
  EXPECT_EQ(*rest.until, kToday + days(kShowings - 1 + 14));
}

TEST(Rest, An_action_begins_the_counting_anew) {
  auto rest = shown_on_days({}, kToday, 2);
  rest = after_action(rest, morning(kToday + days(1)));
  rest = shown_on_days(rest, kToday + days(2), 2);
  EXPECT_FALSE(rests(rest, kToday + days(4)));
}

}  // namespace
}  // namespace stille::client::keep
