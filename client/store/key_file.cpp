// Derivation of the key-encryption key, and the fixed layout around the wrapped key.
#include "client/store/key_file.hpp"

#include "common/crypto/cae.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/hkdf.hpp"
#include "common/crypto/label.hpp"

namespace stille::client::store {

namespace {

using KeyEncryptionKey = crypto::Secret<struct KeyEncryptionKeyTag, 32>;

constexpr std::uint8_t kFormat = 1;
constexpr std::uint8_t kFlagPassphrase = 1;
constexpr std::uint8_t kFlagKeyring = 2;
constexpr std::string_view kMagic = "STLK";
constexpr std::size_t kSealedSize = DatabaseKey::size + crypto::kCaeOverhead;

Result<KeyEncryptionKey> encryption_key(const Unlocking& with, ByteView salt, crypto::ArgonCost cost) {
  crypto::SecretBytes stretched(with.secret);
  if (with.passphrase) {
    stretched = crypto::SecretBytes(32);
    STILLE_TRYV(crypto::argon2id(stretched.fill(), with.secret, salt, cost));
  }
  // The keyring's secret, once there is one, follows the stretched bytes.
  return crypto::derive<KeyEncryptionKey>(salt, stretched.expose(), crypto::label::kProfileKey.view());
}

}  // namespace

Result<WrappedKey> WrappedKey::parse(ByteView file) {
  if (file.size() < kMagic.size() + 1 || !same(file.first(kMagic.size()), as_bytes(kMagic))) {
    return fail(Errc::damaged);
  }
  if (file[4] > kFormat) return fail(Errc::newer_version);
  if (file.size() != kKeyFileSize) return fail(Errc::damaged);
  const auto covered = file.first(kKeyFileSize - 32);
  if (!same(crypto::h32({covered}), file.last(32))) return fail(Errc::damaged);

  WrappedKey out;
  ByteReader reader(file.subspan(5));
  STILLE_TRY(const auto flags, reader.u8());
  STILLE_TRY(const auto salt, reader.raw(crypto::kArgonSaltSize));
  STILLE_TRY(out.cost.passes, reader.u32());
  STILLE_TRY(out.cost.memory_kib, reader.u32());
  STILLE_TRY(const auto sealed, reader.raw(kSealedSize));
  out.passphrase = (flags & kFlagPassphrase) != 0;
  out.keyring = (flags & kFlagKeyring) != 0;
  out.salt.assign(salt.begin(), salt.end());
  out.sealed.assign(sealed.begin(), sealed.end());
  const auto head = covered.first(covered.size() - kSealedSize);
  out.head.assign(head.begin(), head.end());
  return out;
}

Result<DatabaseKey> WrappedKey::unwrap(const Unlocking& with) const {
  if (with.passphrase != passphrase) return fail(passphrase ? Errc::wrong_passphrase : Errc::bad_key);
  if (keyring) return fail(Errc::unsupported_version);
  STILLE_TRY(const auto kek, encryption_key(with, salt, cost));
  auto opened = crypto::cae_open(kek.expose(), head, sealed);
  if (!opened || opened.value().size() != DatabaseKey::size) {
    return fail(passphrase ? Errc::wrong_passphrase : Errc::bad_key);
  }
  return DatabaseKey::from(opened.value().expose().first<DatabaseKey::size>());
}

Result<Bytes> wrap_key(const DatabaseKey& key, const Unlocking& with, crypto::ArgonCost cost,
                       crypto::Rng& rng) {
  const auto salt = rng.fixed<Fixed<struct SaltTag, crypto::kArgonSaltSize>>();
  ByteWriter out;
  out.raw(as_bytes(kMagic)).u8(kFormat).u8(with.passphrase ? kFlagPassphrase : 0).raw(salt.view());
  out.u32(cost.passes).u32(cost.memory_kib);
  STILLE_TRY(const auto kek, encryption_key(with, salt.view(), cost));
  STILLE_TRY(const auto sealed, crypto::cae_seal(kek.expose(), out.bytes(), key.expose(), rng));
  out.raw(sealed);
  const auto check = crypto::h32({out.bytes()});
  out.raw(check);
  return std::move(out).bytes();
}

}  // namespace stille::client::store
