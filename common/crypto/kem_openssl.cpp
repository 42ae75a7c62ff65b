// ML-KEM-768 by OpenSSL 3.5 and later, with seed and coins given instead of drawn.
// Knows nothing of the other implementations.
#include <openssl/opensslv.h>

#include "common/crypto/kem_backend.hpp"

#if OPENSSL_VERSION_NUMBER >= 0x30500000L

#include <array>
#include <memory>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace stille::crypto {
namespace {

constexpr const char* kName = "ML-KEM-768";

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const noexcept {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using OneParameter = std::array<OSSL_PARAM, 2>;

// OSSL_PARAM is one type for both directions: what is only read here still has to look writable.
OneParameter octets(const char* name, std::span<const std::uint8_t> value) noexcept {
  return {OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(value.data()), value.size()),
          OSSL_PARAM_construct_end()};
}

Key key_from_seed(std::span<const std::uint8_t, 64> seed) noexcept {
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kName, nullptr));
  const auto parameters = octets(OSSL_PKEY_PARAM_ML_KEM_SEED, seed);
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_keygen_init(context.get()) <= 0) return nullptr;
  if (EVP_PKEY_CTX_set_params(context.get(), parameters.data()) <= 0) return nullptr;
  if (EVP_PKEY_generate(context.get(), &key) <= 0) return nullptr;
  return Key(key);
}

Key key_from_public(std::span<const std::uint8_t, 1184> ek) noexcept {
  return Key(EVP_PKEY_new_raw_public_key_ex(nullptr, kName, nullptr, ek.data(), ek.size()));
}

bool public_key(std::span<std::uint8_t, 1184> ek, std::span<const std::uint8_t, 64> seed) noexcept {
  const auto key = key_from_seed(seed);
  std::size_t size = ek.size();
  return key && EVP_PKEY_get_raw_public_key(key.get(), ek.data(), &size) > 0 && size == ek.size();
}

bool encapsulate(std::span<std::uint8_t, 1088> ct, std::span<std::uint8_t, 32> shared,
                 std::span<const std::uint8_t, 1184> ek, std::span<const std::uint8_t, 32> coins) noexcept {
  const auto key = key_from_public(ek);
  if (!key) return false;
  const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  const auto parameters = octets(OSSL_KEM_PARAM_IKME, coins);
  std::size_t ct_size = ct.size();
  std::size_t shared_size = shared.size();
  return context && EVP_PKEY_encapsulate_init(context.get(), parameters.data()) > 0 &&
         EVP_PKEY_encapsulate(context.get(), ct.data(), &ct_size, shared.data(), &shared_size) > 0 &&
         ct_size == ct.size() && shared_size == shared.size();
}

bool decapsulate(std::span<std::uint8_t, 32> shared, std::span<const std::uint8_t, 64> seed,
                 std::span<const std::uint8_t, 1088> ct) noexcept {
  const auto key = key_from_seed(seed);
  if (!key) return false;
  const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  std::size_t size = shared.size();
  return context && EVP_PKEY_decapsulate_init(context.get(), nullptr) > 0 &&
         EVP_PKEY_decapsulate(context.get(), shared.data(), &size, ct.data(), ct.size()) > 0 &&
         size == shared.size();
}

constexpr KemBackend kOpenSsl{"openssl", public_key, encapsulate, decapsulate};

}  // namespace

const KemBackend* kem_of_openssl() noexcept {
  return &kOpenSsl;
}

}  // namespace stille::crypto

#else

namespace stille::crypto {
const KemBackend* kem_of_openssl() noexcept {
  return nullptr;
}
}  // namespace stille::crypto

#endif
