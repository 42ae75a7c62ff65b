// What is known of people when the list of a day is made. Plain values; where they come from is the engine's
// business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/keep/birthday.hpp"
#include "client/keep/rest.hpp"

namespace stille::client::keep {

using PersonKey = std::int64_t;
using ItemKey = std::int64_t;

/// The moment for which a list is made, and which civil day that is where the person is.
struct Now {
  TimePoint at;
  Day today;
};

/// When something was said or done together, and on which day that was.
struct Touch {
  TimePoint at;
  Day day;
  bool operator==(const Touch&) const = default;
};

/// Somebody's question that nothing has answered since.
struct OpenQuestion {
  ItemKey message = 0;
  TimePoint at;
  Day day;
};

/// "Remind me of this message on that day."
struct Promise {
  ItemKey reminder = 0;
  Day on;
};

struct PersonFacts {
  PersonKey person = 0;
  std::string name;  // orders what is equal otherwise
  Day known_since;
  std::optional<Touch> last_touch;  // newest of own message, their message once read, entry made by hand
  std::optional<Day> last_own;      // the day on which we last said something
  Span rhythm;                      // own or a circle's; empty: none
  std::optional<Birthday> birthday;
  std::optional<Day> greeted;           // the celebration that was ticked off last
  std::vector<OpenQuestion> questions;  // theirs, oldest first
  std::vector<Promise> promises;
  std::optional<Day> news;  // a change on their card that has not been looked at
  Rest rest;
};

}  // namespace stille::client::keep
