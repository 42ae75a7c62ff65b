// What the operator asks of the core: figures, and mailboxes blocked after a report of abuse.
#include "server/relay/core.hpp"

namespace stille::relay {

Figures Relay::Core::figures() const {
  auto out = figures_;
  out.connections = connections_.size();
  for (const auto& [id, connection] : connections_) out.subscriptions += connection.subscriptions.size();
  out.cached_mailboxes = mailboxes_.size();
  return out;
}

void Relay::Core::set_limits(const Limits& limits) {
  limits_ = limits;
  classes_.reset();
}

Result<bool> Relay::Core::block(const MailboxId& id, bool blocked, TimePoint now) {
  STILLE_TRY(auto* mailbox, mailboxes_.by_reader(store::ReaderId{id}));
  if (mailbox == nullptr) {
    STILLE_TRY(mailbox, mailboxes_.by_writer(store::WriterId{id}));
  }
  if (mailbox == nullptr) return false;
  if (blocked) {
    unsubscribe(*mailbox);
    forget_space(*mailbox);
  }
  mailbox->row.blocked = blocked;
  group_.touch(*mailbox);
  group_.add(store::Block{mailbox->row.reader_id, blocked}, now);
  STILLE_TRYV(commit(now));
  return true;
}

}  // namespace stille::relay
