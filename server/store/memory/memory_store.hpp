// A mailbox store in memory, for tests and simulation: what was committed lives as long as the object.
#pragma once

#include <map>
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

  [[nodiscard]] bool writer_ids_stay_unique(const WriteBatch& batch) const;
  void apply(const PutMailbox& write);
  void apply(const DeleteMailbox& write);
  void apply(const Append& write);
  void apply(const Remember& write);
  void apply(const RemoveUpTo& write);
  void apply(const PutLink& write);
  void apply(const Block& write);

  std::map<ReaderId, Box> boxes_;
  std::map<WriterId, ReaderId> writers_;
  std::map<LinkId, Link> links_;
  std::set<ReaderId> blocked_;
};

}  // namespace stille::store
