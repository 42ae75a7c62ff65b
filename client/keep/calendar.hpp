// Birthdays as an iCalendar file (RFC 5545) for other programs. Pure.
#pragma once

#include <span>
#include <string>

#include "client/keep/birthday.hpp"
#include "common/base/time.hpp"

namespace stille::client::keep {

struct CalendarEntry {
  std::string uid;  // stays the same for the same person
  Birthday birthday;
  std::string summary;
};

/// Every entry once a year, all day. 29 February recurs on the last day of February. Lines end with CRLF.
std::string calendar(std::span<const CalendarEntry> entries, TimePoint stamp);

/// Backslash, comma, semicolon and newline as RFC 5545 3.3.11 has them; other control characters go.
std::string escaped(std::string_view text);
/// At most 75 octets a line, never within a character; CRLF and a blank between the parts.
std::string folded(std::string_view line);

}  // namespace stille::client::keep
