#include "common/crypto/secret.hpp"

#include <sodium.h>

namespace stille::crypto {

void wipe(ByteSpan memory) noexcept {
  if (!memory.empty()) sodium_memzero(memory.data(), memory.size());
}

bool equal(ByteView left, ByteView right) noexcept {
  if (left.size() != right.size()) return false;
  return left.empty() || sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

bool initialise() noexcept {
  return sodium_init() >= 0;
}

}  // namespace stille::crypto
