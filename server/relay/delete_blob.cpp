// How blobs go: BLOB_DELETE, and the end of their life. The row goes first; its file follows once that is
// durable, and a crash in between leaves the file to the sweep.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::MailboxRole;
using protocol::Status;

Result<void> Relay::Core::run(const Call& call, const protocol::BlobDelete& command) {
  STILLE_TRY(auto* blob, live_blob(command.writer_id, call.now));
  if (!proves(call, 0, MailboxRole::writer, command.writer_id.raw,
              blob == nullptr ? nullptr : &blob->row.writer_key)) {
    deny(call);
    return ok();
  }
  remove(*blob, call.now);
  answer_when_durable(call, Status::ok);
  return ok();
}

void Relay::Core::remove(BlobState& blob, TimePoint now) {
  blob.deleted = true;
  touch(blob, now);
}

/// One piece; whether there may be more.
Result<bool> Relay::Core::expire_blobs(TimePoint now) {
  STILLE_TRY(const auto due, store_.expired_blobs(blob_clock_.at(now), limits_.expire_piece));
  for (const auto& id : due) {
    STILLE_TRY(auto* blob, blobs_.find(id));
    if (blob != nullptr) remove(*blob, now);
  }
  if (!due.empty()) {
    STILLE_TRYV(commit(now));
  }
  return due.size() >= limits_.expire_piece;
}

Result<void> Relay::Core::keep_blob_time(TimePoint now, milliseconds passed) {
  if (blob_clock_.restored()) {
    blob_clock_.advance(now, passed);
  } else {
    STILLE_TRY(const auto kept, store_.blob_time());
    blob_clock_.restore(kept, now);
  }
  if (const auto time = blob_clock_.to_keep(limits_.blob_time_every)) {
    group_.add(store::PutBlobTime{*time}, now);
  }
  return ok();
}

}  // namespace stille::relay
