#include "common/crypto/hash.hpp"

#include <sodium.h>

namespace stille::crypto {
namespace {

// libsodium wants an address even of an empty key.
const std::uint8_t* address_of(ByteView key) noexcept {
  static constexpr std::uint8_t kNothing = 0;
  return key.empty() ? &kNothing : key.data();
}

}  // namespace

Digest64 sha512(std::initializer_list<ByteView> parts) {
  crypto_hash_sha512_state state;
  crypto_hash_sha512_init(&state);
  for (auto part : parts) crypto_hash_sha512_update(&state, part.data(), part.size());
  Digest64 out{};
  crypto_hash_sha512_final(&state, out.data());
  sodium_memzero(&state, sizeof state);
  return out;
}

Digest32 h32(std::initializer_list<ByteView> parts) {
  auto full = sha512(parts);
  Digest32 out{};
  std::copy_n(full.begin(), out.size(), out.begin());
  wipe(full);
  return out;
}

Digest32 sha256(std::initializer_list<ByteView> parts) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (auto part : parts) crypto_hash_sha256_update(&state, part.data(), part.size());
  Digest32 out{};
  crypto_hash_sha256_final(&state, out.data());
  sodium_memzero(&state, sizeof state);
  return out;
}

Digest64 hmac_sha512(ByteView key, std::initializer_list<ByteView> parts) {
  crypto_auth_hmacsha512_state state;
  crypto_auth_hmacsha512_init(&state, address_of(key), key.size());
  for (auto part : parts) crypto_auth_hmacsha512_update(&state, part.data(), part.size());
  Digest64 out{};
  crypto_auth_hmacsha512_final(&state, out.data());
  sodium_memzero(&state, sizeof state);
  return out;
}

Digest32 hmac_sha256(ByteView key, std::initializer_list<ByteView> parts) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, address_of(key), key.size());
  for (auto part : parts) crypto_auth_hmacsha256_update(&state, part.data(), part.size());
  Digest32 out{};
  crypto_auth_hmacsha256_final(&state, out.data());
  sodium_memzero(&state, sizeof state);
  return out;
}

Result<void> blake2b(ByteSpan out, ByteView key, std::initializer_list<ByteView> parts) {
  if (out.empty() || out.size() > crypto_generichash_BYTES_MAX) return fail(Errc::bad_length);
  if (key.size() > crypto_generichash_KEYBYTES_MAX) return fail(Errc::bad_length);
  crypto_generichash_state state;
  if (crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), out.size()) != 0) {
    return fail(Errc::bad_length);
  }
  for (auto part : parts) crypto_generichash_update(&state, part.data(), part.size());
  crypto_generichash_final(&state, out.data(), out.size());
  sodium_memzero(&state, sizeof state);
  return ok();
}

struct Sha512::State {
  crypto_hash_sha512_state inner;
  ~State() { sodium_memzero(&inner, sizeof inner); }
};

Sha512::Sha512() : state_(std::make_unique<State>()) {
  crypto_hash_sha512_init(&state_->inner);
}
Sha512::~Sha512() = default;
Sha512::Sha512(Sha512&&) noexcept = default;
Sha512& Sha512::operator=(Sha512&&) noexcept = default;

Sha512& Sha512::update(ByteView bytes) {
  crypto_hash_sha512_update(&state_->inner, bytes.data(), bytes.size());
  return *this;
}

Digest64 Sha512::finish() {
  Digest64 out{};
  crypto_hash_sha512_final(&state_->inner, out.data());
  crypto_hash_sha512_init(&state_->inner);
  return out;
}

}  // namespace stille::crypto
