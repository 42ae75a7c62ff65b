// The iCalendar file, as RFC 5545 has its lines.
#include "client/keep/calendar.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ")) text.erase(at, 3);
  return text;
}

std::string calendar_of(const Birthday& birthday, std::string summary = "Birthday: Mira") {
  const std::vector<CalendarEntry> entries{{"p_01@stille", birthday, std::move(summary)}};
  return calendar(entries, morning(day("2026-11-28")));
}

TEST(Calendar, Is_exactly_this_for_one_person) {
  EXPECT_EQ(
      calendar_of({5, 23, 1984}),
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Stille//Birthdays//EN\r\nCALSCALE:GREGORIAN\r\n"
      "BEGIN:VEVENT\r\nUID:p_01@stille\r\nDTSTAMP:20261128T100000Z\r\nDTSTART;VALUE=DATE:19840523\r\n"
      "RRULE:FREQ=YEARLY\r\nSUMMARY:Birthday: Mira\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST(Calendar, Without_a_year_it_tells_none) {
  EXPECT_THAT(calendar_of({5, 23, {}}), HasSubstr("DTSTART;VALUE=DATE:20000523\r\n"));
}

TEST(Calendar, The_29th_of_February_recurs_every_year) {
  EXPECT_THAT(calendar_of({2, 29, {}}), HasSubstr("DTSTART;VALUE=DATE:20000229\r\n"
                                                  "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n"));
}

TEST(Calendar, Nobody_is_an_empty_calendar) {
  EXPECT_THAT(calendar({}, morning(day("2026-11-28"))), Not(HasSubstr("VEVENT")));
}

TEST(Calendar, Marks_of_the_format_are_escaped_and_nothing_can_be_smuggled_in) {
  EXPECT_EQ(escaped("a,b;c\\d\ne\r\x01z"), "a\\,b\\;c\\\\d\\nez");
  const auto text = calendar_of({5, 23, {}}, "Mira\r\nEND:VCALENDAR");
  EXPECT_THAT(text, HasSubstr("SUMMARY:Mira\\nEND:VCALENDAR\r\n"));
}

TEST(Calendar, Long_lines_are_folded_at_75_octets_and_never_within_a_character) {
  for (const std::string piece : {"a", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x8E\x82"}) {
    for (std::size_t count = 20; count < 160; ++count) {
      std::string line = "SUMMARY:";
      for (std::size_t at = 0; at < count; ++at) line += piece;
      const auto out = folded(line);
      EXPECT_EQ(unfolded(out), line);
      for (std::size_t from = 0; from <= out.size();) {
        const auto end = std::min(out.find("\r\n", from), out.size());
        EXPECT_LE(end - from, 75U);
        if (end < out.size()) {
          EXPECT_NE(static_cast<unsigned char>(out[end + 3]) & 0xC0U, 0x80U);
        }
        from = end + 2;
      }
    }
  }
}

TEST(Calendar, A_line_of_exactly_75_octets_stays_whole) {
  EXPECT_EQ(folded(std::string(75, 'x')), std::string(75, 'x'));
  EXPECT_EQ(folded(std::string(76, 'x')), std::string(75, 'x') + "\r\n x");
}

}  // namespace
}  // namespace stille::client::keep
