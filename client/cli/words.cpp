#include "client/cli/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <optional>

#include "client/cli/i18n.hpp"
#include "client/rpc/harmless.hpp"

namespace stille::cli {

using rpc::next_glyph;

namespace {

std::size_t columns(char32_t code) {
  const auto within = [code](char32_t low, char32_t high) { return code >= low && code <= high; };
  if (within(0x0300, 0x036F) || within(0x200B, 0x200D) || within(0xFE00, 0xFE0F) || within(0x20D0, 0x20FF)) {
    return 0;
  }
  const bool wide = within(0x1100, 0x115F) || within(0x2E80, 0xA4CF) || within(0xAC00, 0xD7A3) ||
                    within(0xF900, 0xFAFF) || within(0xFE30, 0xFE6F) || within(0xFF00, 0xFF60) ||
                    within(0xFFE0, 0xFFE6) || within(0x1F300, 0x1FAFF) || within(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

std::tm local(TimePoint time) {
  const auto raw = static_cast<std::time_t>(std::chrono::floor<seconds>(time).time_since_epoch().count());
  std::tm out{};
  ::localtime_r(&raw, &out);
  return out;
}

std::string clock_text(const std::tm& time) {
  std::array<char, 8> text{};
  const auto length = std::strftime(text.data(), text.size(), "%H:%M", &time);
  return {text.data(), length};
}

// Days between two local dates; an hour more or less at a change of the clocks does not matter.
long days_between(const std::tm& earlier, const std::tm& later) {
  using namespace std::chrono;
  const auto day = [](const std::tm& t) {
    return sys_days(year(t.tm_year + 1900) / (t.tm_mon + 1) / t.tm_mday).time_since_epoch().count();
  };
  return static_cast<long>(day(later) - day(earlier));
}

std::string date_words(const std::tm& when, bool with_year, Language language) {
  const auto month = say(language, "month." + std::to_string(when.tm_mon + 1));
  const auto day = std::to_string(when.tm_mday);
  const auto year = std::to_string(when.tm_year + 1900);
  return with_year ? say(language, "time.date_year", {day, month, year})
                   : say(language, "time.date", {day, month});
}

std::string counted(Language language, std::string_view unit, std::int64_t count) {
  const auto key = "span." + std::string(unit) + (count == 1 ? ".one" : ".many");
  return say(language, key, {std::to_string(count)});
}

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || out < 0) return std::nullopt;
  return out;
}

Result<TimePoint> parse_date(std::string_view text) {
  using namespace std::chrono;
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return fail(Errc::bad_value);
  const auto part = [&](std::size_t from, std::size_t count) {
    return from + count <= text.size() ? digits(text.substr(from, count)) : std::nullopt;
  };
  const auto y = part(0, 4);
  const auto m = part(5, 2);
  const auto d = part(8, 2);
  if (!y || !m || !d) return fail(Errc::bad_value);
  const year_month_day date{year(static_cast<int>(*y)), month(static_cast<unsigned>(*m)),
                            day(static_cast<unsigned>(*d))};
  if (!date.ok()) return fail(Errc::bad_value);
  std::int64_t hour = 0, minute = 0, second = 0, fraction = 0;
  if (text.size() > 10) {
    const auto h = part(11, 2);
    const auto min = part(14, 2);
    const auto s = text.size() > 16 ? part(17, 2) : std::optional<std::int64_t>(0);
    const auto ms = text.size() > 19 ? part(20, 3) : std::optional<std::int64_t>(0);
    if (!h || !min || !s || !ms || *h > 23 || *min > 59 || *s > 60) return fail(Errc::bad_value);
    hour = *h, minute = *min, second = *s, fraction = *ms;
  }
  if (utc) {
    return TimePoint(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second) +
           milliseconds(fraction);
  }
  std::tm when{};
  when.tm_year = static_cast<int>(*y) - 1900;
  when.tm_mon = static_cast<int>(*m) - 1;
  when.tm_mday = static_cast<int>(*d);
  when.tm_hour = static_cast<int>(hour);
  when.tm_min = static_cast<int>(minute);
  when.tm_sec = static_cast<int>(second);
  when.tm_isdst = -1;
  return TimePoint(seconds(std::mktime(&when))) + milliseconds(fraction);
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto glyph = next_glyph(text);
    if (glyph.code == 0xFFFD && glyph.bytes == 1) return false;
    text.remove_prefix(glyph.bytes);
  }
  return true;
}

std::size_t width_of(std::string_view text) {
  std::size_t out = 0;
  while (!text.empty()) {
    const auto glyph = next_glyph(text);
    out += columns(glyph.code);
    text.remove_prefix(glyph.bytes);
  }
  return out;
}

std::string span_words(milliseconds span, Language language) {
  const auto total = std::chrono::round<seconds>(span).count();
  if (total < 90) return counted(language, "second", total);
  if (total < 90 * 60) return counted(language, "minute", (total + 30) / 60);
  if (total < 36 * 3600) return counted(language, "hour", (total + 1800) / 3600);
  const auto days = (total + 43200) / 86400;
  if (days < 2 * 365) return counted(language, "day", days);
  return counted(language, "year", (days * 4 + 730) / 1461);
}

std::string timer_words(milliseconds span, Language language) {
  const auto total = std::chrono::round<seconds>(span).count();
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> kUnits{
      {{"week", 7 * 24 * 3600}, {"day", 24 * 3600}, {"hour", 3600}, {"minute", 60}}};
  for (const auto& [unit, length] : kUnits) {
    if (total >= length && total % length == 0) return counted(language, unit, total / length);
  }
  return counted(language, "second", total);
}

std::string time_words(TimePoint time, TimePoint now, Language language) {
  using namespace std::chrono_literals;
  if (time > now + 1s) return say(language, "time.in", {span_words(time - now, language)});
  if (time > now - 1min) return say(language, "time.now");
  if (time > now - 1h) {
    const auto ago = std::chrono::floor<std::chrono::minutes>(now - time).count();
    return say(language, "time.ago", {counted(language, "minute_ago", ago)});
  }
  const auto then = local(time);
  const auto today = local(now);
  const auto days = days_between(then, today);
  if (days == 0) return say(language, "time.today", {clock_text(then)});
  if (days == 1) return say(language, "time.yesterday", {clock_text(then)});
  if (days < 7) return say(language, "day." + std::to_string(then.tm_wday)) + " " + clock_text(then);
  return date_words(then, then.tm_year != today.tm_year, language);
}

TimePoint time_from(std::string_view rfc3339) {
  const auto parsed = parse_date(rfc3339);
  return parsed ? parsed.value() : TimePoint{};
}

Result<TimePoint> parse_when(std::string_view text, TimePoint now) {
  constexpr std::array<std::pair<std::string_view, int>, 2> kLong{{{"mo", 30}, {"y", 365}}};
  for (const auto& [unit, days] : kLong) {
    if (!text.ends_with(unit)) continue;
    const auto count = digits(text.substr(0, text.size() - unit.size()));
    if (count && *count <= 1200) return now - std::chrono::days(days * *count);
  }
  if (const auto ago = parse_duration(text)) return now - ago.value();
  // A year or a month is its first moment, as in a query.
  if (text.size() == 4) return parse_date(std::string(text) + "-01-01");
  if (text.size() == 7) return parse_date(std::string(text) + "-01");
  return parse_date(text);
}

rpc::Outcome<std::vector<std::pair<std::string, std::string>>> parse_values(
    std::span<const std::string> values, std::span<const std::string_view> keys, const char* otherwise) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& one : values) {
    const auto sign = one.find('=');
    const auto key = one.substr(0, sign);
    if (sign == std::string::npos || std::ranges::find(keys, key) == keys.end())
      return rpc::fault(rpc::FaultCode::invalid_argument, otherwise, {{"about", printable(one)}});
    out.emplace_back(key, one.substr(sign + 1));
  }
  return out;
}

}  // namespace stille::cli
