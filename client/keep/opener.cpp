#include "client/keep/opener.hpp"

#include <algorithm>
#include <array>

#include "client/keep/letters.hpp"
#include "client/keep/opener_files.hpp"

namespace stille::client::keep {
namespace {

constexpr std::array<std::string_view, kPurposes> kNames{"birthday", "belated",  "again", "answer",
                                                         "nudge",    "promised", "news"};
constexpr std::string_view kCaret = "{|}";
constexpr std::string_view kGap = "\xE2\x80\xA6";  // an ellipsis

struct Place {
  std::string_view german;
  std::string_view english;
  std::string Places::* value;
};
constexpr std::array<Place, 4> kPlaces{{{"{Vorname}", "{first}", &Places::first},
                                        {"{Monat}", "{month}", &Places::month},
                                        {"{Thema}", "{topic}", &Places::topic},
                                        {"{Rolle}", "{role}", &Places::role}}};

// FNV-1a, 64 bits: tells openers apart, protects nothing.
std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t out = 0xcbf29ce484222325U;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return out;
}

bool has(std::string_view text, const Place& place) {
  return text.find(place.german) != std::string_view::npos ||
         text.find(place.english) != std::string_view::npos;
}

bool can_fill(std::string_view text, const Places& places) {
  return std::ranges::all_of(
      kPlaces, [&](const Place& place) { return !has(text, place) || !(places.*place.value).empty(); });
}

bool is_personal(std::string_view text) {
  return has(text, kPlaces[2]) || has(text, kPlaces[3]);
}

}  // namespace

Result<Purpose> parse_purpose(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return fail(Errc::bad_value);
  return static_cast<Purpose>(found - kNames.begin());
}

std::string_view name_of(Purpose purpose) noexcept {
  return kNames[static_cast<std::size_t>(purpose)];
}

std::vector<Opener> openers(Purpose purpose, Tongue tongue) {
  std::vector<Opener> out;
  auto rest = opener_file(name_of(purpose), name_of(tongue));
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = trimmed(rest.substr(0, end));
    if (!line.empty() && !line.starts_with("#")) out.push_back({line, fingerprint(line)});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::optional<Opener> next_opener(std::span<const Opener> from, std::span<const Used> used,
                                  const Places& places, std::int64_t person, Day today) {
  const auto is_free = [&](const Opener& opener) {
    return can_fill(opener.text, places) && std::ranges::none_of(used, [&](const Used& before) {
             return before.opener == opener.id && add(before.day, kOpenerRest) > today;
           });
  };
  if (from.empty()) return std::nullopt;
  // Everybody begins elsewhere in the file, so that friends do not compare the same words.
  const auto begin = fingerprint(std::to_string(person)) % from.size();
  std::optional<Opener> plain;
  for (std::size_t step = 0; step < from.size(); ++step) {
    const auto& opener = from[(begin + step) % from.size()];
    if (!is_free(opener)) continue;
    if (is_personal(opener.text)) return opener;
    if (!plain) plain = opener;
  }
  return plain;
}

Filled fill(std::string_view opener, const Places& places) {
  Filled out;
  std::optional<std::size_t> caret;
  while (!opener.empty()) {
    const auto place = std::ranges::find_if(kPlaces, [&](const Place& candidate) {
      return opener.starts_with(candidate.german) || opener.starts_with(candidate.english);
    });
    if (place != kPlaces.end()) {
      out.text += places.*place->value;
      opener.remove_prefix(opener.find('}') + 1);
    } else if (opener.starts_with(kCaret)) {
      caret = out.text.size();
      out.text += kGap;
      opener.remove_prefix(kCaret.size());
    } else {
      out.text += opener.front();
      opener.remove_prefix(1);
    }
  }
  out.caret = caret.value_or(out.text.size());
  return out;
}

std::string first_name(std::string_view name) {
  constexpr std::array<std::string_view, 7> kTitles{"dr.", "prof.", "mr.", "mrs.", "ms.", "herr", "frau"};
  name = trimmed(name);
  for (;;) {
    const auto end = name.find(' ');
    const auto word = name.substr(0, end);
    if (end == std::string_view::npos || std::ranges::find(kTitles, lower(word)) == kTitles.end())
      return std::string(word);
    name = trimmed(name.substr(end));
  }
}

std::string month_of_contact(std::optional<Day> last, Day today, Tongue tongue) {
  constexpr std::chrono::days kNearest{28};
  if (!last || today - *last < kNearest || add(*last, {11, 0}) < today) return {};
  return std::string(month_name(*last, tongue));
}

}  // namespace stille::client::keep
