// What a client asks of a relay, parsed: sizes are right and lists bounded. Mirrors proto/relay.proto,
// which explains each field; knows nothing of encoding.
#pragma once

#include <variant>
#include <vector>

#include "common/base/time.hpp"
#include "common/crypto/dh.hpp"
#include "common/protocol/creation_token.hpp"
#include "common/protocol/ids.hpp"
#include "common/protocol/limits.hpp"
#include "common/protocol/relay_invitation.hpp"

namespace stille::protocol {

enum class MailboxKind : std::uint8_t { conversation = 1, hello = 2, hello_once = 3 };

struct Create {
  ReaderId reader_id;
  WriterId writer_id;
  crypto::DhPublic reader_key;
  crypto::DhPublic writer_key;
  MailboxKind kind = MailboxKind::conversation;
  std::optional<CreationToken> token;
};

struct Subscription {
  ReaderId reader_id;
  std::uint32_t window = kDefaultWindow;
};

struct Subscribe {
  std::vector<Subscription> entries;
};

/// At most kMostSubscriptionsPerCommand ids, ascending, each once.
struct Ticket {
  crypto::DhPublic resume_key;
  std::vector<ReaderId> reader_ids;
};

struct Resume {
  Bytes ticket;
  std::uint32_t window = kDefaultWindow;
};

struct Ack {
  ReaderId reader_id;
  std::uint64_t up_to = 0;
};

struct Delete {
  ReaderId reader_id;
};

struct Send {
  WriterId writer_id;
  EnvelopeId envelope_id;
  Bytes envelope;
};

struct PutLink {
  LinkId link_id;
  ReaderId reader_id;
  Bytes card;
  TimePoint expires;
};

struct GetLink {
  LinkId link_id;
};

struct DeleteLink {
  LinkId link_id;
  ReaderId reader_id;
};

/// The elements are of the right length; whether they are elements, the evaluation says.
struct Redeem {
  RelayCode code;
  std::vector<crypto::BlindedElement> blinded;
};

struct GetRecord {};

enum class ChunkClass : std::uint8_t { small = 1, large = 2 };

constexpr std::size_t chunk_size(ChunkClass of) {
  return of == ChunkClass::small ? kSmallChunk : kLargeChunk;
}

/// Bytes of a bitmap with a bit for each of so many chunks: chunk i is bit i % 8, from the lowest, of byte i
/// / 8.
constexpr std::size_t bitmap_size(std::uint32_t chunks) {
  return (chunks + 7) / 8;
}
constexpr bool in_bitmap(ByteView bitmap, std::uint32_t chunk) {
  return (bitmap[chunk / 8] >> (chunk % 8) & 1) != 0;
}

struct BlobCreate {
  BlobReaderId reader_id;
  BlobWriterId writer_id;
  crypto::DhPublic reader_key;
  crypto::DhPublic writer_key;
  ChunkClass chunk_class = ChunkClass::small;
  std::uint32_t chunk_count = 0;
  TimePoint expires;
  ReaderId payer;
};

struct BlobPut {
  BlobWriterId writer_id;
  std::uint32_t index = 0;
  Bytes chunk;
};

struct BlobGet {
  BlobReaderId reader_id;
  std::uint32_t index = 0;
};

struct BlobStat {
  std::variant<BlobReaderId, BlobWriterId> id;
};

struct BlobDelete {
  BlobWriterId writer_id;
};

struct Ping {};

/// A command number that this version does not know (reserved ones included).
struct Unsupported {};

using Command =
    std::variant<Create, Subscribe, Ack, Delete, Send, PutLink, GetLink, DeleteLink, Ping, Redeem, BlobCreate,
                 BlobPut, BlobGet, BlobStat, BlobDelete, GetRecord, Ticket, Resume, Unsupported>;

/// A request as it came in: the command, the exact bytes that the tags cover, and the tags.
struct Request {
  std::uint64_t number = 0;
  Command command;
  Bytes command_bytes;
  std::vector<CommandTag> tags;
};

}  // namespace stille::protocol
