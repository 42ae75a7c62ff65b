// Words for times, and foreign text made harmless.
#include "client/cli/words.hpp"

#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>

namespace stille::cli {
namespace {

using namespace std::chrono_literals;

/// 2026-11-23 was a Monday.
const TimePoint kNow = time_from("2026-11-23T12:00:00.000Z");

class Words : public testing::Test {
 protected:
  Words() {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
  }
  static std::string german(std::string_view time) {
    return time_words(time_from(time), kNow, Language::german);
  }
  static std::string english(std::string_view time) {
    return time_words(time_from(time), kNow, Language::english);
  }
};

TEST_F(Words, Times_read_as_people_say_them) {
  EXPECT_EQ(german("2026-11-23T11:59:40.000Z"), "gerade eben");
  EXPECT_EQ(german("2026-11-23T11:55:00.000Z"), "vor 5 Minuten");
  EXPECT_EQ(german("2026-11-23T10:41:00.000Z"), "heute 10:41");
  EXPECT_EQ(german("2026-11-22T23:59:00.000Z"), "gestern 23:59");
  EXPECT_EQ(german("2026-11-18T09:00:00.000Z"), "Mi 09:00");
  EXPECT_EQ(german("2026-11-12T09:00:00.000Z"), "12. Nov.");
  EXPECT_EQ(german("2024-11-12T09:00:00.000Z"), "12. Nov. 2024");
  EXPECT_EQ(english("2024-11-12T09:00:00.000Z"), "12 Nov 2024");
  EXPECT_EQ(german("2026-11-30T12:00:00.000Z"), "in 7 Tagen");
  EXPECT_EQ(german("2026-11-23T12:00:05.000Z"), "in 5 Sekunden");
  EXPECT_EQ(english("2026-11-23T12:00:59.000Z"), "in 59 seconds");
  EXPECT_EQ(english("2026-11-23T12:00:00.400Z"), "just now");
  EXPECT_EQ(english("2026-11-23T12:20:00.000Z"), "in 20 minutes");
}

TEST_F(Words, A_timer_is_said_in_the_unit_that_it_is_a_whole_number_of) {
  const auto english = [](milliseconds span) { return timer_words(span, Language::english); };
  EXPECT_EQ(english(30min), "30 minutes");
  EXPECT_EQ(english(1h), "1 hour");
  EXPECT_EQ(english(12h), "12 hours");
  EXPECT_EQ(english(24h), "1 day");
  EXPECT_EQ(english(36h), "36 hours");
  EXPECT_EQ(english(168h), "1 week");
  EXPECT_EQ(english(240h), "10 days");
  EXPECT_EQ(english(52 * 168h), "52 weeks");
  EXPECT_EQ(english(366 * 24h), "366 days");
  EXPECT_EQ(english(90min), "90 minutes");
  EXPECT_EQ(english(61s), "61 seconds");
  EXPECT_EQ(timer_words(168h, Language::german), "1 Woche");
  EXPECT_EQ(timer_words(336h, Language::german), "2 Wochen");
  EXPECT_EQ(timer_words(72h, Language::german), "3 Tagen");  // after "nach"
}

TEST_F(Words, The_local_day_decides_what_yesterday_is) {
  ::setenv("TZ", "Pacific/Auckland", 1);
  ::tzset();
  EXPECT_EQ(english("2026-11-23T10:30:00.000Z"), "yesterday 23:30");  // in Auckland it is the 24th, 01:00
}

TEST_F(Words, Json_times_come_back_and_others_do_not) {
  EXPECT_EQ(to_rfc3339(time_from("2026-11-23T09:41:07.120Z")), "2026-11-23T09:41:07.120Z");
  EXPECT_EQ(time_from("yesterday"), TimePoint{});
}

TEST_F(Words, Bounds_of_time_are_spans_back_or_dates) {
  EXPECT_EQ(parse_when("2w", kNow).value(), kNow - std::chrono::days(14));
  EXPECT_EQ(parse_when("1mo", kNow).value(), kNow - std::chrono::days(30));
  EXPECT_EQ(parse_when("90m", kNow).value(), kNow - 90min);
  EXPECT_EQ(parse_when("2026-11-01", kNow).value(), time_from("2026-11-01T00:00:00.000Z"));
  EXPECT_EQ(parse_when("2026-11-01T09:41", kNow).value(), time_from("2026-11-01T09:41:00.000Z"));
  for (const char* odd : {"", "mo", "2026-13-01", "2026-02-30", "soon", "-5d", "2026-11-01T25:00", "99999y",
                          "2026-13", "2026-1", "2026-", "202a"}) {
    EXPECT_TRUE(parse_when(odd, kNow).has_error()) << odd;
  }
}

TEST_F(Words, A_year_or_a_month_is_its_first_moment_as_in_a_query) {
  EXPECT_EQ(parse_when("2026", kNow).value(), time_from("2026-01-01T00:00:00.000Z"));
  EXPECT_EQ(parse_when("2026-11", kNow).value(), time_from("2026-11-01T00:00:00.000Z"));
}

TEST_F(Words, Values_are_said_with_their_keys_in_their_order) {
  const std::array<std::string_view, 2> keys{"role", "city"};
  const std::vector<std::string> said{"city=Ulm", "role=a=b", "city="};
  const std::vector<std::pair<std::string, std::string>> read{{"city", "Ulm"}, {"role", "a=b"}, {"city", ""}};
  EXPECT_EQ(parse_values(said, keys, "No.").value(), read);
  for (const char* odd : {"", "=", "Ulm", "town=Ulm", "City=Ulm", "=Ulm"}) {
    const std::vector<std::string> one{"role=x", odd};
    const auto refused = parse_values(one, keys, "No.");
    ASSERT_FALSE(refused) << odd;
    EXPECT_EQ(refused.error().code, rpc::FaultCode::invalid_argument);
    EXPECT_EQ(refused.error().detail["about"], odd);
  }
}

TEST_F(Words, Text_of_others_cannot_steer_a_terminal) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(printable("a\nb\tc"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD"
            "c");
  EXPECT_EQ(printable("a\nb\tc", true), "a\nb\tc");
  EXPECT_EQ(printable("\xC2\x9B"), "\xEF\xBF\xBD");        // C1: CSI in one character
  EXPECT_EQ(printable("\xE2\x80\xAEx"), "\xEF\xBF\xBDx");  // turns the direction of writing
  EXPECT_EQ(printable("\xFF\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("Größe 日本 🙂"), "Größe 日本 🙂");
}

TEST_F(Words, Only_shortest_forms_are_utf8) {
  EXPECT_TRUE(is_utf8("Größe 日本 🙂 \xEF\xBF\xBD"));
  for (const char* odd : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) {
    EXPECT_FALSE(is_utf8(odd));
  }
}

TEST_F(Words, Widths_are_those_of_a_terminal) {
  EXPECT_EQ(width_of("Zoë"), 3U);
  EXPECT_EQ(width_of("日本"), 4U);
  EXPECT_EQ(width_of("e\xCC\x81"), 1U);
}

}  // namespace
}  // namespace stille::cli
