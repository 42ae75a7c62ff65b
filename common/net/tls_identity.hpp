// Who a relay is: a long-lived Ed25519 identity key, and the online key it certifies for TLS. The identity's
// fingerprint is part of the relay's address. Knows no files and no sockets. PROTOCOL.md "Relay", transport.
#pragma once

#include "common/base/time.hpp"
#include "common/crypto/sign.hpp"
#include "common/protocol/relay_record.hpp"

namespace stille::net {

inline constexpr std::chrono::days kOnlineCertificateLife{90};
/// A relay makes a new online certificate at start when less than this is left.
inline constexpr std::chrono::days kOnlineCertificateRenewal{30};

/// The TLS key with its chain: PEM of the online key, its certificate and the identity's certificate.
struct OnlineCertificate {
  crypto::SecretBytes pem;
  TimePoint expires;

  /// damaged when this is not such a chain; untrusted_peer when another identity signed it.
  static Result<OnlineCertificate> read(ByteView pem, const protocol::RelayFingerprint& identity);
};

/// SubjectPublicKeyInfo of the online key, in DER.
Bytes online_key(const OnlineCertificate& certificate);

class RelayIdentity {
 public:
  static RelayIdentity generate(crypto::Rng& rng);
  /// PKCS #8 in PEM; damaged for anything but one Ed25519 key.
  static Result<RelayIdentity> read(ByteView pem);
  [[nodiscard]] crypto::SecretBytes pem() const;
  /// SHA-256 of the SubjectPublicKeyInfo in DER.
  [[nodiscard]] protocol::RelayFingerprint fingerprint() const;
  [[nodiscard]] protocol::SignedRecord sign_record(Bytes record) const {
    return protocol::sign_record(seed_, std::move(record));
  }
  /// A fresh online key, valid from a day ago for kOnlineCertificateLife from `now`.
  [[nodiscard]] OnlineCertificate certify(TimePoint now, crypto::Rng& rng) const;

 private:
  explicit RelayIdentity(crypto::SignSeed seed) : seed_(std::move(seed)) {}
  crypto::SignSeed seed_;
};

}  // namespace stille::net
