#include "client/keep/rest.hpp"

#include <algorithm>

namespace stille::client::keep {

Rest after_touch(const Rest& rest, std::optional<TimePoint> touch) {
  if (!touch || *touch <= rest.since) return rest;
  return {.never = rest.never, .until = {}, .since = *touch, .shown = 0, .shown_on = {}, .back_offs = 0};
}

bool rests(const Rest& rest, Day today) {
  // What was on the list of a day stays there until the day is over.
  if (rest.shown_on == today) return rest.never;
  return rest.never || (rest.until && today < *rest.until);
}

Rest after_showing(const Rest& rest, Day today, TimePoint now, Span rhythm) {
  if (rest.shown_on && *rest.shown_on >= today) return rest;
  auto out = rest;
  if (out.shown == 0 && out.back_offs == 0) out.since = now;
  out.shown_on = today;
  if (++out.shown < kShowings) return out;
  out.shown = 0;
  const int factor = std::min(2 << std::min(out.back_offs, 3), kMostBackOff);
  ++out.back_offs;
  out.until = add(today, times(rhythm.empty() ? kUsualRhythm : rhythm, factor));
  return out;
}

Rest snoozed(Day until, TimePoint now) {
  return {.never = false, .until = until, .since = now, .shown = 0, .shown_on = {}, .back_offs = 0};
}

Rest after_action(const Rest& rest, TimePoint now) {
  auto out = rest;
  out.since = now;
  out.shown = 0;
  out.back_offs = 0;
  return out;
}

}  // namespace stille::client::keep
