// Test values written as hex in the source.
// Knows nothing of what they are values of.
#pragma once

#include <string_view>

#include "common/base/encoding.hpp"

namespace stille::test {

inline Bytes hex(std::string_view text) {
  return from_hex(text).value();
}

/// A Fixed from hex of the right length.
template <class F>
F fixed(std::string_view text) {
  return F::parse(hex(text)).value();
}

/// A Secret from hex of the right length.
template <class S>
S secret(std::string_view text) {
  const auto bytes = Fixed<S, S::size>::parse(hex(text)).value();
  return S::from(bytes.view());
}

/// first, first + 1, ... as many as asked for, modulo 256.
inline Bytes counting(std::size_t count, std::uint8_t first = 0) {
  Bytes out(count);
  for (auto& byte : out) byte = first++;
  return out;
}

}  // namespace stille::test
