// The steps of a move, each a row's state.
#include "client/core/rotating.hpp"

#include "client/core/people.hpp"
#include "client/core/sending.hpp"

namespace stille::client {

Result<void> rotate_mailbox(Context& context, store::RowId contact) {
  STILLE_TRY(const auto all, store::mailboxes_of_contact(context.db, contact));
  if (all.empty()) return ok();
  const auto& newest = all.front();
  const bool at_home = newest.relay == context.relay;
  const bool young = newest.state != store::MailboxState::open || context.now - newest.created < kMailboxLife;
  if (at_home && young) return ok();
  auto fresh = new_mailbox(context, protocol::MailboxKind::conversation);
  fresh.contact = contact;
  return store::add_mailbox(context.db, fresh);
}

Result<void> offer_mailbox(Context& context, const store::MailboxRow& fresh) {
  STILLE_TRY(const auto all, store::mailboxes_of_contact(context.db, *fresh.contact));
  // Meanwhile the profile may have moved (back): what it has turned away from is not offered.
  if (all.size() < 2 || all.front().id != fresh.id || fresh.relay != context.relay) return ok();
  return queue_control(context, *fresh.contact,
                       wire::MailboxOffer{fresh.relay, fresh.writer_id, fresh.writer_secret.clone()});
}

Result<void> take_offer(Context& context, store::RowId contact, const wire::MailboxOffer& offer) {
  STILLE_TRYV(store::set_route(context.db, contact, store::RouteKind::current, offer));
  return queue_control(context, contact, wire::MailboxUse{offer.writer_id});
}

Result<void> mailbox_in_use(Context& context, store::RowId contact, const protocol::WriterId& writer) {
  STILLE_TRY(const auto all, store::mailboxes_of_contact(context.db, contact));
  const auto used =
      std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.writer_id == writer; });
  if (used == all.end()) return ok();
  for (auto older = used + 1; older != all.end(); ++older) {
    STILLE_TRYV(store::close_mailbox_at(context.db, older->id, context.now + kMailboxGrace));
  }
  return ok();
}

}  // namespace stille::client
