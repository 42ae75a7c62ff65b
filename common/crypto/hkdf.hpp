// HKDF (RFC 5869) over SHA-512; over SHA-256 only for auditors' vectors.
#pragma once

#include "common/crypto/hash.hpp"

namespace stille::crypto {

inline constexpr std::size_t kHkdfSha512Longest = 255 * 64;
inline constexpr std::size_t kHkdfSha256Longest = 255 * 32;

/// Extract and expand. too_large above 255 hash lengths, bad_length for an empty output.
Result<void> hkdf_sha512(ByteSpan out, ByteView salt, ByteView ikm, ByteView info);
Result<void> hkdf_sha256(ByteSpan out, ByteView salt, ByteView ikm, ByteView info);
/// The expand step alone, from a pseudo-random key of at least 64 bytes or an already uniform key.
Result<void> hkdf_sha512_expand(ByteSpan out, ByteView prk, ByteView info);

/// HKDF-SHA-512 into a typed secret whose length is known to be legal.
template <class S>
S derive(ByteView salt, ByteView ikm, ByteView info) {
  static_assert(S::size > 0 && S::size <= kHkdfSha512Longest);
  S out;
  (void)hkdf_sha512(out.fill(), salt, ikm, info).has_value();
  return out;
}

}  // namespace stille::crypto
