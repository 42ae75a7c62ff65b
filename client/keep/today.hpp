// The list of a day: who comes up, why, and in which order. (facts, settings, today) -> list, and nothing
// else.
#pragma once

#include <span>
#include <string_view>

#include "client/keep/facts.hpp"

namespace stille::client::keep {

inline constexpr std::size_t kUsualMeasure = 5;
inline constexpr std::size_t kMostMeasure = 10;
/// A question is given this long before it counts as waiting; one of a weekend, two working days.
inline constexpr std::chrono::hours kGrace{20};
inline constexpr int kGraceWorkingDays = 2;
/// Older questions are kept apart.
inline constexpr std::chrono::days kLongestWait{60};
/// Own questions are shown as open after this long.
inline constexpr std::chrono::days kPatience{7};

/// In the order of the list.
enum class Occasion : std::uint8_t { birthday, waiting, promised, due, news, belated };
/// "birthday", "waiting", ...
std::string_view name_of(Occasion occasion) noexcept;

enum class Waiting : std::uint8_t { not_yet, waiting, older };
Waiting waits(const OpenQuestion& question, const Now& now);

/// Last touch (or since when somebody is known) and their rhythm; empty without one.
std::optional<Day> due_on(const PersonFacts& person);
/// Moves up in the list: from one and a half of the rhythm on.
bool moved_up(const PersonFacts& person, Day today);
/// The celebration today, or the one of the last five days that was let go by; neither once we have written
/// since, or it was ticked off.
std::optional<Day> celebrates_today(const PersonFacts& person, Day today);
std::optional<Day> belated_celebration(const PersonFacts& person, Day today);

/// One person on the list, for the first of the occasions that apply.
struct Card {
  std::size_t fact = 0;  // which of the facts
  Occasion occasion = Occasion::due;
  ItemKey item = 0;       // the message of `waiting`, the reminder of `promised`
  std::uint8_t also = 0;  // a bit for each further occasion
  bool operator==(const Card&) const = default;
};

/// Everybody who could come up, in the order of the list: birthdays, waiting questions (oldest first),
/// reminders (oldest first), due people by days over rhythm, news, belated birthdays; then by name.
std::vector<Card> everybody(std::span<const PersonFacts> facts, const Now& now);
/// What the day's measure lets through. Who was chosen earlier this day keeps the place, done or not: nobody
/// is sent after when one is done.
std::vector<Card> of_the_day(std::span<const PersonFacts> facts, std::span<const Card> cards,
                             std::span<const PersonKey> chosen, std::size_t measure);

}  // namespace stille::client::keep
