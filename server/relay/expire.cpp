// Time: what has waited too long goes, a bounded piece per call, and stalled deliveries are tried again.
#include "server/relay/core.hpp"

namespace stille::relay {

Result<void> Relay::Core::tick(TimePoint now, milliseconds passed) {
  STILLE_TRYV(keep_blob_time(now, passed));
  STILLE_TRY(more_is_due_, expire_blobs(now));
  sweep_if_due(passed);
  tickets_.passes(passed);
  sources_.forget_rested(now);
  jobs_.push_back(blob::MeasureDisk{});
  const store::ExpireUpTo due{now - limits_.envelope_life, now, now - limits_.link_tombstone_life};
  STILLE_TRY(const auto expired, store_.expire(due, limits_.expire_piece));
  for (const auto& id : expired.mailboxes) {
    auto* mailbox = mailboxes_.in_hand(id);
    if (mailbox == nullptr) continue;
    mailbox->counted = false;
    if (mailbox->wants_space.empty() || mailbox->stale) continue;
    STILLE_TRYV(count(*mailbox));
    offer_space(*mailbox);
  }
  more_is_due_ = more_is_due_ || expired.removed >= limits_.expire_piece;
  for (auto& [id, connection] : connections_) pump(connection);
  return store_.tidy(now);
}

}  // namespace stille::relay
