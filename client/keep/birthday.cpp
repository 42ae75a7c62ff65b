#include "client/keep/birthday.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace stille::client::keep {
namespace {

using namespace std::chrono;

int year_of(Day date) {
  return static_cast<int>(year_month_day{date}.year());
}

// Takes the digits in front; empty when there are none or more than `most`.
std::optional<int> leading(std::string_view& text, std::size_t most) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const auto length = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || length == 0 || length > most || out < 0) return std::nullopt;
  text.remove_prefix(length);
  return out;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

struct Parts {
  int month = 0;
  int day = 0;
  std::optional<int> year;
};

std::optional<Parts> dotted(std::string_view text) {
  Parts out;
  const auto d = leading(text, 2);
  if (!d || !take(text, '.')) return std::nullopt;
  const auto m = leading(text, 2);
  if (!m || !take(text, '.')) return std::nullopt;
  out.day = *d;
  out.month = *m;
  if (text.empty()) return out;
  if (text.size() != 4) return std::nullopt;
  out.year = leading(text, 4);
  return out.year && text.empty() ? std::optional(out) : std::nullopt;
}

std::optional<Parts> dashed(std::string_view text) {
  Parts out;
  if (text.starts_with("--")) {
    text.remove_prefix(2);
  } else if (text.size() == 10) {
    out.year = leading(text, 4);
    if (!out.year || !take(text, '-')) return std::nullopt;
  }
  if (text.size() != 5) return std::nullopt;
  const auto m = leading(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  const auto d = leading(text, 2);
  if (!d || !text.empty()) return std::nullopt;
  out.month = *m;
  out.day = *d;
  return out;
}

}  // namespace

Result<Birthday> parse_birthday(std::string_view text) {
  const auto parts = text.find('.') == std::string_view::npos ? dashed(text) : dotted(text);
  if (!parts || parts->month < 1 || parts->day < 1) return fail(Errc::bad_value);
  if (parts->year && *parts->year < kEarliestBirthYear) return fail(Errc::bad_value);
  constexpr int kSomeLeapYear = 2000;
  const year_month_day date{year(parts->year.value_or(kSomeLeapYear)),
                            month(static_cast<unsigned>(parts->month)),
                            day(static_cast<unsigned>(parts->day))};
  if (!date.ok()) return fail(Errc::bad_value);
  return Birthday{static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), parts->year};
}

std::string to_text(const Birthday& birthday) {
  std::array<char, 40> text{};
  const int length = birthday.year
                         ? std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", *birthday.year,
                                         birthday.month, birthday.day)
                         : std::snprintf(text.data(), text.size(), "%02u-%02u", birthday.month, birthday.day);
  return {text.data(), static_cast<std::size_t>(length)};
}

Day celebrated_in(const Birthday& birthday, int in_year) {
  const year_month_day date{year(in_year), month(birthday.month), day(birthday.day)};
  return date.ok() ? Day(date) : Day(date.year() / date.month() / last);
}

Day next_celebration(const Birthday& birthday, Day today) {
  const auto this_year = celebrated_in(birthday, year_of(today));
  return this_year >= today ? this_year : celebrated_in(birthday, year_of(today) + 1);
}

Day last_celebration(const Birthday& birthday, Day today) {
  const auto this_year = celebrated_in(birthday, year_of(today));
  return this_year <= today ? this_year : celebrated_in(birthday, year_of(today) - 1);
}

bool is_moved(const Birthday& birthday, Day celebration) {
  return static_cast<unsigned>(year_month_day{celebration}.day()) != birthday.day;
}

std::optional<int> turns(const Birthday& birthday, Day celebration) {
  if (!birthday.year) return std::nullopt;
  return year_of(celebration) - *birthday.year;
}

}  // namespace stille::client::keep
