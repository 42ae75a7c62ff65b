// First sentences for a message that somebody is going to write: taken from the files in templates/, turn by
// turn, never the same for one person within a year. Nothing is composed and nothing is sent. Pure.
#pragma once

#include <span>
#include <vector>

#include "client/keep/tongue.hpp"

namespace stille::client::keep {

/// What a draft is for; a file each in both languages.
enum class Purpose : std::uint8_t { birthday, belated, again, answer, nudge, promised, news };
inline constexpr std::size_t kPurposes = 7;
Result<Purpose> parse_purpose(std::string_view text);
std::string_view name_of(Purpose purpose) noexcept;

/// For so long nobody gets the same opener again.
inline constexpr Span kOpenerRest{12, 0};

/// What stands in the places of an opener. One whose place is empty here is not taken.
struct Places {
  std::string first;  // {Vorname} {first}
  std::string month;  // {Monat} {month}: of the last contact
  std::string topic;  // {Thema} {topic}
  std::string role;   // {Rolle} {role}
};

struct Opener {
  std::string_view text;
  std::uint64_t id = 0;  // of these very words
};

/// Of one file, in its order.
std::vector<Opener> openers(Purpose purpose, Tongue tongue);

struct Used {
  std::uint64_t opener = 0;
  Day day;
};
/// The next one for this person: with the topic or role when there is one. Empty when all were used within a
/// year. The same arguments give the same opener.
std::optional<Opener> next_opener(std::span<const Opener> from, std::span<const Used> used,
                                  const Places& places, std::int64_t person, Day today);

struct Filled {
  std::string text;
  std::size_t caret = 0;  // bytes from the beginning: where to go on writing; an ellipsis stands in a gap
};
Filled fill(std::string_view opener, const Places& places);

/// "Mira" of "Dr. Mira Aydın".
std::string first_name(std::string_view name);
/// The month of the last contact, when it says which one is meant: four weeks to eleven months ago.
std::string month_of_contact(std::optional<Day> last, Day today, Tongue tongue);

}  // namespace stille::client::keep
