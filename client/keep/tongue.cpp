#include "client/keep/tongue.hpp"

#include <algorithm>
#include <array>

#include "client/keep/letters.hpp"

namespace stille::client::keep {
namespace {

// Frequent in one language and no word of the other.
constexpr std::array<std::string_view, 48> kGerman{
    "ich",   "du",   "der",  "und",    "ist",    "nicht", "das",    "mir",   "dir",   "wir",
    "ihr",   "ein",  "eine", "auch",   "noch",   "schon", "mit",    "für",   "von",   "zum",
    "zur",   "dem",  "den",  "auf",    "aber",   "wenn",  "wie",    "geht",  "habe",  "hast",
    "haben", "bist", "sind", "kann",   "kannst", "heute", "morgen", "danke", "bitte", "ja",
    "nein",  "mal",  "dann", "wieder", "gerade", "dich",  "mich",   "über"};
constexpr std::array<std::string_view, 48> kEnglish{
    "the",   "and",   "is",   "not",  "you",  "it",    "we",       "they",   "of",     "to",
    "for",   "with",  "that", "this", "have", "has",   "are",      "were",   "be",     "can",
    "could", "would", "your", "my",   "me",   "but",   "if",       "how",    "what",   "when",
    "there", "from",  "at",   "on",   "just", "today", "tomorrow", "thanks", "please", "yes",
    "about", "will",  "do",   "did",  "i'm",  "don't", "it's",     "been"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

template <class Act>
void each_word(std::string_view text, Act act) {
  const auto low = lower(text);
  std::string_view rest = low;
  while (!rest.empty()) {
    std::size_t length = 0;
    while (length < rest.size()) {
      const auto letter = first_letter(rest.substr(length));
      if (!is_word(letter.code) && letter.code != '\'') break;
      length += letter.bytes;
    }
    if (length > 0) act(rest.substr(0, length));
    rest.remove_prefix(length);
    if (!rest.empty()) rest.remove_prefix(first_letter(rest).bytes);
  }
}

}  // namespace

Result<Tongue> parse_tongue(std::string_view text) {
  if (text == "de") return Tongue::german;
  if (text == "en") return Tongue::english;
  return fail(Errc::bad_value);
}

std::string_view name_of(Tongue tongue) noexcept {
  return tongue == Tongue::german ? "de" : "en";
}

std::optional<Tongue> tongue_of(std::span<const std::string> texts) {
  std::size_t german = 0;
  std::size_t english = 0;
  for (const auto& text : texts) {
    each_word(text, [&](std::string_view word) {
      if (among(kGerman, word)) ++german;
      if (among(kEnglish, word)) ++english;
    });
  }
  if (german > 2 * english) return Tongue::german;
  if (english > 2 * german) return Tongue::english;
  return std::nullopt;
}

std::string_view month_name(Day day, Tongue tongue) {
  constexpr std::array<std::string_view, 12> kGermanMonths{"Januar",    "Februar", "März",     "April",
                                                           "Mai",       "Juni",    "Juli",     "August",
                                                           "September", "Oktober", "November", "Dezember"};
  constexpr std::array<std::string_view, 12> kEnglishMonths{"January",   "February", "March",    "April",
                                                            "May",       "June",     "July",     "August",
                                                            "September", "October",  "November", "December"};
  const auto at = static_cast<unsigned>(std::chrono::year_month_day{day}.month()) - 1;
  return tongue == Tongue::german ? kGermanMonths[at] : kEnglishMonths[at];
}

}  // namespace stille::client::keep
