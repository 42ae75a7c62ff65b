// When a person is left in peace: until a day that somebody chose, or because their card was passed over
// three times. A touch ends both. Pure.
#pragma once

#include <optional>

#include "client/keep/civil.hpp"
#include "common/base/time.hpp"

namespace stille::client::keep {

/// On so many days a card may be passed over before it stays away for a while.
inline constexpr int kShowings = 3;
/// The longest such while is the rhythm times this.
inline constexpr int kMostBackOff = 8;
/// The rhythm that is taken where there is none.
inline constexpr Span kUsualRhythm{0, 7};

struct Rest {
  bool never = false;           // not to be suggested; a touch does not change that
  std::optional<Day> until;     // comes back on this day
  TimePoint since;              // when `until` was set or the counting began: a later touch ends it
  int shown = 0;                // days on which the card was shown since then
  std::optional<Day> shown_on;  // the last of them
  int back_offs = 0;
  bool operator==(const Rest&) const = default;
};

/// What is left of it after the newest touch.
Rest after_touch(const Rest& rest, std::optional<TimePoint> touch);
bool rests(const Rest& rest, Day today);
/// The card of `today` is on the list; more often on one day counts once. The third day without anything
/// done doubles the rhythm for this person: the card comes back after two, four, at most eight of them.
Rest after_showing(const Rest& rest, Day today, TimePoint now, Span rhythm);
/// Left alone until this day.
Rest snoozed(Day until, TimePoint now);
/// Somebody acted on the card without a touch: counting begins anew.
Rest after_action(const Rest& rest, TimePoint now);

}  // namespace stille::client::keep
