// Versions of what its author says anew as a whole: a card, signs. The highest counts, whatever the order of
// arrival.
#pragma once

#include <algorithm>
#include <cstdint>

#include "common/base/time.hpp"

namespace stille::client {

/// Above every earlier one, also of a profile that is an old copy of itself: milliseconds, or one more.
inline std::uint64_t next_version(std::uint64_t before, TimePoint now) {
  const auto clock = std::max<std::int64_t>(1, now.time_since_epoch().count());
  return std::max(before + 1, static_cast<std::uint64_t>(clock));
}

}  // namespace stille::client
