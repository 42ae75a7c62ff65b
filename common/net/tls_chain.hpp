// The one rule of trust: the identity certificate has the expected fingerprint, and its key signed the online
// certificate. No authority, no host name and no date changes that. For this room only.
#pragma once

#include "common/base/time.hpp"
#include "common/protocol/ids.hpp"

struct x509_st;  // OpenSSL's X509

namespace stille::net {

/// SHA-256 of the certificate's SubjectPublicKeyInfo in DER.
protocol::RelayFingerprint fingerprint_of(x509_st* certificate);
/// untrusted_peer unless the rule holds and both keys are Ed25519.
Result<void> check_chain(x509_st* leaf, x509_st* identity, const protocol::RelayFingerprint& expected);
TimePoint expiry(const x509_st* certificate);

}  // namespace stille::net
