#include "common/kat/operations.hpp"

#include <nlohmann/json.hpp>

#include "common/base/encoding.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/cae.hpp"
#include "common/crypto/dh.hpp"
#include "common/crypto/hkdf.hpp"
#include "common/crypto/kem.hpp"
#include "common/crypto/mlkem768/mlkem768.hpp"
#include "common/crypto/password.hpp"
#include "common/crypto/sign.hpp"

namespace stille::kat {
namespace {

using Json = nlohmann::json;
using crypto::DhPublic;
using crypto::DhSecret;

constexpr std::uint32_t kMostHash = 1024;
constexpr std::uint32_t kMostKib = 256 * 1024;  // what the product itself spends on a passphrase

Result<void> mlkem768_keygen(Fields& in, Json& out) {
  STILLE_TRY(auto seed, in.secret<crypto::KemSeed>("seed"));
  std::array<std::uint8_t, mlkem768::kExpandedSize> dk{};
  mlkem768::expanded_key(dk, seed.expose());
  out["ek"] = to_hex(crypto::kem_public(seed).raw);
  out["dk"] = to_hex(dk);
  return ok();
}

Result<void> mlkem768_encaps(Fields& in, Json& out) {
  STILLE_TRY(auto coins, in.secret<crypto::KemCoins>("coins"));
  STILLE_TRY(auto ek, in.bytes("ek"));
  STILLE_TRY(auto key, crypto::parse_kem_public(ek));
  const auto made = crypto::kem_encapsulate(key, coins);
  out["ct"] = to_hex(made.ciphertext.raw);
  out["shared"] = to_hex(made.shared.expose());
  return ok();
}

Result<crypto::KemShared> decapsulate(ByteView dk, const crypto::KemCiphertext& ct) {
  if (dk.size() == crypto::KemSeed::size) {
    return crypto::kem_decapsulate(crypto::KemSeed::from(dk.first<crypto::KemSeed::size>()), ct);
  }
  if (dk.size() != mlkem768::kExpandedSize) return fail(Errc::bad_length);
  const auto expanded = dk.first<mlkem768::kExpandedSize>();
  if (!mlkem768::check_expanded(expanded)) return fail(Errc::bad_key);
  crypto::KemShared shared;
  mlkem768::decapsulate_expanded(shared.fill(), expanded, ct.raw);
  return shared;
}

Result<void> mlkem768_decaps(Fields& in, Json& out) {
  STILLE_TRY(auto ct, in.fixed<crypto::KemCiphertext>("ct"));
  STILLE_TRY(auto dk, in.bytes("dk"));
  STILLE_TRY(auto shared, decapsulate(dk, ct));
  out["shared"] = to_hex(shared.expose());
  return ok();
}

Result<void> x25519(Fields& in, Json& out) {
  STILLE_TRY(auto scalar, in.secret<DhSecret>("scalar"));
  STILLE_TRY(auto point, in.fixed<DhPublic>("point"));
  STILLE_TRY(auto shared, crypto::dh(scalar, point));
  out["shared"] = to_hex(shared.expose());
  return ok();
}

Result<void> ed25519_sign(Fields& in, Json& out) {
  STILLE_TRY(auto seed, in.secret<crypto::SignSeed>("seed"));
  STILLE_TRY(auto message, in.bytes("message"));
  out["signature"] = to_hex(crypto::sign(seed, message).raw);
  return ok();
}

Result<void> ed25519_verify(Fields& in, Json& out) {
  STILLE_TRY(auto key, in.fixed<crypto::SignPublic>("public"));
  STILLE_TRY(auto message, in.bytes("message"));
  STILLE_TRY(auto signature, in.fixed<crypto::Signature>("signature"));
  out["valid"] = crypto::verify(key, message, signature);
  return ok();
}

template <auto Derive, std::uint32_t Longest>
Result<void> hkdf(Fields& in, Json& out) {
  STILLE_TRY(auto ikm, in.bytes("ikm"));
  STILLE_TRY(auto salt, in.bytes("salt"));
  STILLE_TRY(auto context, in.bytes("info"));
  STILLE_TRY(auto length, in.number("length", Longest));
  Bytes okm(length);
  STILLE_TRYV(Derive(okm, salt, ikm, context));
  out["okm"] = to_hex(okm);
  return ok();
}

template <auto Mac>
Result<void> hmac(Fields& in, Json& out) {
  STILLE_TRY(auto key, in.bytes("key"));
  STILLE_TRY(auto message, in.bytes("message"));
  out["mac"] = to_hex(Mac(key, {message}));
  return ok();
}

Result<void> cae_seal(Fields& in, Json& out) {
  using Random = Fixed<struct CaeRandomTag, std::tuple_size_v<crypto::CaeRandom>>;
  STILLE_TRY(auto ad, in.bytes("ad"));
  STILLE_TRY(auto plaintext, in.bytes("plaintext"));
  STILLE_TRY(auto random, in.fixed<Random>("random"));
  STILLE_TRY(auto key, in.bytes("key"));
  STILLE_TRY(auto sealed, crypto::cae_seal_with(key, ad, plaintext, random.raw));
  out["sealed"] = to_hex(sealed);
  return ok();
}

Result<void> cae_open(Fields& in, Json& out) {
  STILLE_TRY(auto ad, in.bytes("ad"));
  STILLE_TRY(auto sealed, in.bytes("sealed"));
  STILLE_TRY(auto key, in.bytes("key"));
  STILLE_TRY(auto plaintext, crypto::cae_open(key, ad, sealed));
  out["plaintext"] = to_hex(plaintext.expose());
  return ok();
}

Result<void> blake2b(Fields& in, Json& out) {
  STILLE_TRY(auto message, in.bytes("message"));
  STILLE_TRY(auto key, in.bytes("key"));
  STILLE_TRY(auto length, in.number("length", kMostHash));
  Bytes hash(length);
  STILLE_TRYV(crypto::blake2b(hash, key, {message}));
  out["hash"] = to_hex(hash);
  return ok();
}

template <auto Seal>
Result<void> aead_seal(Fields& in, Json& out) {
  STILLE_TRY(auto aad, in.bytes("aad"));
  STILLE_TRY(auto plaintext, in.bytes("plaintext"));
  STILLE_TRY(auto key, in.bytes("key"));
  STILLE_TRY(auto nonce, in.bytes("nonce"));
  Bytes ciphertext(plaintext.size() + crypto::kAeadTagSize);
  STILLE_TRYV(Seal(ciphertext, key, nonce, aad, plaintext));
  out["ciphertext"] = to_hex(ciphertext);
  return ok();
}

template <auto Open>
Result<void> aead_open(Fields& in, Json& out) {
  STILLE_TRY(auto aad, in.bytes("aad"));
  STILLE_TRY(auto key, in.bytes("key"));
  STILLE_TRY(auto nonce, in.bytes("nonce"));
  STILLE_TRY(auto ciphertext, in.bytes("ciphertext"));
  if (ciphertext.size() < crypto::kAeadTagSize) return fail(Errc::bad_length);
  Bytes plaintext(ciphertext.size() - crypto::kAeadTagSize);
  STILLE_TRYV(Open(plaintext, key, nonce, aad, ciphertext));
  out["plaintext"] = to_hex(plaintext);
  return ok();
}

Result<void> argon2id(Fields& in, Json& out) {
  STILLE_TRY(auto password, in.bytes("password"));
  STILLE_TRY(auto salt, in.bytes("salt"));
  STILLE_TRY(auto length, in.number("length", kMostHash));
  STILLE_TRY(auto passes, in.number("ops", crypto::kArgonMostPasses));
  STILLE_TRY(auto memory_kib, in.number("mem_kib", kMostKib));
  Bytes key(length);
  STILLE_TRYV(crypto::argon2id(key, password, salt, {passes, memory_kib}));
  out["key"] = to_hex(key);
  return ok();
}

constexpr std::string_view kSealFields = "key nonce aad plaintext";
constexpr std::string_view kOpenFields = "key nonce aad ciphertext";

constexpr std::array kOperations{
    Operation{"mlkem768_keygen", "seed", "ek dk", mlkem768_keygen},
    Operation{"mlkem768_encaps", "ek coins", "ct shared", mlkem768_encaps},
    Operation{"mlkem768_decaps", "dk ct", "shared", mlkem768_decaps},
    Operation{"x25519", "scalar point", "shared", x25519},
    Operation{"ed25519_sign", "seed message", "signature", ed25519_sign},
    Operation{"ed25519_verify", "public message signature", "valid", ed25519_verify},
    Operation{"hkdf_sha256", "ikm salt info length", "okm",
              hkdf<crypto::hkdf_sha256, crypto::kHkdfSha256Longest>},
    Operation{"hkdf_sha512", "ikm salt info length", "okm",
              hkdf<crypto::hkdf_sha512, crypto::kHkdfSha512Longest>},
    Operation{"hmac_sha256", "key message", "mac", hmac<crypto::hmac_sha256>},
    Operation{"hmac_sha512", "key message", "mac", hmac<crypto::hmac_sha512>},
    Operation{"cae_seal", "key ad plaintext random", "sealed", cae_seal},
    Operation{"cae_open", "key ad sealed", "plaintext", cae_open},
    Operation{"blake2b", "key message length", "hash", blake2b},
    Operation{"chacha20poly1305_seal", kSealFields, "ciphertext", aead_seal<crypto::chacha20poly1305_seal>},
    Operation{"chacha20poly1305_open", kOpenFields, "plaintext", aead_open<crypto::chacha20poly1305_open>},
    Operation{"xchacha20poly1305_seal", kSealFields, "ciphertext", aead_seal<crypto::xchacha20poly1305_seal>},
    Operation{"xchacha20poly1305_open", kOpenFields, "plaintext", aead_open<crypto::xchacha20poly1305_open>},
    Operation{"argon2id", "password salt ops mem_kib length", "key", argon2id}};

}  // namespace

std::span<const Operation> operations() noexcept {
  return kOperations;
}

}  // namespace stille::kat
