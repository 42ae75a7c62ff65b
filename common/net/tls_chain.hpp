// The one rule of trust: the identity certificate has the expected fingerprint, and its key signed the online
// certificate. No authority, no host name and no date changes that. For this room only.
#pragma once

#include <openssl/types.h>

#include "common/base/time.hpp"
#include "common/protocol/ids.hpp"

namespace stille::net {

/// SHA-256 of the certificate's SubjectPublicKeyInfo in DER.
protocol::RelayFingerprint fingerprint_of(X509* certificate);
/// untrusted_peer unless the rule holds and both keys are Ed25519.
Result<void> check_chain(X509* leaf, X509* identity, const protocol::RelayFingerprint& expected);
TimePoint expiry(const X509* certificate);

}  // namespace stille::net
