// Who somebody is: three long-term keys, one each to sign cards, for X25519 and for ML-KEM-768.
// Knows nothing of names, contacts or where the secret is kept (PROTOCOL.md section 4).
#pragma once

#include "common/crypto/dh.hpp"
#include "common/crypto/kem.hpp"
#include "common/crypto/sign.hpp"

namespace stille::e2e {

inline constexpr std::size_t kIdentityPublicSize = 1249;

/// The name of an identity: 32 bytes of SHA-512 over its public keys.
using Iid = Fixed<struct IidTag, 32>;
using EncodedIdentity = Fixed<struct EncodedIdentityTag, kIdentityPublicSize>;

struct IdentityPublic {
  crypto::SignPublic sign;
  crypto::DhPublic dh;
  crypto::KemPublic kem;

  /// bad_length, unsupported_version, or bad_key when a key is not canonical or fails the modulus check.
  static Result<IdentityPublic> parse(ByteView encoded);
  /// 0x01 || sign (32) || dh (32) || kem (1184).
  [[nodiscard]] EncodedIdentity encode() const;
  [[nodiscard]] Iid iid() const;
  bool operator==(const IdentityPublic&) const = default;
};

/// Move-only; wiped when it goes.
class IdentitySecret {
 public:
  static IdentitySecret generate(crypto::Rng& rng);
  /// Reads what encode() wrote. bad_length, unsupported_version.
  static Result<IdentitySecret> decode(ByteView encoded);
  /// 129 bytes: 0x01 || Ed25519 seed (32) || X25519 scalar (32) || ML-KEM seed (64).
  [[nodiscard]] crypto::SecretBytes encode() const;

  /// Lives as long as this object.
  [[nodiscard]] const IdentityPublic& public_part() const noexcept { return public_; }
  [[nodiscard]] const Iid& iid() const noexcept { return iid_; }
  [[nodiscard]] const crypto::SignSeed& sign_seed() const noexcept { return sign_; }
  [[nodiscard]] const crypto::DhSecret& dh_secret() const noexcept { return dh_; }
  [[nodiscard]] const crypto::KemSeed& kem_seed() const noexcept { return kem_; }

 private:
  IdentitySecret(crypto::SignSeed sign, crypto::DhSecret dh, crypto::KemSeed kem);

  crypto::SignSeed sign_;
  crypto::DhSecret dh_;
  crypto::KemSeed kem_;
  IdentityPublic public_;
  Iid iid_;
};

}  // namespace stille::e2e
