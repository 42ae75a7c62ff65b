#include "server/app/relay_record.hpp"

#include "common/wire/relay_record.hpp"

namespace stille::server {
namespace {

/// identity ‖ signature ‖ record. Nothing when the file is missing or not signed by this identity.
std::optional<protocol::SignedRecord> stored(const DataDir& data, const net::RelayIdentity& identity) {
  const auto bytes = data.read(DataDir::kRecord);
  if (!bytes) return std::nullopt;
  ByteReader in(bytes->expose());
  const auto key = in.fixed<crypto::SignPublic>();
  const auto signature = in.fixed<crypto::Signature>();
  if (!key || !signature) return std::nullopt;
  protocol::SignedRecord out{key.value(), {in.rest().begin(), in.rest().end()}, signature.value()};
  if (!protocol::is_signed_by(out, identity.fingerprint())) return std::nullopt;
  return out;
}

}  // namespace

protocol::SignedRecord relay_record(const DataDir& data, const net::RelayIdentity& identity,
                                    protocol::RelayRecord content) {
  // After a restored backup the folder may know less than the clients; the epoch is beyond all that was.
  content.sequence = content.epoch;
  if (auto last = stored(data, identity)) {
    const auto known = wire::parse_relay_record(last->record);
    const auto epoch = content.sequence;
    content.sequence = known ? known.value().sequence : epoch;
    if (known && known.value() == content) return std::move(*last);
    content.sequence = std::max(content.sequence + 1, epoch);
  }
  auto fresh = identity.sign_record(wire::write_relay_record(content));
  data.write(DataDir::kRecord, concat({fresh.identity.raw, fresh.signature.raw, fresh.record}));
  return fresh;
}

}  // namespace stille::server
