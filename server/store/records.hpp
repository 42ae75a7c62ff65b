// What a relay keeps about a mailbox, an envelope and a link: the rows of every store.
// Knows nothing of where they are kept, nor of what the commands that change them mean.
#pragma once

#include <optional>
#include <vector>

#include "common/protocol/command.hpp"
#include "common/protocol/relay_record.hpp"

namespace stille::store {

using protocol::BlobReaderId;
using protocol::BlobWriterId;
using protocol::Budget;
using protocol::ChunkClass;
using protocol::ClassId;
using protocol::LinkId;
using protocol::MailboxKind;
using protocol::ReaderId;
using protocol::WriterId;

/// Random, one per mailbox, gone with it: without it a mark says nothing about an envelope id.
using MarkSalt = Fixed<struct MarkSaltTag, 16>;
/// Stands for an envelope id that was accepted once; computed by the relay from id and salt.
using EnvelopeMark = Fixed<struct EnvelopeMarkTag, 16>;

struct Mailbox {
  ReaderId reader_id;
  WriterId writer_id;
  crypto::DhPublic reader_key;
  crypto::DhPublic writer_key;
  MailboxKind kind = MailboxKind::conversation;
  MarkSalt salt;
  /// Sequence numbers up to this one may have been given out; after a restart the next is greater.
  std::uint64_t reserved = 0;
  /// The one link that leads here; hello mailboxes only.
  std::optional<LinkId> link;
  /// Which envelope claimed it, and how many other senders were refused since; HELLO_ONCE only.
  std::optional<EnvelopeMark> claimed_by;
  std::uint32_t further_claims = 0;
  /// Of the class it was made with; fixed.
  Budget budget{4096, std::uint64_t{16} << 20, std::uint64_t{1} << 30};
  /// By the operator. Read with the row, so that it costs no time of its own; written by Block alone.
  bool blocked = false;
  bool operator==(const Mailbox&) const = default;
};

struct StoredEnvelope {
  std::uint64_t sequence = 0;
  Bytes body;
  bool operator==(const StoredEnvelope&) const = default;
};

/// What waits in a mailbox, or in a range of its sequence numbers.
struct Waiting {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
  std::uint64_t last = 0;  // highest sequence number; 0 when nothing waits
  bool operator==(const Waiting&) const = default;
};

/// What a store holds in all.
struct Totals {
  std::uint64_t mailboxes = 0;
  std::uint64_t envelopes = 0;
  std::uint64_t bytes = 0;  // of those envelopes
  bool operator==(const Totals&) const = default;
};

enum class LinkState : std::uint8_t { live = 1, used = 2, revoked = 3 };

struct Link {
  LinkId id;
  ReaderId owner;  // reader of the hello mailbox
  LinkState state = LinkState::live;
  TimePoint expires;
  Bytes card;  // empty in a tombstone
  bool operator==(const Link&) const = default;
};

/// Stands for the code of an invitation to the relay, which is kept nowhere.
using InviteId = Fixed<struct InviteIdTag, 32>;
/// Stands for a redemption: a code with the elements that were sent with it.
using BatchMark = Fixed<struct BatchMarkTag, 32>;
/// Stands for a token that has paid for a mailbox.
using SpentMark = Fixed<struct SpentMarkTag, 32>;

struct Invite {
  InviteId id;
  std::uint64_t number = 0;  // given out by the store
  std::uint32_t uses_left = 1;
  std::uint32_t mailboxes = 0;  // tokens of a use
  ClassId token_class = 0;
  TimePoint expires;
  bool revoked = false;
  std::string label;
  bool operator==(const Invite&) const = default;
};

/// The key of a token class, under a number that is never given out again.
struct ClassKey {
  ClassId id = 0;
  std::string name;
  crypto::VoprfSecret secret;
};

/// Names the file that holds a blob's bytes; random, and nothing else says which blob is in it.
using BlobFile = Fixed<struct BlobFileTag, 16>;

struct Blob {
  BlobReaderId reader_id;
  BlobWriterId writer_id;
  crypto::DhPublic reader_key;
  crypto::DhPublic writer_key;
  /// Reader of the mailbox whose budget it takes.
  ReaderId payer;
  ChunkClass chunk_class = ChunkClass::small;
  std::uint32_t chunk_count = 0;
  /// By the clock of BlobTime.
  TimePoint expires;
  BlobFile file;
  /// These are in the file, whole and durable; a bitmap of protocol::bitmap_size.
  Bytes chunks;
  bool operator==(const Blob&) const = default;

  [[nodiscard]] std::uint64_t size() const {
    return std::uint64_t{protocol::chunk_size(chunk_class)} * chunk_count;
  }
};

/// What is enough to compare rows with files.
struct BlobPlace {
  BlobFile file;
  BlobReaderId reader_id;
  bool empty = false;  // no chunk is there, so there may be no file
  bool operator==(const BlobPlace&) const = default;
};

/// The clock by which blobs expire: the system's, and `lead` ahead of it where that was set back.
struct BlobTime {
  TimePoint seen;  // what the system's clock said when this was written
  milliseconds lead{0};
  bool operator==(const BlobTime&) const = default;
};

}  // namespace stille::store
