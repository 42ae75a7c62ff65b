// A mailbox store in memory, for tests and simulation: what was committed lives as long as the object.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "common/crypto/hash.hpp"
#include "server/store/mailbox_store.hpp"

namespace stille::store {

class MemoryStore final : public MailboxStore {
 public:
  Result<std::optional<Mailbox>> by_reader(const ReaderId& id) override;
  Result<std::optional<Mailbox>> by_writer(const WriterId& id) override;
  Result<std::optional<Link>> link(const LinkId& id) override;
  Result<bool> seen(const ReaderId& id, const EnvelopeMark& mark) override;
  Result<Waiting> waiting(const ReaderId& id, std::uint64_t after, std::uint64_t up_to) override;
  Result<std::vector<StoredEnvelope>> read(const ReaderId& id, std::uint64_t after, ReadBound bound) override;
  Result<std::optional<Invite>> invite(const InviteId& id) override;
  Result<std::vector<Invite>> invites() override;
  Result<bool> redeemed(const BatchMark& batch) override { return redeemed_.contains(batch); }
  Result<bool> spent(ClassId token_class, const SpentMark& token) override {
    return spent_.contains({token_class, token});
  }
  Result<std::vector<ClassKey>> class_keys() override;
  Result<ClassId> add_class_key(const std::string& name, const crypto::VoprfSecret& secret) override;
  Result<std::optional<Blob>> blob(const BlobReaderId& id) override;
  Result<std::optional<Blob>> blob(const BlobWriterId& id) override;
  Result<std::uint64_t> blob_bytes(const ReaderId& payer, TimePoint now) override;
  Result<std::vector<BlobReaderId>> expired_blobs(TimePoint now, std::size_t most) override;
  Result<std::vector<BlobPlace>> blob_places(std::uint8_t shard) override;
  Result<BlobTime> blob_time() override { return blob_time_; }
  Result<void> commit(const WriteBatch& batch) override;
  Result<Expired> expire(const ExpireUpTo& due, std::size_t most) override;
  Result<std::optional<Totals>> count(std::size_t rows) override;
  Result<void> tidy(TimePoint) override { return ok(); }

  /// Over everything kept: equal content, equal digest.
  [[nodiscard]] crypto::Digest32 content_digest() const;

 private:
  struct Kept {
    TimePoint at;
    Bytes body;
  };
  struct Box {
    Mailbox row;
    std::map<std::uint64_t, Kept> envelopes;
    std::map<EnvelopeMark, TimePoint> marks;
  };

  [[nodiscard]] bool blob_names_stay_unique(const WriteBatch& batch) const;
  [[nodiscard]] bool writer_ids_stay_unique(const WriteBatch& batch) const;
  void apply(const PutMailbox& write);
  void apply(const DeleteMailbox& write);
  void apply(const Append& write);
  void apply(const Remember& write);
  void apply(const RemoveUpTo& write);
  void apply(const PutLink& write);
  void apply(const Block& write);
  void apply(const PutInvite& write);
  void apply(const Redeem& write);
  void apply(const Spend& write);
  [[nodiscard]] bool spends_once(const WriteBatch& batch) const;
  void apply(const PutBlob& write);
  void apply(const DeleteBlob& write);
  void apply(const PutBlobTime& write) { blob_time_ = write.time; }

  std::map<ReaderId, Box> boxes_;
  std::map<WriterId, ReaderId> writers_;
  std::map<LinkId, Link> links_;
  std::set<ReaderId> blocked_;
  std::map<InviteId, Invite> invites_;
  std::uint64_t last_invite_ = 0;
  std::map<BatchMark, TimePoint> redeemed_;
  std::set<std::pair<ClassId, SpentMark>> spent_;
  std::vector<std::shared_ptr<const ClassKey>> class_keys_;  // shared with copies of the store
  std::map<BlobReaderId, Blob> blobs_;
  BlobTime blob_time_;
};

}  // namespace stille::store
