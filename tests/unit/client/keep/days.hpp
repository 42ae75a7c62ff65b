// Days and moments as tests write them.
#pragma once

#include "client/keep/facts.hpp"

namespace stille::client::keep {

inline Day day(const char* text) {
  return parse_day(text).value();
}

/// Ten in the morning.
inline TimePoint morning(Day date) {
  return TimePoint(date) + std::chrono::hours(10);
}

inline Now now_on(Day date) {
  return {morning(date), date};
}

}  // namespace stille::client::keep
