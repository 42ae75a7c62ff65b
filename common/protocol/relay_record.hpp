// What a relay says of itself under its identity's signature: where it is, its keys, its token classes.
// Knows nothing of its encoding. PROTOCOL.md section 22.
#pragma once

#include <string>
#include <vector>

#include "common/crypto/sign.hpp"
#include "common/protocol/creation_token.hpp"
#include "common/protocol/ids.hpp"

namespace stille::protocol {

/// What a mailbox may hold, and what blobs may be counted against it.
struct Budget {
  std::uint64_t envelopes = 0;
  std::uint64_t bytes = 0;
  std::uint64_t blob_bytes = 0;
  bool operator==(const Budget&) const = default;
};

struct TokenClass {
  ClassId id = 0;
  std::string name;  // is_class_name
  Budget budget;
  crypto::VoprfPublic key;
  bool operator==(const TokenClass&) const = default;
};

/// 1 to 32 of a-z, 0-9 and -.
[[nodiscard]] bool is_class_name(std::string_view name) noexcept;

struct RelayHost {
  std::string host;  // as in a relay address
  std::uint16_t port = 0;
  bool operator==(const RelayHost&) const = default;
};

struct RelayRecord {
  std::vector<RelayHost> hosts;
  Bytes online_key;  // SubjectPublicKeyInfo in DER
  std::uint64_t epoch = 1;
  std::uint64_t sequence = 1;  // larger whenever anything else changes
  std::vector<TokenClass> classes;
  bool operator==(const RelayRecord&) const = default;
};

struct SignedRecord {
  crypto::SignPublic identity;
  Bytes record;
  crypto::Signature signature;
  bool operator==(const SignedRecord&) const = default;
};

/// SHA-256 of the key's SubjectPublicKeyInfo in DER.
RelayFingerprint fingerprint_of(const crypto::SignPublic& identity);
SignedRecord sign_record(const crypto::SignSeed& identity, Bytes record);
/// Whether this identity signed exactly these bytes.
[[nodiscard]] bool is_signed_by(const SignedRecord& record, const RelayFingerprint& identity);

}  // namespace stille::protocol
