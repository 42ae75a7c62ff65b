// ML-KEM-768 (FIPS 203) with all randomness given by the caller. Which implementation answers is decided
// when the program is built: libsodium >= 1.0.22, OpenSSL >= 3.5 or the built-in one; all give the same
// bytes.
#pragma once

#include <string_view>

#include "common/crypto/random.hpp"

namespace stille::crypto {

inline constexpr std::size_t kKemPublicSize = 1184;
inline constexpr std::size_t kKemCiphertextSize = 1088;

using KemPublic = Fixed<struct KemPublicTag, kKemPublicSize>;
using KemCiphertext = Fixed<struct KemCiphertextTag, kKemCiphertextSize>;
/// d || z of FIPS 203: the only stored form of a decapsulation key.
using KemSeed = Secret<struct KemSeedTag, 64>;
/// m of FIPS 203.
using KemCoins = Secret<struct KemCoinsTag, 32>;
using KemShared = Secret<struct KemSharedTag, 32>;

struct KemEncapsulation {
  KemCiphertext ciphertext;
  KemShared shared;
};

/// bad_length, or bad_key when the modulus check of FIPS 203 section 7.2 fails. Every key from outside passes
/// here.
Result<KemPublic> parse_kem_public(ByteView bytes);
KemPublic kem_public(const KemSeed& seed);
/// `key` has passed parse_kem_public or comes from kem_public.
KemEncapsulation kem_encapsulate(const KemPublic& key, const KemCoins& coins);
/// Never fails: a wrong ciphertext gives a pseudo-random secret (implicit rejection).
KemShared kem_decapsulate(const KemSeed& seed, const KemCiphertext& ciphertext);
/// Name of the implementation that answers: "libsodium", "openssl" or "built-in".
std::string_view kem_backend() noexcept;

}  // namespace stille::crypto
