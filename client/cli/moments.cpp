// Days are counted in civil dates and turned into moments by the C library, so that nights of 23 and 25 hours
// come out right.
#include "client/cli/moments.hpp"

#include <array>
#include <charconv>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

namespace stille::cli {
namespace {

using namespace std::chrono;

constexpr int kUsualHour = 9;

struct Clocktime {
  int hour = kUsualHour;
  int minute = 0;
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) out.push_back(std::exchange(word, {}));
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == ',') {
      end();
    } else if (text.substr(i).starts_with(
                   "\xC3\x9C")) {  // the one capital letter outside ASCII that begins a word
      word += "\xC3\xBC";
      ++i;
    } else {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  end();
  return out;
}

std::optional<int> number(std::string_view digits, std::size_t most) {
  int out = 0;
  if (digits.empty() || digits.size() > most) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (error != std::errc{} || end != digits.data() + digits.size() || out < 0) return std::nullopt;
  return out;
}

std::tm local(TimePoint time) {
  const auto raw = static_cast<std::time_t>(floor<seconds>(time).time_since_epoch().count());
  std::tm out{};
  ::localtime_r(&raw, &out);
  return out;
}

sys_days day_of(const std::tm& t) {
  return sys_days(year(t.tm_year + 1900) / (t.tm_mon + 1) / t.tm_mday);
}

TimePoint moment_of(sys_days day, Clocktime time) {
  const year_month_day civil(day);
  std::tm when{};
  when.tm_year = static_cast<int>(civil.year()) - 1900;
  when.tm_mon = static_cast<int>(static_cast<unsigned>(civil.month())) - 1;
  when.tm_mday = static_cast<int>(static_cast<unsigned>(civil.day()));
  when.tm_hour = time.hour;
  when.tm_min = time.minute;
  when.tm_isdst = -1;
  return TimePoint(seconds(std::mktime(&when)));
}

// "9:00", "09.30" no: a dot is a date's. "9" only where an hour is meant.
std::optional<Clocktime> clock_of(std::string_view word, bool hour_alone) {
  const auto colon = word.find(':');
  if (colon == std::string_view::npos) {
    const auto hour = hour_alone ? number(word, 2) : std::nullopt;
    if (!hour || *hour > 23) return std::nullopt;
    return Clocktime{*hour, 0};
  }
  const auto hour = number(word.substr(0, colon), 2);
  const auto minute = word.size() - colon == 3 ? number(word.substr(colon + 1), 2) : std::nullopt;
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return Clocktime{*hour, *minute};
}

std::optional<sys_days> civil(int y, int m, int d) {
  const year_month_day out{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!out.ok()) return std::nullopt;
  return sys_days(out);
}

// 2026-12-01
std::optional<sys_days> iso_date(std::string_view word) {
  if (word.size() != 10 || word[4] != '-' || word[7] != '-') return std::nullopt;
  const auto y = number(word.substr(0, 4), 4);
  const auto m = number(word.substr(5, 2), 2);
  const auto d = number(word.substr(8, 2), 2);
  if (!y || !m || !d) return std::nullopt;
  return civil(*y, *m, *d);
}

// 1.12. or 1.12.2026; without a year the next one.
std::optional<sys_days> german_date(std::string_view word, sys_days today) {
  const auto first = word.find('.');
  const auto second = first == std::string_view::npos ? first : word.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto d = number(word.substr(0, first), 2);
  const auto m = number(word.substr(first + 1, second - first - 1), 2);
  if (!d || !m) return std::nullopt;
  if (second + 1 < word.size()) {
    const auto y = word.size() - second - 1 == 4 ? number(word.substr(second + 1), 4) : std::nullopt;
    return y ? civil(*y, *m, *d) : std::nullopt;
  }
  const int this_year = static_cast<int>(year_month_day(today).year());
  const auto now = civil(this_year, *m, *d);
  return now && *now >= today ? now : civil(this_year + 1, *m, *d);
}

struct Weekday {
  std::string_view name;
  unsigned number;  // 0: Sunday
};
constexpr std::array<Weekday, 15> kWeekdays{{{"sunday", 0},
                                             {"sonntag", 0},
                                             {"monday", 1},
                                             {"montag", 1},
                                             {"tuesday", 2},
                                             {"dienstag", 2},
                                             {"wednesday", 3},
                                             {"mittwoch", 3},
                                             {"thursday", 4},
                                             {"donnerstag", 4},
                                             {"friday", 5},
                                             {"freitag", 5},
                                             {"saturday", 6},
                                             {"samstag", 6},
                                             {"sonnabend", 6}}};

struct Offset {
  std::string_view name;
  int days;
};
constexpr std::array<Offset, 6> kOffsets{{{"today", 0},
                                          {"heute", 0},
                                          {"tomorrow", 1},
                                          {"morgen", 1},
                                          {"\xC3\xBC"
                                           "bermorgen",
                                           2},
                                          {"uebermorgen", 2}}};

// A weekday is the next one of that name, never today.
std::optional<sys_days> day_named(std::string_view word, sys_days today) {
  for (const auto& [name, days_ahead] : kOffsets) {
    if (word == name) return today + days(days_ahead);
  }
  for (const auto& [name, which] : kWeekdays) {
    if (word != name) continue;
    const auto ahead = (7 + which - weekday(today).c_encoding()) % 7;
    return today + days(ahead == 0 ? 7 : ahead);
  }
  if (const auto date = iso_date(word)) return date;
  return german_date(word, today);
}

bool is_filler(std::string_view word) {
  constexpr std::array<std::string_view, 9> kThem{"at",
                                                  "um",
                                                  "on",
                                                  "am",
                                                  "next",
                                                  "uhr",
                                                  "o'clock",
                                                  "n\xC3\xA4"
                                                  "chsten",
                                                  "kommenden"};
  for (const auto filler : kThem) {
    if (word == filler) return true;
  }
  return false;
}

}  // namespace

Result<TimePoint> parse_moment(std::string_view text, TimePoint now) {
  auto words = words_of(text);
  const bool from_now = !words.empty() && words.front() == "in";
  if (from_now) words.erase(words.begin());
  if (words.size() == 1) {
    if (const auto span = parse_duration(words.front()); span && span.value() > milliseconds(0)) {
      return now + span.value();
    }
  }
  if (from_now || words.empty()) return fail(Errc::bad_value);
  const auto today = day_of(local(now));
  std::optional<sys_days> day;
  std::optional<Clocktime> time;
  for (const auto& word : words) {
    if (is_filler(word)) continue;
    if (!day && !time) {
      if ((day = day_named(word, today))) continue;
    }
    if (time) return fail(Errc::bad_value);
    time = clock_of(word, day.has_value());
    if (!time) return fail(Errc::bad_value);
  }
  if (!day && !time) return fail(Errc::bad_value);
  auto out = moment_of(day.value_or(today), time.value_or(Clocktime{}));
  if (!day && out <= now) out = moment_of(today + days(1), *time);
  if (out <= now) return fail(Errc::bad_value);
  return out;
}

}  // namespace stille::cli
