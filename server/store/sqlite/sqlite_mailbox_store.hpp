// A mailbox store in one SQLite file: one connection, write-ahead log, every commit synced. Delivered and
// expired bytes are overwritten, and gone from the log with its next emptying. Knows no commands.
#pragma once

#include "server/store/mailbox_store.hpp"
#include "server/store/sqlite/census.hpp"
#include "server/store/sqlite/files.hpp"
#include "server/store/sqlite/online_copy.hpp"
#include "server/store/sqlite/schema.hpp"

namespace stille::store {

struct SqliteOptions {
  /// Given up when the disk is full, so that removing goes on: removing writes zeros into the log first, as
  /// many as it frees, and the log then into the database.
  std::size_t reserve_bytes = std::size_t{64} << 20;
  /// The log is emptied when it holds this many pages of 16 KiB, or this long after the last time; at twice
  /// as many even before a commit. The reserve has room for such a log.
  int log_pages = 1024;
  milliseconds log_life = std::chrono::minutes{10};
  /// File layer under the latch, by SQLite's name for it; null: the system's. For tests.
  const char* file_layer = nullptr;
};

class SqliteMailboxStore final : public MailboxStore {
 public:
  /// Errors: locked (another process has it), newer_version (the file is left as it is), damaged,
  /// storage_failed. A database that has lived through a failed write or sync is written anew first.
  static Result<std::unique_ptr<SqliteMailboxStore>> open(const std::string& path,
                                                          const SqliteOptions& options = {});
  /// Of a database that nobody has open: the next sequence number of each mailbox is far beyond any that was
  /// given out after this state was copied away.
  static Result<void> skip_sequences(const std::string& path);
  ~SqliteMailboxStore() override;

  Result<std::optional<Mailbox>> by_reader(const ReaderId& id) override;
  Result<std::optional<Mailbox>> by_writer(const WriterId& id) override;
  Result<std::optional<Link>> link(const LinkId& id) override;
  Result<bool> seen(const ReaderId& id, const EnvelopeMark& mark) override;
  Result<Waiting> waiting(const ReaderId& id, std::uint64_t after, std::uint64_t up_to) override;
  Result<std::vector<StoredEnvelope>> read(const ReaderId& id, std::uint64_t after, ReadBound bound) override;
  Result<std::optional<Invite>> invite(const InviteId& id) override;
  Result<std::vector<Invite>> invites() override;
  Result<bool> redeemed(const BatchMark& batch) override;
  Result<bool> spent(ClassId token_class, const SpentMark& token) override;
  Result<std::vector<ClassKey>> class_keys() override;
  Result<ClassId> add_class_key(const std::string& name, const crypto::VoprfSecret& secret) override;
  Result<std::optional<Blob>> blob(const BlobReaderId& id) override;
  Result<std::optional<Blob>> blob(const BlobWriterId& id) override;
  Result<std::uint64_t> blob_bytes(const ReaderId& payer, TimePoint now) override;
  Result<std::vector<BlobReaderId>> expired_blobs(TimePoint now, std::size_t most) override;
  Result<std::vector<BlobPlace>> blob_places(std::uint8_t shard) override;
  Result<BlobTime> blob_time() override;
  Result<void> commit(const WriteBatch& batch) override;
  Result<Expired> expire(const ExpireUpTo& due, std::size_t most) override;
  Result<std::optional<Totals>> count(std::size_t rows) override;
  Result<void> tidy(TimePoint now) override;
  /// Begins a copy of everything into a new file, made in steps; what is written meanwhile is in it. busy
  /// while another is made, already_exists when something is there.
  Result<void> begin_copy(const std::string& path);
  /// At most `pages` more; true once the copy is complete and durable. After an error there is none.
  Result<bool> go_on_copying(int pages);

 private:
  struct Statements;
  SqliteMailboxStore(std::unique_ptr<Database> database, std::unique_ptr<Statements> sql,
                     const std::string& path, const SqliteOptions& options);

  // writes.cpp; within a transaction.
  Result<std::optional<std::int64_t>> serial_of(const ReaderId& id);
  Result<void> apply(const WriteBatch& batch);
  Result<void> apply(const PutMailbox& write);
  Result<void> apply(const DeleteMailbox& write);
  Result<void> apply(const Append& write);
  Result<void> apply(const Remember& write);
  Result<void> apply(const RemoveUpTo& write);
  Result<void> apply(const PutLink& write);
  Result<void> apply(const Block& write);
  Result<void> apply(const PutInvite& write);  // invitations.cpp, and the next two
  Result<void> apply(const Redeem& write);
  Result<void> apply(const Spend& write);
  Result<bool> is_there(Statement& query);
  // blobs.cpp
  Result<void> apply(const PutBlob& write);
  Result<void> apply(const DeleteBlob& write);
  Result<void> apply(const PutBlobTime& write);
  Result<void> remember(std::int64_t mailbox, const EnvelopeMark& mark, TimePoint at);
  /// One transaction.
  template <class F>
  Result<void> write(F work);
  Result<void> checkpoint();
  /// A full disk gives up the reserve, and refuses everything that adds from then on.
  Result<void> noticing_a_full_disk(Result<void> done);
  Result<void> expire_envelopes(TimePoint stored, std::size_t most, Expired& out);
  Result<void> expire_by(Statement& statement, TimePoint due, std::size_t most, Expired& out);

  std::unique_ptr<Database> database_;
  std::unique_ptr<Statements> sql_;  // after the database: goes before it
  ReserveFile reserve_;
  SqliteOptions options_;
  bool full_;
  std::optional<TimePoint> log_emptied_;
  Census census_;
  std::unique_ptr<OnlineCopy> copy_;  // goes before the database
};

}  // namespace stille::store
