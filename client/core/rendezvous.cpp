// The life of the two addresses; the HELLO itself is in hello.cpp.
#include "client/core/rendezvous.hpp"

#include "client/core/group_meeting.hpp"
#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/rotating.hpp"
#include "client/core/sending.hpp"
#include "client/e2e/card.hpp"
#include "client/e2e/limits.hpp"
#include "client/e2e/link.hpp"

namespace stille::client {

namespace {

// The one of the notes to ourselves is for everybody: it is our contact address.
Result<e2e::CardKind> kind_of_card(Context& context, store::RowId contact) {
  STILLE_TRY(const auto row, store::load_contact(context.db, contact));
  return row.stage == store::Stage::self ? e2e::CardKind::contact : e2e::CardKind::rendezvous;
}

Result<void> make_rendezvous(Context& context, store::RowId contact) {
  STILLE_TRY(const auto kind, kind_of_card(context, contact));
  auto mailbox = new_mailbox(context, protocol::MailboxKind::hello);
  mailbox.contact = contact;
  const e2e::HelloMailbox here{.relay = context.relay, .writer = mailbox.writer_id};
  STILLE_TRY(const auto own, e2e::make_contact_card(context.self, kind, here, context.now, context.rng));
  auto key = own.card.link_key();
  mailbox.writer_secret = e2e::link_writer(key);
  store::RendezvousRow row;
  row.contact = contact;
  row.link_id = e2e::link_id(key);
  row.link = crypto::SecretBytes(
      as_bytes(protocol::to_text({context.relay, protocol::LinkKind::contact_address, std::move(key)})));
  STILLE_TRYV(put_address(context, row, own));
  STILLE_TRYV(store::add_rendezvous(context.db, row));
  return store::add_mailbox(context.db, mailbox);
}

// The contact may use the address of before until it has heard of the new one.
Result<void> close_older(Context& context, store::RowId contact) {
  STILLE_TRY(const auto newest, store::rendezvous_mailbox(context.db, contact));
  if (!newest) return ok();
  STILLE_TRY(const auto older, store::rendezvous_mailboxes_before(context.db, contact, newest->id));
  for (const auto id : older) {
    STILLE_TRYV(store::close_mailbox_at(context.db, id, context.now + kMailboxGrace));
  }
  return ok();
}

Result<void> renew_prekeys(Context& context, store::RendezvousRow row) {
  if (row.expires - context.now > e2e::kLongestPrekeyLife - e2e::kPrekeyRotation) return ok();
  STILLE_TRY(const auto newest, store::live_prekeys(context.db, row.contact, 1));
  if (newest.empty()) return fail(Errc::internal);
  STILLE_TRY(const auto before, e2e::OwnCard::decode(newest.front().expose()));
  STILLE_TRY(const auto own, e2e::rotate_prekeys(context.self, before.card, context.now, context.rng));
  STILLE_TRYV(put_address(context, row, own));
  return store::update_rendezvous(context.db, row);
}

}  // namespace

Result<void> put_address(Context& context, store::RendezvousRow& row, const e2e::OwnCard& own) {
  STILLE_TRY(row.sealed_card, e2e::seal_card(own.card, context.rng));
  row.expires = own.card.expires;
  row.link_state = store::LinkState::to_put;
  return store::add_prekeys(context.db, row.contact, own.encode(), own.erase_after());
}

Result<void> keep_rendezvous(Context& context, store::RowId contact) {
  STILLE_TRY(auto row, store::find_rendezvous(context.db, contact));
  if (!row) return make_rendezvous(context, contact);
  STILLE_TRY(const auto mailbox, store::rendezvous_mailbox(context.db, contact));
  if (mailbox && mailbox->relay != context.relay) return make_rendezvous(context, contact);
  return renew_prekeys(context, std::move(*row));
}

Result<void> rendezvous_stored(Context& context, store::RowId contact) {
  STILLE_TRY(auto row, store::find_rendezvous(context.db, contact));
  if (!row) return ok();
  row->link_state = store::LinkState::there;
  const bool first = !std::exchange(row->told, true);
  STILLE_TRYV(store::update_rendezvous(context.db, *row));
  if (!first) return ok();
  STILLE_TRYV(close_older(context, contact));
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  if (person.stage == store::Stage::group) return group_card_stored(context, contact);
  if (person.stage == store::Stage::self) return log_address(context, "ready");
  STILLE_TRYV(queue_control(context, contact, wire::Rendezvous{row->link.clone()}));
  STILLE_TRYV(flush(context, contact));
  return ok();
}

Result<void> keep_address(Context& context) {
  STILLE_TRY(const auto own, store::contacts_in(context.db, store::Stage::self));
  for (const auto& row : own) {
    STILLE_TRY(const auto address, store::find_rendezvous(context.db, row.id));
    if (!address) continue;
    STILLE_TRYV(keep_rendezvous(context, row.id));
  }
  return ok();
}

Result<void> take_rendezvous(Context& context, store::RowId contact, const wire::Rendezvous& content) {
  const auto link = protocol::parse_link_text(as_text(content.link.expose()));
  if (!link || link.value().kind != protocol::LinkKind::contact_address) return ok();
  return store::set_repair_link(context.db, contact, content.link);
}

Result<void> begin_repair(Context& context, const store::ContactRow& contact) {
  STILLE_TRY(const auto last, store::joining_of_contact(context.db, contact.id));
  const bool before = last && last->created > contact.since;  // not how they became acquainted
  if (before && context.now - last->created < e2e::kLeastBetweenResets) return ok();
  STILLE_TRY(auto text, store::repair_link(context.db, contact.id));
  if (!text) return ok();
  STILLE_TRY(const auto link, protocol::parse_link_text(as_text(text->expose())));
  store::JoiningRow row;
  row.name = fresh_name(context, "j_");
  row.link = std::move(*text);
  row.link_id = e2e::link_id(link.key);
  row.relay = link.relay;
  row.created = context.now;
  STILLE_TRYV(store::add_joining(context.db, row));
  row.contact = contact.id;
  STILLE_TRYV(store::update_joining(context.db, row));
  return log_join(context, row);
}

}  // namespace stille::client
