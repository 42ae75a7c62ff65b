#include "server/store/memory/failing_store.hpp"

namespace stille::store {

Result<void> FailingStore::enter() {
  ++calls_;
  if (latched_) return fail(Errc::storage_failed);
  if (calls_ != fail_at_) return ok();
  latched_ = code_ == Errc::storage_failed;
  return fail(code_);
}

Result<std::optional<Mailbox>> FailingStore::by_reader(const ReaderId& id) {
  STILLE_TRYV(enter());
  return inner_->by_reader(id);
}

Result<std::optional<Mailbox>> FailingStore::by_writer(const WriterId& id) {
  STILLE_TRYV(enter());
  return inner_->by_writer(id);
}

Result<std::optional<Link>> FailingStore::link(const LinkId& id) {
  STILLE_TRYV(enter());
  return inner_->link(id);
}

Result<bool> FailingStore::seen(const ReaderId& id, const EnvelopeMark& mark) {
  STILLE_TRYV(enter());
  return inner_->seen(id, mark);
}

Result<Waiting> FailingStore::waiting(const ReaderId& id, std::uint64_t after, std::uint64_t up_to) {
  STILLE_TRYV(enter());
  return inner_->waiting(id, after, up_to);
}

Result<std::vector<StoredEnvelope>> FailingStore::read(const ReaderId& id, std::uint64_t after,
                                                       ReadBound bound) {
  STILLE_TRYV(enter());
  return inner_->read(id, after, bound);
}

Result<std::optional<Invite>> FailingStore::invite(const InviteId& id) {
  STILLE_TRYV(enter());
  return inner_->invite(id);
}

Result<std::vector<Invite>> FailingStore::invites() {
  STILLE_TRYV(enter());
  return inner_->invites();
}

Result<bool> FailingStore::redeemed(const BatchMark& batch) {
  STILLE_TRYV(enter());
  return inner_->redeemed(batch);
}

Result<bool> FailingStore::spent(ClassId token_class, const SpentMark& token) {
  STILLE_TRYV(enter());
  return inner_->spent(token_class, token);
}

Result<std::vector<ClassKey>> FailingStore::class_keys() {
  STILLE_TRYV(enter());
  return inner_->class_keys();
}

Result<ClassId> FailingStore::add_class_key(const std::string& name, const crypto::VoprfSecret& secret) {
  STILLE_TRYV(enter());
  if (full_) return fail(Errc::storage_full);
  return inner_->add_class_key(name, secret);
}

Result<std::optional<Blob>> FailingStore::blob(const BlobReaderId& id) {
  STILLE_TRYV(enter());
  return inner_->blob(id);
}

Result<std::optional<Blob>> FailingStore::blob(const BlobWriterId& id) {
  STILLE_TRYV(enter());
  return inner_->blob(id);
}

Result<std::uint64_t> FailingStore::blob_bytes(const ReaderId& payer, TimePoint now) {
  STILLE_TRYV(enter());
  return inner_->blob_bytes(payer, now);
}

Result<std::vector<BlobReaderId>> FailingStore::expired_blobs(TimePoint now, std::size_t most) {
  STILLE_TRYV(enter());
  return inner_->expired_blobs(now, most);
}

Result<std::vector<BlobPlace>> FailingStore::blob_places(std::uint8_t shard) {
  STILLE_TRYV(enter());
  return inner_->blob_places(shard);
}

Result<BlobTime> FailingStore::blob_time() {
  STILLE_TRYV(enter());
  return inner_->blob_time();
}

Result<void> FailingStore::commit(const WriteBatch& batch) {
  STILLE_TRYV(enter());
  if (full_ && adds(batch)) return fail(Errc::storage_full);
  return inner_->commit(batch);
}

Result<Expired> FailingStore::expire(const ExpireUpTo& due, std::size_t most) {
  STILLE_TRYV(enter());
  return inner_->expire(due, most);
}

Result<std::optional<Totals>> FailingStore::count(std::size_t rows) {
  STILLE_TRYV(enter());
  return inner_->count(rows);
}

Result<void> FailingStore::tidy(TimePoint now) {
  STILLE_TRYV(enter());
  return inner_->tidy(now);
}

}  // namespace stille::store
