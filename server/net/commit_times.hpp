// How long commits took, in buckets. Knows nothing of what was committed.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace stille::server {

struct CommitTimes {
  /// Upper ends of the buckets, in milliseconds; one more bucket has everything above.
  static constexpr std::array<std::uint32_t, 8> kUpTo{1, 2, 5, 10, 50, 100, 500, 1000};
  std::array<std::uint64_t, kUpTo.size() + 1> counts{};
  std::chrono::microseconds total{0};

  void add(std::chrono::microseconds took) {
    std::size_t at = 0;
    while (at < kUpTo.size() && took > std::chrono::milliseconds(kUpTo[at])) ++at;
    ++counts[at];
    total += took;
  }
};

}  // namespace stille::server
