#include "client/keep/civil.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace stille::client::keep {
namespace {

using std::chrono::year_month_day;

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, out);
  if (error != std::errc{} || end != last || text.empty() || text.front() == '-') return std::nullopt;
  return out;
}

}  // namespace

std::string to_text(Day day) {
  const year_month_day date{day};
  std::array<char, 40> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

Result<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return fail(Errc::bad_value);
  const auto y = number(text.substr(0, 4));
  const auto m = number(text.substr(5, 2));
  const auto d = number(text.substr(8, 2));
  if (!y || !m || !d || *y < 1) return fail(Errc::bad_value);
  const year_month_day date{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                            std::chrono::day(static_cast<unsigned>(*d))};
  if (!date.ok()) return fail(Errc::bad_value);
  return Day(date);
}

Result<Span> parse_span(std::string_view text) {
  const auto unit_at = text.find_first_not_of("0123456789");
  if (unit_at == std::string_view::npos || unit_at > 5) return fail(Errc::bad_value);
  const auto count = number(text.substr(0, unit_at));
  if (!count || *count < 1) return fail(Errc::bad_value);
  const auto unit = text.substr(unit_at);
  Span out;
  if (unit == "d") {
    out.days = *count;
  } else if (unit == "w") {
    out.days = *count * 7;
  } else if (unit == "mo") {
    out.months = *count;
  } else if (unit == "y") {
    out.months = *count * 12;
  } else {
    return fail(Errc::bad_value);
  }
  if (out.months > kLongestSpanMonths || out.days > kLongestSpanDays) return fail(Errc::bad_value);
  return out;
}

std::string to_text(Span span) {
  if (span.days > 0) {
    return span.days % 7 == 0 ? std::to_string(span.days / 7) + "w" : std::to_string(span.days) + "d";
  }
  return span.months % 12 == 0 ? std::to_string(span.months / 12) + "y" : std::to_string(span.months) + "mo";
}

Day add(Day day, Span span) {
  auto date = year_month_day{day} + std::chrono::months(span.months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return Day(date) + std::chrono::days(span.days);
}

Span times(Span span, int factor) {
  return {span.months * factor, span.days * factor};
}

bool is_weekend(Day day) {
  return std::chrono::weekday{day}.iso_encoding() >= 6;
}

Day after_working_days(Day day, int count) {
  for (;;) {
    day += std::chrono::days(1);
    if (is_weekend(day)) continue;
    if (count-- == 0) return day;
  }
}

}  // namespace stille::client::keep
