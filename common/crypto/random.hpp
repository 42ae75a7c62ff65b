// Randomness, behind an interface so that a simulation can be repeated.
#pragma once

#include "common/crypto/secret.hpp"

namespace stille::crypto {

class Rng {
 public:
  virtual ~Rng() = default;
  virtual void fill(ByteSpan out) = 0;

  template <class F>
  F fixed() {
    F out;
    fill(out.raw);
    return out;
  }
  template <class S>
  S secret() {
    S out;
    fill(out.fill());
    return out;
  }
  std::uint64_t u64();
  /// Uniform in [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
};

/// The operating system's generator. Thread-safe.
class SystemRng final : public Rng {
 public:
  void fill(ByteSpan out) override;
};

/// ChaCha20 keystream of a seed: equal seeds, equal bytes. For vectors, simulation and tests.
class SeededRng final : public Rng {
 public:
  explicit SeededRng(std::uint64_t seed);
  void fill(ByteSpan out) override;

 private:
  std::array<std::uint8_t, 32> key_{};
  std::uint64_t block_ = 0;
};

}  // namespace stille::crypto
