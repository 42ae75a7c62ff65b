// Points in time as text, durations from text.
#include "common/base/time.hpp"

#include <gtest/gtest.h>

namespace stille {
namespace {

TEST(Time, Is_shown_in_utc_with_milliseconds) {
  EXPECT_EQ(to_rfc3339(TimePoint{}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_rfc3339(TimePoint(milliseconds(1'795'426'867'120))), "2026-11-23T09:41:07.120Z");
  EXPECT_EQ(to_rfc3339(TimePoint(milliseconds(951'782'399'999))), "2000-02-28T23:59:59.999Z");
  EXPECT_EQ(to_rfc3339(TimePoint(milliseconds(951'782'400'000))), "2000-02-29T00:00:00.000Z");
  EXPECT_EQ(to_rfc3339(TimePoint(milliseconds(-1))), "1969-12-31T23:59:59.999Z");
}

TEST(Time, Durations_of_every_unit_are_read) {
  EXPECT_EQ(parse_duration("500ms").value(), milliseconds(500));
  EXPECT_EQ(parse_duration("30s").value(), seconds(30));
  EXPECT_EQ(parse_duration("20m").value(), std::chrono::minutes(20));
  EXPECT_EQ(parse_duration("12h").value(), std::chrono::hours(12));
  EXPECT_EQ(parse_duration("7d").value(), std::chrono::days(7));
  EXPECT_EQ(parse_duration("2w").value(), std::chrono::weeks(2));
  EXPECT_EQ(parse_duration("0s").value(), milliseconds(0));
  EXPECT_EQ(parse_duration("1000000000w").value(), std::chrono::weeks(1'000'000'000));
}

TEST(Time, Anything_else_is_refused) {
  for (const auto* text : {"", "5", "s", "-1s", "+1s", " 1s", "1 s", "1s ", "1.5s", "1S", "1y", "0x1s",
                           "1mss", "1000000001ms", "99999999999999999999s"}) {
    EXPECT_EQ(parse_duration(text).error().code, Errc::bad_value) << text;
  }
}

}  // namespace
}  // namespace stille
