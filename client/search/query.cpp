#include "client/search/query.hpp"

#include <array>
#include <charconv>
#include <ctime>

#include "client/search/tokens.hpp"

namespace stille::client::search {

namespace {

constexpr std::array<std::string_view, 7> kQuotes{"\"",       "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E",
                                                  "\xC2\xAB", "\xC2\xBB",     "\xE2\x80\x9F"};

std::size_t quote_at(std::string_view rest) {
  for (const auto quote : kQuotes) {
    if (rest.starts_with(quote)) return quote.size();
  }
  return 0;
}

bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80                     ? 1
                               : first >= 0xC2 && first <= 0xDF ? 2
                               : (first & 0xF0U) == 0xE0        ? 3
                               : first >= 0xF0 && first <= 0xF4 ? 4
                                                                : 0;
    if (length == 0 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80) return false;
    }
    at += length;
  }
  return true;
}

bool says_anything(std::string_view text) {
  bool out = false;
  each_token(text, [&](const Token&) {
    out = true;
    return false;
  });
  return out;
}

std::optional<int> number(std::string_view digits) {
  int out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (error != std::errc{} || end != digits.data() + digits.size() || out < 0) return std::nullopt;
  return out;
}

// 2026, 2026-11 or 2026-11-23: the first moment of it where this computer stands.
std::optional<TimePoint> date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if ((text.size() > 4 && text[4] != '-') || (text.size() > 7 && text[7] != '-')) return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = text.size() > 4 ? number(text.substr(5, 2)) : 1;
  const auto day = text.size() > 7 ? number(text.substr(8, 2)) : 1;
  if (!year || !month || !day || *year < 1970) return std::nullopt;
  using namespace std::chrono;
  const year_month_day civil{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                             std::chrono::day(static_cast<unsigned>(*day))};
  if (!civil.ok()) return std::nullopt;
  std::tm when{};
  when.tm_year = *year - 1900;
  when.tm_mon = *month - 1;
  when.tm_mday = *day;
  when.tm_isdst = -1;
  return TimePoint(seconds(std::mktime(&when)));
}

std::optional<TimePoint> moment(std::string_view text, TimePoint now) {
  if (const auto day = date(text)) return day;
  const auto ago = parse_duration(text);
  if (ago.has_error() || ago.value() > now.time_since_epoch()) return std::nullopt;
  return now - ago.value();
}

enum class Filter : std::uint8_t { none, in, from, has, before, after };

struct FilterName {
  std::string_view name;
  Filter filter;
};
constexpr std::array<FilterName, 9> kFilters{{{"in:", Filter::in},
                                              {"from:", Filter::from},
                                              {"von:", Filter::from},
                                              {"has:", Filter::has},
                                              {"hat:", Filter::has},
                                              {"before:", Filter::before},
                                              {"vor:", Filter::before},
                                              {"after:", Filter::after},
                                              {"nach:", Filter::after}}};

class Parser {
 public:
  Parser(std::string_view text, TimePoint now, bool typing) : rest_(text), now_(now), typing_(typing) {}

  std::variant<Query, Flaw> run() {
    while (!flaw_ && skip_blanks()) {
      if (const auto quote = quote_at(rest_)) {
        phrase(quote);
      } else {
        word();
      }
    }
    if (flaw_) return *flaw_;
    if (out_.terms.size() > kMostTerms) return Flaw{FlawKind::too_many_terms, {}};
    if (out_ == Query{}) return Flaw{FlawKind::nothing_asked, {}};
    return out_;
  }

 private:
  bool skip_blanks() {
    while (!rest_.empty() && is_blank(rest_[0])) rest_.remove_prefix(1);
    return !rest_.empty();
  }

  void phrase(std::size_t quote) {
    rest_.remove_prefix(quote);
    std::size_t length = 0;
    while (length < rest_.size() && quote_at(rest_.substr(length)) == 0) ++length;
    add(rest_.substr(0, length), false);
    rest_.remove_prefix(length);
    if (!rest_.empty()) rest_.remove_prefix(quote_at(rest_));
  }

  void word() {
    std::size_t length = 0;
    while (length < rest_.size() && !is_blank(rest_[length]) && quote_at(rest_.substr(length)) == 0) ++length;
    auto text = rest_.substr(0, length);
    rest_.remove_prefix(length);
    for (const auto& [name, filter] : kFilters) {
      if (text.starts_with(name)) return take_filter(filter, text, text.substr(name.size()));
    }
    bool prefix = typing_ && rest_.empty();
    while (text.ends_with('*')) {
      text.remove_suffix(1);
      prefix = true;
    }
    add(text, prefix);
  }

  void add(std::string_view text, bool prefix) {
    if (says_anything(text)) out_.terms.push_back({std::string(text), prefix});
  }

  void take_filter(Filter filter, std::string_view whole, std::string_view value) {
    if (value.empty()) return complain(FlawKind::no_value, whole);
    if (filter == Filter::in) return once(out_.in, whole, value);
    if (filter == Filter::from) return once(out_.from, whole, value);
    if (filter == Filter::has) return take_has(whole, value);
    auto& into = filter == Filter::before ? out_.before : out_.after;
    if (into) return complain(FlawKind::twice, whole);
    into = moment(value, now_);
    if (!into) complain(FlawKind::no_date, whole);
  }

  void take_has(std::string_view whole, std::string_view value) {
    if (value == "question" || value == "frage") {
      out_.question = true;
    } else if (value == "link") {
      out_.link = true;
    } else if (value == "file" || value == "datei") {
      out_.file = true;
    } else {
      complain(FlawKind::unknown_has, whole);
    }
  }

  void once(std::string& into, std::string_view whole, std::string_view value) {
    if (!into.empty()) return complain(FlawKind::twice, whole);
    into = value;
  }

  void complain(FlawKind kind, std::string_view about) { flaw_ = Flaw{kind, std::string(about)}; }

  std::string_view rest_;
  TimePoint now_;
  bool typing_;
  Query out_;
  std::optional<Flaw> flaw_;
};

}  // namespace

std::variant<Query, Flaw> parse_query(std::string_view text, TimePoint now, bool typing) {
  if (text.size() > kLongestQuery) return Flaw{FlawKind::too_long, {}};
  if (!is_utf8(text)) return Flaw{FlawKind::not_text, {}};
  return Parser(text, now, typing).run();
}

}  // namespace stille::client::search
