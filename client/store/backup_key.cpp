// The letters of a recovery key, and the derivation of a backup's key.
#include "client/store/backup_key.hpp"

#include <optional>

#include "client/store/profile.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/hkdf.hpp"
#include "common/crypto/label.hpp"

namespace stille::client::store {

namespace {

constexpr std::string_view kMagic = "STLB";
constexpr std::uint8_t kFormat = 1;
constexpr std::uint8_t kFlagPassphrase = 1;
// Crockford's: without I, L, O and U, which are mistaken for others.
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kRandomBytes = 18;
constexpr std::size_t kGroup = 4;

std::array<std::uint8_t, 2> check_of(ByteView random) {
  const auto hash = crypto::h32({crypto::label::kBackup.view(), random});
  return {hash[0], hash[1]};
}

std::optional<std::uint8_t> value_of(char letter) {
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (letter == 'O') letter = '0';
  if (letter == 'I' || letter == 'L') letter = '1';
  const auto at = kLetters.find(letter);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(at);
}

Bytes make_head(bool passphrase, ByteView salt, crypto::ArgonCost cost) {
  ByteWriter out;
  out.raw(as_bytes(kMagic)).u8(kFormat).u8(passphrase ? kFlagPassphrase : 0).raw(salt);
  out.u32(cost.passes).u32(cost.memory_kib);
  return std::move(out).bytes();
}

template <class Key>
Key derive_key(ByteView salt, ByteView secret) {
  return crypto::derive<Key>(salt, secret, crypto::label::kBackup.view());
}

template <class Key>
Result<Key> stretch(ByteView passphrase, ByteView salt, crypto::ArgonCost cost) {
  if (passphrase.empty()) return fail(Errc::invalid_argument);
  if (passphrase.size() > kLongestPassphrase) return fail(Errc::too_large);
  crypto::SecretBytes stretched(32);
  STILLE_TRYV(crypto::argon2id(stretched.fill(), passphrase, salt, cost));
  return derive_key<Key>(salt, stretched.expose());
}

}  // namespace

RecoveryKey make_recovery_key(crypto::Rng& rng) {
  RecoveryKey out;
  const auto random = out.fill().first<kRandomBytes>();
  rng.fill(random);
  const auto check = check_of(random);
  std::copy(check.begin(), check.end(), out.fill().begin() + kRandomBytes);
  return out;
}

crypto::SecretBytes to_text(const RecoveryKey& key) {
  constexpr std::size_t kCount = RecoveryKey::size * 8 / 5;
  crypto::SecretBytes out(kCount + kCount / kGroup - 1);
  std::size_t at = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (i > 0 && i % kGroup == 0) out.fill()[at++] = '-';
    std::uint8_t value = 0;
    for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit) {
      const std::uint32_t whole = key.expose()[bit / 8];
      value = static_cast<std::uint8_t>(std::uint32_t{value} << 1U | ((whole >> (7 - bit % 8)) & 1U));
    }
    out.fill()[at++] = static_cast<std::uint8_t>(kLetters[value]);
  }
  return out;
}

Result<RecoveryKey> parse_recovery_key(ByteView text) {
  RecoveryKey out;
  std::size_t bit = 0;
  for (const auto byte : text) {
    const auto letter = static_cast<char>(byte);
    if (letter == ' ' || letter == '-' || letter == '\t' || letter == '\r') continue;
    const auto value = value_of(letter);
    if (!value || bit >= RecoveryKey::size * 8) return fail(Errc::bad_encoding);
    for (unsigned place = 5; place-- > 0; ++bit) {
      const auto set = static_cast<unsigned>(*value) >> place & 1U;
      out.fill()[bit / 8] = static_cast<std::uint8_t>(out.fill()[bit / 8] | set << (7 - bit % 8));
    }
  }
  if (bit != RecoveryKey::size * 8) return fail(Errc::bad_encoding);
  const auto check = check_of(out.expose().first<kRandomBytes>());
  if (!crypto::equal(check, out.expose().last<2>())) return fail(Errc::bad_encoding);
  return out;
}

Result<BackupHead> read_head(ByteView head) {
  if (head.size() < kBackupHeadSize || !same(head.first(kMagic.size()), as_bytes(kMagic))) {
    return fail(Errc::bad_value);
  }
  if (head[4] > kFormat) return fail(Errc::newer_version);
  BackupHead out;
  ByteReader reader(head.subspan(5));
  STILLE_TRY(const auto flags, reader.u8());
  STILLE_TRY(const auto salt, reader.raw(crypto::kArgonSaltSize));
  STILLE_TRY(out.cost.passes, reader.u32());
  STILLE_TRY(out.cost.memory_kib, reader.u32());
  if (flags > kFlagPassphrase) return fail(Errc::newer_version);
  out.passphrase = flags == kFlagPassphrase;
  out.salt.assign(salt.begin(), salt.end());
  return out;
}

BackupKey BackupKey::from(const RecoveryKey& key, crypto::Rng& rng) {
  const auto salt = rng.fixed<Fixed<struct SaltTag, crypto::kArgonSaltSize>>();
  return {make_head(false, salt.view(), {}), derive_key<Key>(salt.view(), key.expose())};
}

Result<BackupKey> BackupKey::from_passphrase(ByteView passphrase, crypto::Rng& rng, crypto::ArgonCost cost) {
  const auto salt = rng.fixed<Fixed<struct SaltTag, crypto::kArgonSaltSize>>();
  STILLE_TRY(auto key, stretch<Key>(passphrase, salt.view(), cost));
  return BackupKey(make_head(true, salt.view(), cost), std::move(key));
}

Result<BackupKey> BackupKey::of(ByteView head, ByteView secret) {
  STILLE_TRY(const auto how, read_head(head));
  Bytes kept(head.begin(), head.begin() + kBackupHeadSize);
  if (how.passphrase) {
    STILLE_TRY(auto key, stretch<Key>(secret, how.salt, how.cost));
    return BackupKey(std::move(kept), std::move(key));
  }
  STILLE_TRY(const auto recovery, parse_recovery_key(secret));
  return BackupKey(std::move(kept), derive_key<Key>(how.salt, recovery.expose()));
}

Result<BackupKey> BackupKey::decode(ByteView encoded) {
  if (encoded.size() != kBackupHeadSize + Key::size) return fail(Errc::bad_length);
  STILLE_TRYV(read_head(encoded));
  return BackupKey(Bytes(encoded.begin(), encoded.begin() + kBackupHeadSize),
                   Key::from(encoded.last<Key::size>()));
}

crypto::SecretBytes BackupKey::encode() const {
  crypto::SecretBytes out(head_.size() + Key::size);
  std::copy(head_.begin(), head_.end(), out.fill().begin());
  std::copy(key_.expose().begin(), key_.expose().end(), out.fill().subspan(head_.size()).begin());
  return out;
}

}  // namespace stille::client::store
