// Changes to bytes of the kinds that break parsers, from a seed: equal seeds, equal changes.
#pragma once

#include "common/crypto/random.hpp"

namespace stille::testing {

/// A protobuf varint in the shortest form, or padded to `width` bytes (overlong).
inline Bytes varint(std::uint64_t value, std::size_t width = 0) {
  Bytes out;
  do {
    out.push_back(static_cast<std::uint8_t>(value & 0x7fU));
    value >>= 7U;
  } while (value != 0);
  while (out.size() < width) out.push_back(0);
  for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i] |= 0x80U;
  return out;
}

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : rng_(seed) {}

  /// One to four changes.
  Bytes changed(Bytes bytes) {
    const auto count = 1 + rng_.below(4);
    for (std::uint64_t i = 0; i < count; ++i) change(bytes);
    return bytes;
  }

 private:
  std::size_t place(const Bytes& bytes) {
    // Half of the changes near the front, where tags and lengths are.
    const auto reach = rng_.below(2) == 0 ? std::min<std::size_t>(bytes.size(), 48) : bytes.size();
    return static_cast<std::size_t>(rng_.below(reach + 1));
  }

  static void insert(Bytes& bytes, std::size_t at, ByteView piece) {
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
  }

  void repeat_a_piece(Bytes& bytes) {
    const auto one = place(bytes);
    const auto other = place(bytes);
    const Bytes piece(bytes.begin() + static_cast<std::ptrdiff_t>(std::min(one, other)),
                      bytes.begin() + static_cast<std::ptrdiff_t>(std::max(one, other)));
    if (bytes.size() < 100'000) insert(bytes, place(bytes), piece);
  }

  void change(Bytes& bytes) {
    const auto at = place(bytes);
    switch (rng_.below(6)) {
      case 0:
        return bytes.resize(at);
      case 1:
        return insert(bytes, at, varint(rng_.below(2) == 0 ? rng_.below(40) : rng_.u64(), rng_.below(4)));
      case 2:
        return repeat_a_piece(bytes);
      default:
        break;
    }
    if (at >= bytes.size()) return;
    switch (rng_.below(3)) {
      case 0:
        bytes[at] ^= static_cast<std::uint8_t>(1U << rng_.below(8));
        break;
      case 1:
        bytes[at] = static_cast<std::uint8_t>(rng_.below(256));
        break;
      default:
        bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  crypto::SeededRng rng_;
};

}  // namespace stille::testing
