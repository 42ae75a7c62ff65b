#include "common/base/time.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>
#include <utility>

namespace stille {

TimePoint SystemClock::now() const {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

std::string to_rfc3339(TimePoint time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::array<char, 40> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

Result<milliseconds> parse_duration(std::string_view text) {
  std::int64_t count = 0;
  const auto* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, count);
  constexpr std::int64_t kLongest = 1'000'000'000;
  if (error != std::errc{} || count < 0 || count > kLongest) return fail(Errc::bad_value);
  const std::string_view unit(end, static_cast<std::size_t>(last - end));
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> kUnits{
      {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}, {"w", 604'800'000}}};
  for (const auto& [name, factor] : kUnits) {
    if (unit == name) return milliseconds(count * factor);
  }
  return fail(Errc::bad_value);
}

}  // namespace stille
