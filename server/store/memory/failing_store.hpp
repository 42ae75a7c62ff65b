// Lets a test decide which call of a store fails, and how. Passes everything else on.
#pragma once

#include "server/store/mailbox_store.hpp"

namespace stille::store {

class FailingStore final : public MailboxStore {
 public:
  /// `inner` outlives this object, or is replaced before its end.
  explicit FailingStore(MailboxStore& inner) noexcept : inner_(&inner) {}
  void replace(MailboxStore& inner) noexcept { inner_ = &inner; }

  /// Call number `n` from now (1 is the next) fails with `code` before it does anything. After
  /// storage_failed every later call fails too, as the interface demands.
  void fail_call(std::size_t n, Errc code) {
    fail_at_ = calls_ + n;
    code_ = code;
  }
  /// Commits that add something fail with storage_full while this is set.
  void set_full(bool full) { full_ = full; }
  /// Works again, as after a restart with room on the disk.
  void mend() { fail_at_ = 0, latched_ = false, full_ = false; }
  [[nodiscard]] std::size_t calls() const { return calls_; }

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

 private:
  Result<void> enter();

  MailboxStore* inner_;
  std::size_t calls_ = 0;
  std::size_t fail_at_ = 0;
  Errc code_ = Errc::storage_failed;
  bool latched_ = false;
  bool full_ = false;
};

}  // namespace stille::store
