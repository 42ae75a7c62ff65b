// What a HELLO does: a new contact, a request, or somebody known who starts anew.
#include "client/core/carding.hpp"
#include "client/core/contact_address.hpp"
#include "client/core/group_meeting.hpp"
#include "client/core/introducing.hpp"
#include "client/core/inviting.hpp"
#include "client/core/journal.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/read_position.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/sending.hpp"
#include "client/e2e/handshake.hpp"

namespace stille::client {

namespace {

constexpr std::size_t kMostPrekeys = e2e::kMostLivePrekeys;

struct Newcomer {
  e2e::Responded responded;
  wire::Greeting greeting;
};

Result<Newcomer> read_hello(Context& context, std::span<const e2e::OwnCard> cards, ByteView hello) {
  auto responded = e2e::respond(context.self, cards, hello, e2e::HandshakeOptions{}, context.now);
  if (!responded) return fail(Errc::undecryptable);
  auto content = wire::parse_content(responded.value().content.expose());
  if (!content) return fail(Errc::undecryptable);
  auto* greeting = std::get_if<wire::Greeting>(&content.value().body);
  if (greeting == nullptr) return fail(Errc::undecryptable);
  return Newcomer{std::move(responded).value(), std::move(*greeting)};
}

Result<void> add_person(Context& context, store::ContactRow& row, Newcomer newcomer) {
  const e2e::SessionPair sessions(std::move(newcomer.responded.session), newcomer.responded.generation);
  STILLE_TRYV(store::add_contact(context.db, row, newcomer.responded.peer, sessions));
  return store::set_route(context.db, row.id, store::RouteKind::current, newcomer.greeting.mailbox);
}

// Waits for our yes. Without an invitation: through our contact address.
Result<void> add_request(Context& context, std::optional<store::RowId> invitation, Newcomer newcomer) {
  auto row = new_contact(context, newcomer.responded.peer.iid(), newcomer.greeting.profile.name);
  row.invitation = invitation;
  row.stage = store::Stage::requested;
  STILLE_TRYV(add_person(context, row, std::move(newcomer)));
  store::EventRow event;
  event.type = store::EventKind::request;
  event.state = "waiting";
  event.contact = row.id;
  event.invitation = invitation;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<void> add_newcomer(Context& context, const store::InvitationRow& invitation, Newcomer newcomer) {
  if (invitation.ask) return add_request(context, invitation.id, std::move(newcomer));
  auto row = new_contact(context, newcomer.responded.peer.iid(), newcomer.greeting.profile.name);
  row.invitation = invitation.id;
  STILLE_TRY(row.alias, choose_alias(context.db, {}, row.name));
  STILLE_TRYV(add_person(context, row, std::move(newcomer)));
  STILLE_TRYV(met_by_invitation(context, invitation.id, row.id));
  STILLE_TRYV(become_by_invitation(context, invitation.id, row.id, true));
  auto mailbox = new_mailbox(context, protocol::MailboxKind::conversation);
  mailbox.contact = row.id;
  STILLE_TRYV(store::add_mailbox(context.db, mailbox));
  STILLE_TRY(auto greeting, own_greeting(context, row.id));
  STILLE_TRYV(queue_control(context, row.id, std::move(greeting)));
  STILLE_TRYV(log_contact(context, row.id, "added"));
  return begin_sharing(context, row.id);
}

// A member of a group whom we did not know. The roster may come later than they do: the link is known to
// members alone.
Result<void> add_member(Context& context, store::RowId conversation, Newcomer newcomer) {
  STILLE_TRY(const auto group, store::group_of_conversation(context.db, conversation));
  if (!group) return fail(Errc::undecryptable);
  STILLE_TRY(const bool room, may_introduce(context, group->id));
  if (!room) return fail(Errc::undecryptable);
  auto row = new_contact(context, newcomer.responded.peer.iid(), newcomer.greeting.profile.name);
  row.introduced = group->id;
  STILLE_TRY(row.alias, choose_alias(context.db, {}, row.name));
  STILLE_TRYV(add_person(context, row, std::move(newcomer)));
  auto mailbox = new_mailbox(context, protocol::MailboxKind::conversation);
  mailbox.contact = row.id;
  STILLE_TRYV(store::add_mailbox(context.db, mailbox));
  STILLE_TRY(auto greeting, own_greeting(context, row.id));
  STILLE_TRYV(queue_control(context, row.id, std::move(greeting)));
  return deliver_waiting(context, row.id);
}

// Nothing was said yet on the session of a request; whoever asks anew may have given that up.
Result<void> ask_again(Context& context, store::ContactRow row, Newcomer newcomer) {
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, row.id));
  if (newcomer.responded.generation <= sessions.generation()) return fail(Errc::undecryptable);
  row.name = newcomer.greeting.profile.name;
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(store::set_route(context.db, row.id, store::RouteKind::current, newcomer.greeting.mailbox));
  return store::save_sessions(
      context.db, row.id,
      e2e::SessionPair(std::move(newcomer.responded.session), newcomer.responded.generation));
}

// Somebody known lost their state, or both of us used each other's invitation at once.
Result<void> meet_again(Context& context, store::ContactRow row, Newcomer newcomer) {
  if (row.blocked) return ok();
  if (row.stage == store::Stage::requested) return ask_again(context, std::move(row), std::move(newcomer));
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, row.id));
  auto joined = e2e::add_responded(sessions, std::move(newcomer.responded), context.now);
  if (!joined) return fail(Errc::undecryptable);
  row.stage = store::Stage::member;
  row.renewing = false;
  if (!row.alias) {
    STILLE_TRY(row.alias, choose_alias(context.db, {}, newcomer.greeting.profile.name));
  }
  STILLE_TRYV(store::update_contact(context.db, row));
  STILLE_TRYV(store::save_sessions(context.db, row.id, joined.value()));
  STILLE_TRY(auto greeting, own_greeting(context, row.id));
  if (joined.value().second_kind() != e2e::Second::pending) {
    STILLE_TRYV(store::set_route(context.db, row.id, store::RouteKind::current, newcomer.greeting.mailbox));
    STILLE_TRYV(queue_control(context, row.id, std::move(greeting)));
    STILLE_TRYV(log_contact_state(context, row.id));
    STILLE_TRYV(flush(context, row.id));
    return ok();
  }
  // Until they confirm, what we have goes on; only this answer goes to the new place.
  STILLE_TRYV(store::set_route(context.db, row.id, store::RouteKind::pending, newcomer.greeting.mailbox));
  const auto content = encode_content(context, std::move(greeting));
  STILLE_TRY(auto sealed, e2e::seal_pending(joined.value(), content.expose(), context.now, context.rng));
  STILLE_TRYV(store::save_sessions(context.db, row.id, sealed.next));
  store::OutboxRow out;
  out.contact = row.id;
  out.envelope = std::move(sealed.envelope);
  return put_envelope(context, newcomer.greeting.mailbox, std::move(out));
}

// Whoever comes by an invitation of ours is a contact from now on, also when a group had brought us together
// before. An invitation that wants a request first is no promise.
Result<void> invited_in(Context& context, const store::InvitationRow& invitation, store::RowId contact) {
  if (invitation.ask) return ok();
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  if (row.blocked) return ok();
  if (row.stage == store::Stage::member) return make_contact(context, row);
  if (row.stage != store::Stage::requested) return ok();
  row.invitation = invitation.id;
  STILLE_TRYV(met_by_invitation(context, invitation.id, contact));
  return let_in(context, std::move(row), {});
}

// Who made the invitation need not have looked when it was used. Whoever was a contact, or was being joined
// by us, is nobody new.
bool would_be_new(const std::optional<store::ContactRow>& known) {
  return !known || known->introduced || known->stage == store::Stage::requested;
}
Result<void> mark_if_let_in(Context& context, const e2e::Iid& iid) {
  STILLE_TRY(const auto person, store::find_contact(context.db, iid));
  const bool let_in =
      person && person->stage == store::Stage::member && !person->introduced && !person->blocked;
  return let_in ? mark_new(context, person->id) : ok();
}

// Through our contact address anybody may ask.
Result<void> take_at_address(Context& context, Newcomer newcomer) {
  STILLE_TRY(auto known, store::find_contact(context.db, newcomer.responded.peer.iid()));
  if (known) return meet_again(context, std::move(*known), std::move(newcomer));
  STILLE_TRY(const auto waiting, store::contacts_in(context.db, store::Stage::requested));
  if (waiting.size() >= kMostRequests) return fail(Errc::undecryptable);
  return add_request(context, std::nullopt, std::move(newcomer));
}

}  // namespace

Result<void> take_hello(Context& context, store::RowId invitation, ByteView hello) {
  STILLE_TRY(auto row, store::load_invitation(context.db, invitation));
  if (!row.own_card) return fail(Errc::undecryptable);
  STILLE_TRY(const auto card, e2e::OwnCard::decode(row.own_card->expose()));
  STILLE_TRY(auto newcomer, read_hello(context, {&card, 1}, hello));
  // After an introduction it is for the one who was offered, and its maker knew the introducer would see it.
  STILLE_TRY(const bool meant, invites(context.db, invitation, newcomer.responded.peer.iid()));
  if (!meant) return fail(Errc::undecryptable);
  row.own_card.reset();
  row.link.clear();
  row.state = store::InviteState::used;
  STILLE_TRYV(store::update_invitation(context.db, row));
  const auto iid = newcomer.responded.peer.iid();
  STILLE_TRY(auto known, store::find_contact(context.db, iid));
  const bool would_be = would_be_new(known);
  if (known) {
    const auto contact = known->id;
    STILLE_TRYV(meet_again(context, std::move(*known), std::move(newcomer)));
    STILLE_TRYV(invited_in(context, row, contact));
    STILLE_TRYV(become_by_invitation(context, invitation, contact, false));
  } else {
    STILLE_TRYV(add_newcomer(context, row, std::move(newcomer)));
  }
  if (would_be) {
    STILLE_TRYV(mark_if_let_in(context, iid));
  }
  return log_invitation(context, row, "used");
}

Result<void> take_repair(Context& context, store::RowId contact, ByteView hello) {
  const auto id = e2e::hello_id(hello);
  if (!id) return fail(Errc::undecryptable);
  STILLE_TRY(const bool first, store::first_time(context.db, contact, {id.value().raw}));
  if (!first) return fail(Errc::duplicate);
  STILLE_TRY(const auto prekeys, store::live_prekeys(context.db, contact, kMostPrekeys));
  std::vector<e2e::OwnCard> cards;
  for (const auto& one : prekeys) {
    STILLE_TRY(auto card, e2e::OwnCard::decode(one.expose()));
    cards.push_back(std::move(card));
  }
  STILLE_TRY(auto newcomer, read_hello(context, cards, hello));
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  if (row.stage == store::Stage::group) {
    STILLE_TRY(auto known, store::find_contact(context.db, newcomer.responded.peer.iid()));
    if (!known) return add_member(context, contact, std::move(newcomer));
    return meet_again(context, std::move(*known), std::move(newcomer));
  }
  if (row.stage == store::Stage::self) return take_at_address(context, std::move(newcomer));
  // Only this contact has the link; from anybody else it is worth nothing.
  if (newcomer.responded.peer.iid() != row.iid) return fail(Errc::undecryptable);
  return meet_again(context, std::move(row), std::move(newcomer));
}

}  // namespace stille::client
