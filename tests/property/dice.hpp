// Repeatable choices, and how many seeds a run tries.
#pragma once

#include <cstdlib>

#include "common/crypto/random.hpp"

namespace stille::property {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : rng_(seed ^ 0x5eed'd1ceULL) {}
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(rng_.below(bound)); }
  bool one_in(std::size_t bound) { return below(bound) == 0; }

 private:
  crypto::SeededRng rng_;
};

/// STILLE_SEEDS multiplies the usual number, STILLE_FIRST_SEED moves where it starts.
inline std::uint64_t seeds(std::uint64_t usual) {
  const auto* factor = std::getenv("STILLE_SEEDS");
  return factor ? usual * std::strtoull(factor, nullptr, 10) : usual;
}
inline std::uint64_t first_seed() {
  const auto* first = std::getenv("STILLE_FIRST_SEED");
  return first ? std::strtoull(first, nullptr, 10) : 1;
}

}  // namespace stille::property
