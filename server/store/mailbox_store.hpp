// The interface to a relay's durable state: bounded reads and one atomic, durable write.
// Knows nothing of commands, keys' use or connections. Nothing is loaded at start: opening a store takes
// as long with ten million mailboxes as with none.
#pragma once

#include <limits>

#include "server/store/write_batch.hpp"

namespace stille::store {

/// How much one read may return. An envelope that does not fit into `bytes` ends it.
struct ReadBound {
  std::size_t count = 0;
  std::size_t bytes = 0;
};

/// Everything older than, or due at, these moments goes.
struct ExpireUpTo {
  TimePoint stored;      // envelopes and marks stored at or before
  TimePoint cards;       // links that expire at or before lose their card
  TimePoint tombstones;  // links, invitations and redeemed batches that expire at or before are removed
};

struct Expired {
  std::size_t removed = 0;          // rows of all kinds; less than asked for: nothing more is due
  std::vector<ReaderId> mailboxes;  // where envelopes went; each at least once
};

inline constexpr std::uint64_t kNoSequenceLimit = std::numeric_limits<std::int64_t>::max();

/// One thread calls it. Errors: storage_failed (after it every call fails so: outcome of the last write
/// unknown), storage_full (nothing was written; reads, and batches that only remove, go on), damaged (what
/// was read does not make sense; the rest of the store is usable).
class MailboxStore {
 public:
  virtual ~MailboxStore() = default;

  virtual Result<std::optional<Mailbox>> by_reader(const ReaderId& id) = 0;
  virtual Result<std::optional<Mailbox>> by_writer(const WriterId& id) = 0;
  virtual Result<std::optional<Link>> link(const LinkId& id) = 0;
  /// Whether this mark was stored for this mailbox and has not expired.
  virtual Result<bool> seen(const ReaderId& id, const EnvelopeMark& mark) = 0;
  /// What waits with sequence numbers in (after, up_to].
  virtual Result<Waiting> waiting(const ReaderId& id, std::uint64_t after, std::uint64_t up_to) = 0;
  /// In order of sequence numbers, from the first one after `after`.
  virtual Result<std::vector<StoredEnvelope>> read(const ReaderId& id, std::uint64_t after,
                                                   ReadBound bound) = 0;

  virtual Result<std::optional<Invite>> invite(const InviteId& id) = 0;
  /// All of them, in the order in which they were made; the relay's core bounds their number.
  virtual Result<std::vector<Invite>> invites() = 0;
  virtual Result<bool> redeemed(const BatchMark& batch) = 0;
  virtual Result<bool> spent(ClassId token_class, const SpentMark& token) = 0;
  /// By ascending id.
  virtual Result<std::vector<ClassKey>> class_keys() = 0;
  /// Durable when it returns. already_exists: a class has this name; limit_reached: no number is left.
  virtual Result<ClassId> add_class_key(const std::string& name, const crypto::VoprfSecret& secret) = 0;

  virtual Result<std::optional<Blob>> blob(const BlobReaderId& id) = 0;
  virtual Result<std::optional<Blob>> blob(const BlobWriterId& id) = 0;
  /// The sizes of this mailbox's blobs that expire after this moment, together.
  virtual Result<std::uint64_t> blob_bytes(const ReaderId& payer, TimePoint now) = 0;
  /// At most `most` blobs that expire at or before this moment, the longest expired first.
  virtual Result<std::vector<BlobReaderId>> expired_blobs(TimePoint now, std::size_t most) = 0;
  /// Every blob whose file's name begins with this byte.
  virtual Result<std::vector<BlobPlace>> blob_places(std::uint8_t shard) = 0;
  /// As it was put last; all zero when it never was.
  virtual Result<BlobTime> blob_time() = 0;

  /// Durable when it returns success. already_exists: a PutMailbox uses another mailbox's writer id, a Spend
  /// spends again, or a PutBlob uses another blob's id or file.
  virtual Result<void> commit(const WriteBatch& batch) = 0;
  /// Removes, durably, at most `most` rows that are due, in the order in which they were written.
  virtual Result<Expired> expire(const ExpireUpTo& due, std::size_t most) = 0;
  /// Goes on counting by at most `rows` rows and begins anew after the last; answers with the last complete
  /// count, none before the first. So a count of any size never holds anybody up.
  virtual Result<std::optional<Totals>> count(std::size_t rows) = 0;
  /// Work that must not delay a commit, as often as the store finds fit: what was removed is gone from the
  /// files within the hour.
  virtual Result<void> tidy(TimePoint now) = 0;
};

}  // namespace stille::store
