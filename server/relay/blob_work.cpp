// What the files of blobs have to do with the core: who waits for which piece of work, and what its end
// means.
#include "server/relay/core.hpp"

namespace stille::relay {

template <class Id>
Result<BlobState*> Relay::Core::live_blob(const Id& id, TimePoint now) {
  STILLE_TRY(auto* blob, blobs_.find(id));
  return blob != nullptr && blob->row.expires > blob_clock_.at(now) ? blob : nullptr;
}
template Result<BlobState*> Relay::Core::live_blob(const store::BlobReaderId& id, TimePoint now);
template Result<BlobState*> Relay::Core::live_blob(const store::BlobWriterId& id, TimePoint now);

void Relay::Core::touch(BlobState& blob, TimePoint now) {
  blob.in_group = true;
  group_.touch_blob(blob.row.reader_id, now);
}

blob::JobId Relay::Core::begin_work(const Call& call, const BlobState& blob, std::uint32_t index) {
  const auto& row = blob.row;
  work_.emplace(++last_work_, ChunkWork{call.connection.hello.id, call.request.number, row.reader_id,
                                        row.file, index, protocol::chunk_size(row.chunk_class)});
  return last_work_;
}

ChunkWork Relay::Core::end_work(blob::JobId id) {
  return std::move(work_.extract(id).mapped());
}

/// The blob as it is in hand; null when it has gone, or come back as another one.
BlobState* Relay::Core::worked_on(const ChunkWork& work) {
  auto* blob = blobs_.in_hand(work.blob);
  return blob != nullptr && blob->row.file == work.file ? blob : nullptr;
}

Result<void> Relay::Core::file_done(blob::Done done, TimePoint now) {
  return std::visit([&](auto& one) { return take(one, now); }, done);
}

Result<void> Relay::Core::take(blob::DiskMeasured& done, TimePoint) {
  if (done.room) disk_.measured(done.room.value());
  return ok();
}

DiskLevel Relay::Core::disk_level() const {
  if (refuses_writes()) return DiskLevel::no_writes;
  if (refuses_creations()) return DiskLevel::no_creations;
  return disk_.reaches(limits_.disk_warn_percent) ? DiskLevel::warned : DiskLevel::fine;
}

/// The open group's changes of blobs, each blob as it is by now.
void Relay::Core::write_blobs(TimePoint now) {
  for (const auto& id : group_.blobs()) {
    const auto* blob = blobs_.in_hand(id);
    if (blob->deleted)
      group_.add(store::DeleteBlob{id}, now);
    else
      group_.add(store::PutBlob{blob->row}, now);
  }
}

void Relay::Core::settle(const store::BlobReaderId& id, bool done) {
  auto* blob = blobs_.in_hand(id);
  blob->in_group = false;
  if (done && blob->deleted) {
    jobs_.push_back(blob::RemoveFile{blob->row.file});
    blobs_.drop(id);
  } else if (!done) {
    // Whether the writes took effect is not known: the row is read again before its next use.
    blob->deleted = false;
    blob->stale = true;
  }
}

}  // namespace stille::relay
