// What a relay answers and announces, parsed. Mirrors proto/relay.proto, which explains each field.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "common/protocol/command.hpp"
#include "common/protocol/relay_record.hpp"

namespace stille::protocol {

enum class Status : std::uint8_t {
  ok = 1,
  stored,
  duplicate,
  denied,
  full,
  link_used,
  link_revoked,
  link_expired,
  link_unknown,
  creation_refused,
  exists,
  slow_down,
  bad_request,
  unsupported,
  unsupported_version,
  unavailable,
  invite_unknown,
  invite_used_up,
  invite_expired,
  invite_revoked,
  not_there,
  no_space,
};

struct SubscribedEntry {
  Status status = Status::denied;
  std::uint64_t last = 0;
  std::uint32_t further_claims = 0;
};

/// One for each of the first blinded elements; fewer than were sent when the invitation grants fewer.
struct Redeemed {
  ClassId token_class = 0;
  crypto::Evaluation evaluation;
};

struct BlobStatus {
  ChunkClass chunk_class = ChunkClass::small;
  std::uint32_t chunk_count = 0;
  Bytes chunks;  // a bitmap of what is there; further bits are zero
  TimePoint expires;
};

struct Reply {
  std::uint64_t number = 0;
  Status status = Status::ok;
  std::chrono::milliseconds retry_after{0};
  std::vector<SubscribedEntry> subscribed;   // SUBSCRIBE and RESUME only
  Bytes card;                                // GET_LINK only
  std::optional<Redeemed> redeemed{};        // REDEEM only
  std::optional<SignedRecord> record{};      // GET_RECORD only
  std::optional<RelayRecord> record_says{};  // the record's content, filled in by the parser
  std::optional<BlobStatus> blob{};          // BLOB_STAT only
  Bytes chunk{};                             // BLOB_GET only
  Bytes ticket{};                            // TICKET only
};

struct Deliver {
  ReaderId reader_id;
  std::uint64_t sequence = 0;
  Bytes envelope;
};

struct Space {
  WriterId writer_id;
};

struct TakenOver {
  ReaderId reader_id;
};

struct GoAway {
  std::chrono::milliseconds retry_after{0};
};

struct Claimed {
  ReaderId reader_id;
  std::uint32_t further_claims = 0;
};

using Event = std::variant<Deliver, Space, TakenOver, GoAway, Claimed>;

struct ClientHello {
  std::uint32_t min_version = kVersion;
  std::uint32_t max_version = kVersion;
};

struct RelayHello {
  std::uint32_t version = kVersion;
  crypto::DhPublic session_key;
  TimePoint time;
  bool open = false;
  std::uint64_t store_epoch = 1;
};

using ClientMessage = std::variant<ClientHello, Request>;
using RelayMessage = std::variant<RelayHello, Reply, Event>;

}  // namespace stille::protocol
