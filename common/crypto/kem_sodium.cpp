// ML-KEM-768 by libsodium 1.0.22 and later, expanded anew from the seed for every use.
// Knows nothing of the other implementations.
#include "common/crypto/kem_backend.hpp"

#if __has_include(<sodium/crypto_kem_mlkem768.h>)

#include <sodium.h>

#include "common/crypto/secret.hpp"

namespace stille::crypto {
namespace {

using ExpandedKey = Secret<struct KemExpandedTag, crypto_kem_mlkem768_SECRETKEYBYTES>;
static_assert(crypto_kem_mlkem768_SEEDBYTES == 64 && crypto_kem_mlkem768_PUBLICKEYBYTES == 1184);
static_assert(crypto_kem_mlkem768_CIPHERTEXTBYTES == 1088 && crypto_kem_mlkem768_SHAREDSECRETBYTES == 32);

bool public_key(std::span<std::uint8_t, 1184> ek, std::span<const std::uint8_t, 64> seed) noexcept {
  ExpandedKey dk;
  return crypto_kem_mlkem768_seed_keypair(ek.data(), dk.fill().data(), seed.data()) == 0;
}

bool encapsulate(std::span<std::uint8_t, 1088> ct, std::span<std::uint8_t, 32> shared,
                 std::span<const std::uint8_t, 1184> ek, std::span<const std::uint8_t, 32> coins) noexcept {
  return crypto_kem_mlkem768_enc_deterministic(ct.data(), shared.data(), ek.data(), coins.data()) == 0;
}

bool decapsulate(std::span<std::uint8_t, 32> shared, std::span<const std::uint8_t, 64> seed,
                 std::span<const std::uint8_t, 1088> ct) noexcept {
  ExpandedKey dk;
  std::array<std::uint8_t, 1184> ek{};
  return crypto_kem_mlkem768_seed_keypair(ek.data(), dk.fill().data(), seed.data()) == 0 &&
         crypto_kem_mlkem768_dec(shared.data(), ct.data(), dk.expose().data()) == 0;
}

constexpr KemBackend kLibsodium{"libsodium", public_key, encapsulate, decapsulate};

}  // namespace

const KemBackend* kem_of_libsodium() noexcept {
  return &kLibsodium;
}

}  // namespace stille::crypto

#else

namespace stille::crypto {
const KemBackend* kem_of_libsodium() noexcept {
  return nullptr;
}
}  // namespace stille::crypto

#endif
