// What two people let each other see beyond what they say: that something was read, that something is being
// written. PROTOCOL.md section 15.7.
#pragma once

#include <vector>

#include "client/wire/talk.hpp"

namespace stille::client::wire {

/// Content ids in one word about reading.
inline constexpr std::size_t kMostRead = 64;
inline constexpr std::uint64_t kHighestSignsVersion = std::uint64_t{1} << 53U;

/// What its author is ready to show, if the other side shows the same. The highest version counts.
struct Signs {
  std::uint64_t version = 0;
  bool read = false;
  bool typing = false;
};

/// Texts and files of the receiver that the sender's user has seen.
struct Read {
  std::vector<ContentId> read;
};

/// Its author was writing at that moment.
struct Typing {};

}  // namespace stille::client::wire
