// The steps of joining.
#include "client/core/joining.hpp"

#include "client/core/alias.hpp"
#include "client/core/attempts.hpp"
#include "client/core/carding.hpp"
#include "client/core/group_meeting.hpp"
#include "client/core/introducing.hpp"
#include "client/core/journal.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/sending.hpp"
#include "client/core/show.hpp"
#include "client/e2e/handshake.hpp"
#include "client/e2e/link.hpp"
#include "client/store/tables/address_book.hpp"

namespace stille::client {

namespace {

using store::JoiningRow;
using store::JoiningState;

// Of a card that was checked when it was fetched; only its time may have run out since.
Result<e2e::Card> kept_card(Context& context, const JoiningRow& row) {
  if (!row.card) return fail(Errc::internal);
  return e2e::parse_card(*row.card, context.now);
}

// Somebody we know may be joined again to repair what cannot go on; and by an invitation of their own, when
// we know them through a group only: with it they say that we are to be contacts.
bool may_meet_again(const JoiningRow& row, const store::ContactRow& contact) {
  const bool invites = contact.introduced && !row.group;
  return invites || contact.frozen || contact.status == e2e::SessionStatus::forked;
}

// Who has never answered is no contact yet: a new invitation of theirs begins anew. Nobody else's keys are
// replaced by one. A link in a group says nothing that they have not been greeted with.
Result<bool> begins_anew(Context& context, const JoiningRow& row, const store::ContactRow& contact) {
  if (row.group) return false;
  return is_unanswered(context.db, contact);
}

/// False: they are a contact already, and nothing has to be repaired.
Result<bool> meets_known(Context& context, JoiningRow& row, const store::ContactRow& known) {
  STILLE_TRY(const bool anew, begins_anew(context, row, known));
  if (anew) {
    STILLE_TRYV(take_its_place(context, row, known));
  } else if (!may_meet_again(row, known)) {
    return false;
  }
  row.contact = known.id;
  return true;
}

// While the mailbox was made, another invitation may have led to the same person.
Result<bool> still_a_stranger_or_met(Context& context, JoiningRow& row, const e2e::Card& card) {
  if (row.contact) return true;
  STILLE_TRY(const auto known, store::find_contact(context.db, card.owner.iid()));
  if (!known) return true;
  STILLE_TRY(const bool meets, meets_known(context, row, *known));
  if (!meets) return false;
  STILLE_TRY(const auto mailbox, store::mailbox_of_joining(context.db, row.id));
  if (mailbox) {
    STILLE_TRYV(store::set_mailbox_state(context.db, mailbox->id, store::MailboxState::closing));
  }
  return true;
}

// A local contact of this name is who we are about to meet, and whoever has not answered may be met again.
Result<std::string> wished_alias(store::Database& db, std::string_view alias) {
  STILLE_TRY(const auto local, store::local_called(db, alias));
  STILLE_TRY(const bool again, is_of_an_attempt(db, alias));
  if (local || again) return std::string(alias);
  return choose_alias(db, alias, {});
}

Result<bool> is_taken_by_another(store::Database& db, const JoiningRow& row,
                                 const std::optional<store::ContactRow>& known) {
  if (!row.alias) return false;
  STILLE_TRY(const auto named, store::contact_called(db, *row.alias));
  return named && named->stage != store::Stage::local && !(known && known->id == named->id);
}

// In a group a link names somebody who is in it, and after an introduction the one who was offered. The
// private address that one contact has for repair is nobody else's way in.
Result<bool> is_expected(Context& context, const JoiningRow& row, const e2e::Card& card) {
  const auto iid = card.owner.iid();
  if (!row.group) {
    if (!row.contact && card.kind == e2e::CardKind::rendezvous) return false;
    return joins(context.db, row.id, iid);
  }
  STILLE_TRY(auto known, store::load_group(context.db, *row.group));
  STILLE_TRY(const auto group, open_group(context.db, std::move(known)));
  return group.roster.head() != nullptr && group.roster.head()->member(iid) != nullptr;
}

Result<void> advance(Context& context, JoiningRow& row, JoiningState state) {
  row.state = state;
  STILLE_TRYV(store::update_joining(context.db, row));
  return log_join(context, row);
}

// A new contact, shown only once the relay has taken the HELLO.
Result<store::RowId> add_stranger(Context& context, JoiningRow& row, const e2e::Card& card,
                                  e2e::SessionState session) {
  auto contact = new_contact(context, card.owner.iid(), "");
  contact.stage = store::Stage::greeting;
  contact.introduced = row.group;
  // What is kept about a local contact waits until there is a contact.
  STILLE_TRY(const auto local, store::local_called(context.db, row.alias.value_or("")));
  if (!local) contact.alias = std::exchange(row.alias, std::nullopt);
  const e2e::SessionPair sessions(std::move(session));
  STILLE_TRYV(store::update_joining(context.db, row));
  STILLE_TRYV(store::add_contact(context.db, contact, card.owner, sessions));
  STILLE_TRY(const auto mailbox, store::mailbox_of_joining(context.db, row.id));
  STILLE_TRYV(store::set_mailbox_contact(context.db, mailbox->id, contact.id));
  STILLE_TRYV(met_by_joining(context, row.id, contact.id));
  return contact.id;
}

// The local contact whose alias the link was accepted with.
Result<void> become_by_joining(Context& context, store::RowId contact) {
  STILLE_TRY(auto row, store::joining_of_contact(context.db, contact));
  if (!row || !row->alias) return ok();
  const auto alias = *std::exchange(row->alias, std::nullopt);
  STILLE_TRYV(store::update_joining(context.db, *row));
  STILLE_TRY(const auto local, store::local_called(context.db, alias));
  if (local) return become(context, *local, contact, true);
  STILLE_TRY(const bool taken, store::alias_taken(context.db, alias));
  if (taken) return ok();
  STILLE_TRY(auto person, store::load_contact(context.db, contact));
  person.alias = alias;
  return store::update_contact(context.db, person);
}

// What cannot go on in an orderly way is given up; the generation of the peer's last HELLO stays known.
Result<e2e::SessionPair> begin_anew(const e2e::SessionPair& before, e2e::SessionState fresh, TimePoint now) {
  const auto kind = before.second_kind();
  const bool orderly = before.sending().status() == e2e::SessionStatus::connected &&
                       kind != e2e::Second::rival && kind != e2e::Second::pending;
  if (orderly) return e2e::add_initiated(before, std::move(fresh), false, now);
  return e2e::SessionPair(std::move(fresh), before.generation());
}

Result<store::RowId> renew_known(Context& context, store::RowId id, e2e::SessionState session) {
  STILLE_TRY(auto contact, store::load_contact(context.db, id));
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, id));
  const auto sid = session.sid();
  STILLE_TRY(const auto next, begin_anew(sessions, std::move(session), context.now));
  STILLE_TRYV(store::save_sessions(context.db, id, next));
  STILLE_TRYV(store::unseal_others(context.db, id, sid));
  contact.frozen = false;
  STILLE_TRYV(store::update_contact(context.db, contact));
  STILLE_TRYV(log_contact_state(context, id));
  return id;
}

// Whom we knew through a group only, or had greeted before, and whose own invitation we have used.
Result<void> become_contact(Context& context, const JoiningRow& row) {
  if (row.group) return ok();
  STILLE_TRYV(become_by_joining(context, *row.contact));
  STILLE_TRY(auto contact, store::load_contact(context.db, *row.contact));
  return contact.introduced ? make_contact(context, contact) : ok();
}

}  // namespace

Result<JoiningRow> begin_joining(Context& context, std::string_view link_text, std::string_view alias) {
  STILLE_TRY(auto link, protocol::parse_link_text(link_text));
  JoiningRow row;
  row.link_id = e2e::link_id(link.key);
  STILLE_TRY(const auto own, store::find_invitation(context.db, row.link_id));
  if (own) return fail(Errc::own_identity);
  STILLE_TRY(auto again, store::live_joining(context.db, row.link_id, link.relay));
  if (again && again->state != JoiningState::fetching) return fail(Errc::already_exists);
  if (!alias.empty() && !(again && again->alias == alias)) {
    STILLE_TRY(row.alias, wished_alias(context.db, alias));
  }
  if (again) {
    if (row.alias) again->alias = row.alias;
    STILLE_TRYV(store::update_joining(context.db, *again));
    return std::move(*again);
  }
  row.name = fresh_name(context, "j_");
  row.link = crypto::SecretBytes(as_bytes(protocol::to_text(link)));
  row.relay = link.relay;
  row.created = context.now;
  STILLE_TRYV(store::add_joining(context.db, row));
  STILLE_TRYV(log_join(context, row));
  return row;
}

Result<void> card_fetched(Context& context, store::RowId joining, ByteView sealed_card) {
  STILLE_TRY(auto row, store::load_joining(context.db, joining));
  if (row.state != JoiningState::fetching) return ok();
  STILLE_TRY(const auto link, protocol::parse_link_text(as_text(row.link.expose())));
  const auto card = e2e::open_card(link, sealed_card, context.now);
  if (!card) {
    return fail_joining(context, joining,
                        card.error().code == Errc::expired ? Errc::expired : Errc::undecryptable);
  }
  const auto iid = card.value().owner.iid();
  if (iid == context.self.iid()) return fail_joining(context, joining, Errc::own_identity);
  STILLE_TRY(const bool expected, is_expected(context, row, card.value()));
  if (!expected) return fail_joining(context, joining, Errc::undecryptable);
  STILLE_TRY(const auto known, store::find_contact(context.db, iid));
  if (row.contact && (!known || known->id != *row.contact))
    return fail_joining(context, joining, Errc::undecryptable);
  STILLE_TRY(const bool taken, is_taken_by_another(context.db, row, known));
  if (taken) return fail_joining(context, joining, Errc::duplicate);
  row.card = card.value().encoded;
  if (known) {
    STILLE_TRY(const bool meets, meets_known(context, row, *known));
    if (!meets) return fail_joining(context, joining, Errc::already_exists);
    STILLE_TRYV(advance(context, row, JoiningState::greeting));
    return greet(context, joining);
  }
  auto mailbox = new_mailbox(context, protocol::MailboxKind::conversation);
  mailbox.joining = joining;
  STILLE_TRYV(store::add_mailbox(context.db, mailbox));
  return advance(context, row, JoiningState::greeting);
}

Result<void> greet(Context& context, store::RowId joining) {
  STILLE_TRY(auto row, store::load_joining(context.db, joining));
  if (row.state != JoiningState::greeting) return ok();
  const auto card = kept_card(context, row);
  if (!card) return fail_joining(context, joining, card.error().code);
  STILLE_TRY(const bool meets, still_a_stranger_or_met(context, row, card.value()));
  if (!meets) return fail_joining(context, joining, Errc::already_exists);
  const bool repair = row.contact.has_value();
  STILLE_TRY(auto mailbox, repair ? store::mailbox_of_contact(context.db, *row.contact)
                                  : store::mailbox_of_joining(context.db, joining));
  if (!mailbox) return fail(Errc::internal);
  wire::Greeting greeting;
  greeting.profile.name = context.name;
  greeting.mailbox = {mailbox->relay, mailbox->writer_id, std::move(mailbox->writer_secret)};
  const auto content = encode_content(context, std::move(greeting));
  auto begun = e2e::initiate(context.self, card.value(), content.expose(), {.generation = context.generation},
                             context.now, context.rng);
  if (!begun) return fail_joining(context, joining, begun.error().code);
  if (repair) {
    STILLE_TRYV(renew_known(context, *row.contact, std::move(begun.value().session)));
  } else {
    STILLE_TRY(row.contact, add_stranger(context, row, card.value(), std::move(begun.value().session)));
  }
  STILLE_TRYV(store::update_joining(context.db, row));
  store::OutboxRow out;
  out.contact = *row.contact;
  out.joining = joining;
  out.envelope = std::move(begun.value().hello);
  const wire::MailboxOffer hello{.relay = card.value().mailbox.relay,
                                 .writer_id = card.value().mailbox.writer,
                                 .writer_secret = e2e::link_writer(card.value().link_key())};
  return put_envelope(context, hello, std::move(out));
}

Result<void> welcome(Context& context, store::RowId id) {
  STILLE_TRY(auto contact, store::load_contact(context.db, id));
  if (contact.stage != store::Stage::greeting) return ok();
  contact.stage = store::Stage::member;
  if (!contact.alias) {
    STILLE_TRY(contact.alias, choose_alias(context.db, {}, contact.name));
  }
  STILLE_TRYV(store::update_contact(context.db, contact));
  STILLE_TRYV(become_by_joining(context, id));
  STILLE_TRYV(deliver_waiting(context, id));
  STILLE_TRYV(log_contact(context, id, "added"));
  return contact.introduced ? ok() : begin_sharing(context, id);
}

Result<void> greeting_stored(Context& context, store::RowId joining) {
  STILLE_TRY(auto row, store::load_joining(context.db, joining));
  if (row.state != JoiningState::greeting || !row.contact) return ok();
  row.link = {};
  row.card.reset();
  STILLE_TRYV(welcome(context, *row.contact));
  STILLE_TRYV(become_contact(context, row));
  row.alias.reset();
  return advance(context, row, JoiningState::waiting);
}

Result<void> joining_done(Context& context, store::RowId contact) {
  STILLE_TRY(auto row, store::joining_of_contact(context.db, contact));
  if (!row || row->state == JoiningState::done || row->state == JoiningState::failed) return ok();
  row->link = {};
  row->card.reset();
  return advance(context, *row, JoiningState::done);
}

Result<void> fail_joining(Context& context, store::RowId joining, Errc error) {
  STILLE_TRY(auto row, store::load_joining(context.db, joining));
  if (row.state == JoiningState::done || row.state == JoiningState::failed) return ok();
  STILLE_TRY(const auto mailbox, store::mailbox_of_joining(context.db, joining));
  bool gone = !row.contact.has_value();
  if (row.contact) {
    STILLE_TRY(const auto contact, store::load_contact(context.db, *row.contact));
    gone = contact.stage == store::Stage::greeting;
    if (gone) {
      STILLE_TRYV(store::remove_contact(context.db, contact.id));
      row.contact.reset();
    }
  }
  if (mailbox && gone) {
    STILLE_TRYV(store::set_mailbox_state(context.db, mailbox->id, store::MailboxState::closing));
  }
  row.link = {};
  row.card.reset();
  row.alias.reset();
  row.error = error;
  STILLE_TRYV(introduction_failed(context, joining));
  return advance(context, row, JoiningState::failed);
}

Result<void> greeting_denied(Context& context, store::RowId joining) {
  STILLE_TRY(const auto row, store::load_joining(context.db, joining));
  const auto card = kept_card(context, row);
  const bool over = !card && card.error().code == Errc::expired;
  return fail_joining(context, joining, over ? Errc::expired : Errc::revoked);
}

}  // namespace stille::client
