// One window in a process of its own, and what it costs: a child of bench_desktop. Each measure writes lines
// "NAME VALUE" to standard output. Knows nothing of who compares them.
#pragma once

#include <string>

namespace stille::bench {

struct Wish {
  std::string
      measure;  // "start", "idle", "scroll", "long", "pictures", "search", "send", "catchup" or "relay"
  std::string folder;  // the profile's; empty for the floor, a window with one line of text
  long long began_ns;  // steady clock, when the child was asked for
  int amount;          // seconds of looking on for "idle", messages that wait for "catchup",
                       // pictures to be seen for "pictures"
};

/// Exit status. Samples of one name are written one a line.
int measure(const Wish& wish);

}  // namespace stille::bench
