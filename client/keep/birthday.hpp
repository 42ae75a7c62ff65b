// Birthdays: when they are celebrated. Knows nothing of whose they are.
#pragma once

#include <optional>

#include "client/keep/civil.hpp"

namespace stille::client::keep {

/// A day of the year, with the year only when somebody told it.
struct Birthday {
  unsigned month = 1;
  unsigned day = 1;
  std::optional<int> year;
  bool operator==(const Birthday&) const = default;
};

inline constexpr int kEarliestBirthYear = 1850;
/// How long after the day good wishes are still welcome.
inline constexpr std::chrono::days kBelated{5};
/// How far ahead people look when they say nothing else.
inline constexpr std::chrono::days kDaysAhead{14};
inline constexpr std::chrono::days kMostDaysAhead{366};

/// "1984-05-23", "05-23", "--05-23", "23.5.", "23.05.1984"; bad_value for what is no day of any year.
Result<Birthday> parse_birthday(std::string_view text);
/// "1984-05-23" or "05-23".
std::string to_text(const Birthday& birthday);

/// The day in that year; 29 February is celebrated on the 28th where there is no 29th.
Day celebrated_in(const Birthday& birthday, int year);
/// On or after `today`.
Day next_celebration(const Birthday& birthday, Day today);
/// On or before `today`.
Day last_celebration(const Birthday& birthday, Day today);
/// Whether this celebration of 29 February falls on the 28th.
bool is_moved(const Birthday& birthday, Day celebration);
/// The age on that celebration; empty without a year.
std::optional<int> turns(const Birthday& birthday, Day celebration);

}  // namespace stille::client::keep
