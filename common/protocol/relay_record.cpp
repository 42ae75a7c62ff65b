#include "common/protocol/relay_record.hpp"

#include "common/crypto/hash.hpp"
#include "common/crypto/label.hpp"

namespace stille::protocol {
namespace {

constexpr std::size_t kLongestClassName = 32;

/// RFC 8410: what stands before the 32 bytes of every Ed25519 key.
constexpr std::array<std::uint8_t, 12> kKeyInfoPrefix{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                      0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

Bytes signed_bytes(ByteView record) {
  return concat({crypto::label::kRelayRecord.view(), record});
}

}  // namespace

bool is_class_name(std::string_view name) noexcept {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= kLongestClassName && std::all_of(name.begin(), name.end(), fits);
}

RelayFingerprint fingerprint_of(const crypto::SignPublic& identity) {
  return {crypto::sha256({kKeyInfoPrefix, identity.raw})};
}

SignedRecord sign_record(const crypto::SignSeed& identity, Bytes record) {
  const auto signature = crypto::sign(identity, signed_bytes(record));
  return {crypto::sign_public(identity), std::move(record), signature};
}

bool is_signed_by(const SignedRecord& record, const RelayFingerprint& identity) {
  return fingerprint_of(record.identity) == identity &&
         crypto::verify(record.identity, signed_bytes(record.record), record.signature);
}

}  // namespace stille::protocol
