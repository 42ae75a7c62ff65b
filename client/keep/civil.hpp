// Days of the calendar as people mean them, without time or zone, and the spans between them. Knows nothing
// of clocks: whoever asks says what day it is.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace stille::client::keep {

/// A civil day: the same wherever it is read.
using Day = std::chrono::sys_days;

/// Months (their length is the calendar's) and days. Never negative.
struct Span {
  int months = 0;
  int days = 0;
  bool operator==(const Span&) const = default;
  [[nodiscard]] bool empty() const noexcept { return months == 0 && days == 0; }
};

/// Longer spans are refused.
inline constexpr int kLongestSpanMonths = 10 * 12;
inline constexpr int kLongestSpanDays = 3660;

/// "2026-11-28".
std::string to_text(Day day);
/// "2026-11-28"; bad_value otherwise. Years 1 to 9999.
Result<Day> parse_day(std::string_view text);
/// "10d", "2w", "3mo", "1y": at least one day; bad_value otherwise.
Result<Span> parse_span(std::string_view text);
/// The shortest of these forms: 12 months are "1y", 14 days "2w".
std::string to_text(Span span);

/// A month without that day gives its last one: 31 January and a month is 28 or 29 February.
Day add(Day day, Span span);
Span times(Span span, int factor);
bool is_weekend(Day day);
/// The day on which `count` working days after `day` have passed: Saturday and two are Wednesday.
Day after_working_days(Day day, int count);

}  // namespace stille::client::keep
