// Argon2id (RFC 9106) with p = 1, for passphrases and for the deliberately slow safety number.
#pragma once

#include "common/crypto/secret.hpp"

namespace stille::crypto {

inline constexpr std::size_t kArgonSaltSize = 16;
inline constexpr std::uint32_t kArgonMostKib = 1U << 20U;  // 1 GiB: what a stored header may ask of us
inline constexpr std::uint32_t kArgonMostPasses = 16;

struct ArgonCost {
  std::uint32_t passes;
  std::uint32_t memory_kib;
};

/// bad_length for a salt that is not 16 bytes or an output outside 16..1024 bytes; limit_reached for a cost
/// outside 1..16 passes or 8 KiB..1 GiB; storage_full when the memory is not to be had.
Result<void> argon2id(ByteSpan out, ByteView password, ByteView salt, ArgonCost cost);

}  // namespace stille::crypto
