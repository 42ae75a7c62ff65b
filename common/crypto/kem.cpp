#include "common/crypto/kem.hpp"

#include "common/crypto/kem_backend.hpp"
#include "common/crypto/mlkem768/mlkem768.hpp"

namespace stille::crypto {
namespace {

static_assert(kKemPublicSize == mlkem768::kPublicSize && kKemCiphertextSize == mlkem768::kCiphertextSize);
static_assert(KemSeed::size == mlkem768::kSeedSize && KemCoins::size == mlkem768::kCoinsSize);

bool built_in_public_key(mlkem768::Out<1184> ek, mlkem768::In<64> seed) noexcept {
  mlkem768::public_key(ek, seed);
  return true;
}

bool built_in_encapsulate(mlkem768::Out<1088> ct, mlkem768::Out<32> shared, mlkem768::In<1184> ek,
                          mlkem768::In<32> coins) noexcept {
  mlkem768::encapsulate(ct, shared, ek, coins);
  return true;
}

bool built_in_decapsulate(mlkem768::Out<32> shared, mlkem768::In<64> seed, mlkem768::In<1088> ct) noexcept {
  mlkem768::decapsulate(shared, seed, ct);
  return true;
}

const KemBackend& chosen() noexcept {
  if (const auto* sodium = kem_of_libsodium()) return *sodium;
  if (const auto* openssl = kem_of_openssl()) return *openssl;
  return kKemBuiltIn;
}

}  // namespace

const KemBackend kKemBuiltIn{"built-in", built_in_public_key, built_in_encapsulate, built_in_decapsulate};

Result<KemPublic> parse_kem_public(ByteView bytes) {
  STILLE_TRY(auto key, KemPublic::parse(bytes));
  if (!mlkem768::check_public(key.raw)) return fail(Errc::bad_key);
  return key;
}

// A library that runs out of memory must not end the conversation: the built-in code needs none and gives the
// same bytes.

KemPublic kem_public(const KemSeed& seed) {
  KemPublic out;
  if (!chosen().public_key(out.raw, seed.expose())) mlkem768::public_key(out.raw, seed.expose());
  return out;
}

KemEncapsulation kem_encapsulate(const KemPublic& key, const KemCoins& coins) {
  KemEncapsulation out;
  auto& ct = out.ciphertext.raw;
  if (!chosen().encapsulate(ct, out.shared.fill(), key.raw, coins.expose())) {
    mlkem768::encapsulate(ct, out.shared.fill(), key.raw, coins.expose());
  }
  return out;
}

KemShared kem_decapsulate(const KemSeed& seed, const KemCiphertext& ciphertext) {
  KemShared out;
  if (!chosen().decapsulate(out.fill(), seed.expose(), ciphertext.raw)) {
    mlkem768::decapsulate(out.fill(), seed.expose(), ciphertext.raw);
  }
  return out;
}

std::string_view kem_backend() noexcept {
  return chosen().name;
}

}  // namespace stille::crypto
