// When something is to happen, as people say it. The zone is Berlin's, where nights have 23 and 25 hours too.
#include "client/cli/moments.hpp"

#include <ctime>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "client/cli/words.hpp"

namespace stille::cli {
namespace {

struct MomentsTest : testing::Test {
  MomentsTest() {
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
  }
  ~MomentsTest() override {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
  }
  // A Saturday, 17:30 there.
  TimePoint now = time_from("2026-11-28T16:30:00Z");
  std::string at(std::string_view text) const {
    const auto moment = parse_moment(text, now);
    return moment ? to_rfc3339(moment.value()) : "none";
  }
};

TEST_F(MomentsTest, Are_understood_in_both_languages) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"2h", "2026-11-28T18:30:00.000Z"},
      {"in 30m", "2026-11-28T17:00:00.000Z"},
      {"18:00", "2026-11-28T17:00:00.000Z"},
      {"9:00", "2026-11-29T08:00:00.000Z"},
      {"tomorrow 09:00", "2026-11-29T08:00:00.000Z"},
      {"Tomorrow at 9", "2026-11-29T08:00:00.000Z"},
      {"morgen um 9 Uhr", "2026-11-29T08:00:00.000Z"},
      {"morgen", "2026-11-29T08:00:00.000Z"},
      {"Übermorgen 7:15", "2026-11-30T06:15:00.000Z"},
      {"heute 23:59", "2026-11-28T22:59:00.000Z"},
      {"Montag 10:30", "2026-11-30T09:30:00.000Z"},
      {"next monday, 10:30", "2026-11-30T09:30:00.000Z"},
      {"am Samstag", "2026-12-05T08:00:00.000Z"},
      {"2026-12-01 09:00", "2026-12-01T08:00:00.000Z"},
      {"2026-12-01", "2026-12-01T08:00:00.000Z"},
      {"1.12. 9:00", "2026-12-01T08:00:00.000Z"},
      {"1.3.", "2027-03-01T08:00:00.000Z"},
      {"1.7.2027 9:00", "2027-07-01T07:00:00.000Z"},
  };
  for (const auto& [text, expected] : table) EXPECT_EQ(at(text), expected) << text;
}

TEST_F(MomentsTest, A_day_is_a_day_when_the_clocks_change) {
  now = time_from("2026-03-28T08:00:00Z");  // the night to the 29th has 23 hours
  EXPECT_EQ(at("tomorrow 9:00"), "2026-03-29T07:00:00.000Z");
  now = time_from("2026-10-24T07:00:00Z");
  EXPECT_EQ(at("tomorrow 9:00"), "2026-10-25T08:00:00.000Z");
}

TEST_F(MomentsTest, What_is_none_or_is_over_is_refused) {
  for (const auto* text :
       {"", "soon", "in", "in 9:00", "0s", "-2h", "25:00", "9:60", "today 9:00", "2026-02-30", "2025-12-01",
        "31.2.", "monday tuesday", "9:00 10:00", "tomorrow 9:00 x", "9", "32.13.2026"}) {
    EXPECT_EQ(at(text), "none") << text;
  }
}

}  // namespace
}  // namespace stille::cli
