// Time: what has waited too long goes, a bounded piece per call, and stalled deliveries are tried again.
#include "server/relay/core.hpp"

namespace stille::relay {

Result<void> Relay::Core::tick(TimePoint now) {
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
  for (auto& [id, connection] : connections_) pump(connection);
  return store_.tidy(now);
}

}  // namespace stille::relay
