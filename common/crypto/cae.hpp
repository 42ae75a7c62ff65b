// CAE, the committing AEAD of PROTOCOL.md: N (24) || com (32) || ChaCha20-Poly1305 of the plaintext (+ 16).
// Commits to key, nonce and associated data; a repeated state with repeated randomness still does not
// repeat a nonce for different plaintexts.
#pragma once

#include "common/crypto/aead.hpp"
#include "common/crypto/random.hpp"

namespace stille::crypto {

inline constexpr std::size_t kCaeNonceSize = 24;
inline constexpr std::size_t kCaeCommitmentSize = 32;
inline constexpr std::size_t kCaeOverhead = kCaeNonceSize + kCaeCommitmentSize + kAeadTagSize;

using CaeRandom = std::array<std::uint8_t, 32>;

/// plaintext.size() + 72 bytes. `key` is 32 bytes, else bad_length.
Result<Bytes> cae_seal(ByteView key, ByteView ad, ByteView plaintext, Rng& rng);
/// The same with the 32 random bytes given: for vectors.
Result<Bytes> cae_seal_with(ByteView key, ByteView ad, ByteView plaintext, const CaeRandom& random);
/// undecryptable on any mismatch; bad_length only for a key that is not 32 bytes.
Result<SecretBytes> cae_open(ByteView key, ByteView ad, ByteView sealed);

/// The two halves that an envelope uses on its own, with one N for header and body.
struct CaeKeys {
  Secret<struct CaeEncryptionTag, 32> encryption;
  std::array<std::uint8_t, kCaeCommitmentSize> commitment{};
};
CaeKeys cae_keys(ByteView key, ByteView nonce, ByteView ad);

}  // namespace stille::crypto
