#include "common/crypto/random.hpp"

#include <sodium.h>

namespace stille::crypto {

std::uint64_t Rng::u64() {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  std::uint64_t out = 0;
  for (auto byte : bytes) out = (out << 8U) | byte;
  return out;
}

std::uint64_t Rng::below(std::uint64_t bound) {
  // Values under the threshold would make the low results likelier, so they are drawn again.
  const std::uint64_t threshold = (0 - bound) % bound;
  for (;;) {
    const std::uint64_t value = u64();
    if (value >= threshold) return value % bound;
  }
}

void SystemRng::fill(ByteSpan out) {
  if (!out.empty()) randombytes_buf(out.data(), out.size());
}

SeededRng::SeededRng(std::uint64_t seed) {
  const auto encoded = be64(seed);
  std::copy(encoded.begin(), encoded.end(), key_.begin());
}

void SeededRng::fill(ByteSpan out) {
  if (out.empty()) return;
  const auto nonce = be64(block_++);
  crypto_stream_chacha20(out.data(), out.size(), nonce.data(), key_.data());
}

}  // namespace stille::crypto
