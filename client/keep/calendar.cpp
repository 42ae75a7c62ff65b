#include "client/keep/calendar.hpp"

#include <algorithm>
#include <string_view>

#include "client/keep/letters.hpp"

namespace stille::client::keep {
namespace {

constexpr std::size_t kLongestLine = 75;
constexpr std::string_view kEnd = "\r\n";

std::string without_dashes(std::string text) {
  std::erase(text, '-');
  return text;
}

std::string utc_stamp(TimePoint time) {
  auto text = to_rfc3339(time).substr(0, 19);
  std::erase(text, '-');
  std::erase(text, ':');
  return text + "Z";
}

// Without a year the calendar needs one that has every day.
constexpr int kSomeLeapYear = 2000;

void add_entry(std::string& out, const CalendarEntry& entry, const std::string& stamp) {
  const auto& birthday = entry.birthday;
  const auto first = celebrated_in(birthday, birthday.year.value_or(kSomeLeapYear));
  const bool leap = birthday.month == 2 && birthday.day == 29;
  const auto line = [&](const std::string& text) { out += folded(text) + std::string(kEnd); };
  line("BEGIN:VEVENT");
  line("UID:" + escaped(entry.uid));
  line("DTSTAMP:" + stamp);
  line("DTSTART;VALUE=DATE:" + without_dashes(to_text(first)));
  line(std::string("RRULE:FREQ=YEARLY") + (leap ? ";BYMONTH=2;BYMONTHDAY=-1" : ""));
  line("SUMMARY:" + escaped(entry.summary));
  line("TRANSP:TRANSPARENT");
  line("END:VEVENT");
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ',' || c == ';') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    }
  }
  return out;
}

std::string folded(std::string_view line) {
  std::string out;
  std::size_t room = kLongestLine;
  while (!line.empty()) {
    const auto letter = first_letter(line);
    if (letter.bytes > room) {
      out += std::string(kEnd) + " ";
      room = kLongestLine - 1;
    }
    out += line.substr(0, letter.bytes);
    room -= letter.bytes;
    line.remove_prefix(letter.bytes);
  }
  return out;
}

std::string calendar(std::span<const CalendarEntry> entries, TimePoint stamp) {
  std::string out;
  for (const std::string_view line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Stille//Birthdays//EN", "CALSCALE:GREGORIAN"})
    out += std::string(line) + std::string(kEnd);
  for (const auto& entry : entries) add_entry(out, entry, utc_stamp(stamp));
  return out + "END:VCALENDAR" + std::string(kEnd);
}

}  // namespace stille::client::keep
