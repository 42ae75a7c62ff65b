// The order in which an opened envelope takes effect.
#include "client/core/receiving.hpp"

#include "client/core/attaching.hpp"
#include "client/core/carding.hpp"
#include "client/core/changing.hpp"
#include "client/core/disappearing.hpp"
#include "client/core/fetching.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/introducing.hpp"
#include "client/core/joining.hpp"
#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/renewing.hpp"
#include "client/core/rotating.hpp"
#include "client/core/sending.hpp"
#include "client/core/settings.hpp"
#include "client/core/show.hpp"
#include "client/core/sign_talk.hpp"
#include "client/core/views.hpp"
#include "client/store/tables/takeovers.hpp"

namespace stille::client {

namespace {

// Long enough for what overtook on the way, short enough not to be felt.
constexpr std::chrono::seconds kHoldFor{10};

struct Arrival {
  store::RowId contact;
  e2e::SessionId sid;
  std::uint64_t seq;
  bool early;                                 // an earlier one is still missing
  const store::MessageRow* before = nullptr;  // what stood for it while it could not be read
};

Result<void> announce(Context& context, const store::MessageRow& message) {
  STILLE_TRY(const auto position, log_message(context, message));
  if (!message.position) {
    STILLE_TRYV(store::place_message(context.db, message.id, position));
  }
  STILLE_TRYV(start_clock(context, message));
  STILLE_TRYV(store::stop_writing(context.db, message.contact));
  if (message.removal != store::Removal::none || !store::is_said(message.kind)) return ok();
  STILLE_TRY(const bool receipts, sends_receipts(context.db));
  STILLE_TRY(const auto person, store::load_contact(context.db, message.contact));
  if (!receipts || person.introduced) return ok();
  return store::add_receipt(context.db, message.contact, message.content_id, context.now + kReceiptDelay);
}

Result<void> release(Context& context, store::RowId contact, const e2e::SessionId& sid, std::uint64_t up_to) {
  STILLE_TRY(const auto rows, store::held_up_to(context.db, contact, sid, up_to));
  for (const auto& row : rows) {
    STILLE_TRYV(announce(context, row));
  }
  return ok();
}

// The other side did not see our receipt: it sealed the same content anew.
Result<void> take_again(Context& context, const store::MessageRow& row) {
  STILLE_TRY(const auto known, store::find_message(context.db, row.contact, false, row.content_id));
  STILLE_TRY(const bool receipts, sends_receipts(context.db));
  const bool seen = known && known->removal == store::Removal::none && store::is_said(known->kind);
  if (!receipts || !seen) return ok();
  return store::add_receipt(context.db, row.contact, row.content_id, context.now + kReceiptDelay);
}

Result<void> take_message(Context& context, const Arrival& arrival, store::MessageRow row,
                          const wire::FileOffer* files = nullptr) {
  row.name = fresh_name(context, "m_");
  row.contact = arrival.contact;
  row.state = store::DeliveryState::received;
  row.at = context.now;
  if (arrival.early) row.held = store::Held{arrival.sid, arrival.seq, context.now + kHoldFor};
  if (arrival.before != nullptr) {
    row.id = arrival.before->id;
    row.name = arrival.before->name;
    row.at = arrival.before->at;
    row.position = arrival.before->position;
    row.held = arrival.before->held;
  }
  STILLE_TRY(const bool fresh, store::add_message(context.db, row));
  if (!fresh) return take_again(context, row);
  if (files != nullptr) {
    STILLE_TRYV(add_offered(context, row.id, *files));
  }
  STILLE_TRY(const auto now, apply_early_changes(context, row));
  if (now.held) return ok();
  return announce(context, now);
}

// What its author has deleted is not brought back by a quote.
Result<store::ReplyRow> quoted(Context& context, store::RowId contact, const wire::Quote& quote) {
  store::ReplyRow out{quote.target.id, quote.target.of_receiver, quote.excerpt};
  STILLE_TRY(const auto known, store::find_message(context.db, contact, out.outgoing, out.id));
  const bool gone = known && known->removal != store::Removal::none && known->removal != store::Removal::here;
  if (gone) out.excerpt.clear();
  return out;
}

Result<void> take_receipt(Context& context, store::RowId contact, const wire::Receipt& receipt) {
  for (const auto& id : receipt.delivered) {
    STILLE_TRY(auto message, store::find_message(context.db, contact, true, id));
    if (!message || message->state == store::DeliveryState::delivered ||
        message->state == store::DeliveryState::read)
      continue;
    message->state = store::DeliveryState::delivered;
    STILLE_TRYV(store::set_message_state(context.db, message->id, message->state));
    // It may come before the relay's own answer.
    STILLE_TRYV(start_clock(context, *message));
    STILLE_TRYV(log_delivery(context, *message));
  }
  return ok();
}

Result<void> take_name(Context& context, store::RowId contact, const wire::Profile& profile) {
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  if (row.name == profile.name) return ok();
  // An alias that only stood in for the unknown name gives way to it.
  if (row.name.empty() && row.alias && row.alias->starts_with("contact")) {
    STILLE_TRY(row.alias, choose_alias(context.db, {}, profile.name));
  }
  row.name = profile.name;
  STILLE_TRYV(store::update_contact(context.db, row));
  return log_contact(context, contact, "name");
}

Result<void> take_greeting(Context& context, store::RowId contact, const wire::Greeting& greeting) {
  STILLE_TRYV(store::set_route(context.db, contact, store::RouteKind::current, greeting.mailbox));
  return take_name(context, contact, greeting.profile);
}

// What overtook it says more than it does.
Result<void> take_profile(Context& context, store::RowId contact, const wire::Profile& profile) {
  STILLE_TRY(const bool counts, take_card(context, contact, profile.card));
  return counts ? take_name(context, contact, profile) : ok();
}

// What each kind of content does.
struct Apply {
  Context& context;
  const Arrival& arrival;
  const wire::Content& content;
  ByteView bytes;

  [[nodiscard]] store::MessageRow message() const {
    store::MessageRow row;
    row.content_id = content.id;
    row.authored = content.authored;
    return row;
  }
  Result<void> operator()(const wire::Text& text) const {
    auto row = message();
    row.text = text.text;
    row.question = text.question;
    row.expire_s = text.expire_s;
    if (text.reply) {
      STILLE_TRY(row.reply, quoted(context, arrival.contact, *text.reply));
    }
    return take_message(context, arrival, std::move(row));
  }
  Result<void> operator()(const wire::Timer& timer) const {
    STILLE_TRYV(take_timer(context, arrival.contact, timer));
    auto row = message();
    row.kind = store::ContentKind::timer;
    row.expire_s = timer.seconds;
    return take_message(context, arrival, std::move(row));
  }
  Result<void> operator()(const wire::FileOffer& offer) const {
    auto row = message();
    row.kind = store::ContentKind::file;
    row.text = offer.caption;
    row.expire_s = offer.expire_s;
    if (offer.reply) {
      STILLE_TRY(row.reply, quoted(context, arrival.contact, *offer.reply));
    }
    return take_message(context, arrival, std::move(row), &offer);
  }
  Result<void> operator()(const wire::FileTaken& it) const {
    return take_file_taken(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::Unknown&) const {
    auto row = message();
    row.kind = store::ContentKind::unsupported;
    row.raw = crypto::SecretBytes(bytes);
    return take_message(context, arrival, std::move(row));
  }
  Result<void> operator()(const wire::Reaction&) const { return change(); }
  Result<void> operator()(const wire::Edit&) const { return change(); }
  Result<void> operator()(const wire::Delete&) const { return change(); }
  [[nodiscard]] Result<void> change() const { return take_change(context, arrival.contact, content, bytes); }
  Result<void> operator()(const wire::Greeting& it) const {
    return take_greeting(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::Receipt& it) const {
    return take_receipt(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::Profile& it) const {
    return take_profile(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::CardRequest&) const {
    return take_card_request(context, arrival.contact);
  }
  Result<void> operator()(const wire::MailboxOffer& it) const {
    return take_offer(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::MailboxUse& it) const {
    return mailbox_in_use(context, arrival.contact, it.writer_id);
  }
  Result<void> operator()(const wire::RenewalOffer& it) const {
    return take_renewal_offer(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::RenewalAnswer& it) const {
    return take_renewal_answer(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::Rendezvous& it) const {
    return take_rendezvous(context, arrival.contact, it);
  }
  Result<void> operator()(const wire::Group& it) const {
    return take_group(context, arrival.contact, it, bytes);
  }
  Result<void> operator()(const wire::Signs& it) const { return take_signs(context, arrival.contact, it); }
  Result<void> operator()(const wire::Read& it) const { return take_read(context, arrival.contact, it); }
  Result<void> operator()(const wire::Typing&) const {
    return take_typing(context, arrival.contact, content.authored);
  }
  Result<void> operator()(const wire::Introduction& it) const {
    return take_introduction(context, arrival.contact, it);
  }
  // Says nothing that MailboxUse and the grace do not.
  Result<void> operator()(const wire::MailboxRetire&) const { return ok(); }
};

Result<void> apply(Context& context, const Arrival& arrival, ByteView bytes) {
  const auto content = wire::parse_content(bytes);
  // From somebody we know, but not to this schema: as worthless as noise, though its place is used up.
  if (!content) {
    ++context.counters.undecryptable;
    return ok();
  }
  return std::visit(Apply{context, arrival, content.value(), bytes}, content.value().body);
}

// Sending moved to another session: what the old one still owed is sealed anew.
Result<void> move_over(Context& context, store::RowId contact, const e2e::SessionPair& sessions) {
  STILLE_TRYV(store::unseal_others(context.db, contact, sessions.sending().sid()));
  STILLE_TRYV(store::promote_route(context.db, contact));
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  const bool by_peer = sessions.sending().role() == e2e::Role::responder && !row.renewing;
  row.frozen = false;
  row.renewing = false;
  // Whoever was verified has to be looked at again before anything is said to them.
  row.reset_waits = row.verified && by_peer;
  STILLE_TRYV(store::update_contact(context.db, row));
  return by_peer ? log_contact(context, contact, "reset") : ok();
}

// A renewal changes nothing that a person could see, and is not mentioned.
Result<void> log_if_changed(Context& context, const store::ContactRow& before) {
  STILLE_TRY(const auto now, store::load_contact(context.db, before.id));
  if (now.stage == before.stage && show(now).state == show(before).state) return ok();
  return log_contact_state(context, before.id);
}

Result<void> after_opening(Context& context, store::RowId contact, const e2e::PairOpened& opened) {
  STILLE_TRYV(store::drop_acknowledged(context.db, contact, opened.sid, opened.acknowledged));
  if (opened.superseded) {
    STILLE_TRYV(move_over(context, contact, opened.next));
  }
  if (opened.became_connected || opened.superseded) {
    STILLE_TRYV(joining_done(context, contact));
    STILLE_TRYV(keep_rendezvous(context, contact));
  }
  return note_gaps(context, contact, opened.lost);
}

std::uint64_t complete_up_to(const e2e::SessionPair& sessions, const e2e::SessionId& sid) {
  if (sessions.sending().sid() == sid) return sessions.sending().received_up_to();
  const auto* second = sessions.second();
  return second != nullptr && second->sid() == sid ? second->received_up_to() : 0;
}

Result<void> plan_heartbeat(Context& context, store::RowId contact, const e2e::SessionPair& sessions) {
  if (!sessions.sending().heartbeat_due(context.now)) return ok();
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  if (row.heartbeat_at) return ok();
  row.heartbeat_at = context.now + std::chrono::seconds(60 + context.rng.below(29 * 60));
  return store::update_contact(context.db, row);
}

}  // namespace

Result<void> take_envelope(Context& context, store::RowId contact, ByteView envelope) {
  STILLE_TRY(const auto row, store::load_contact(context.db, contact));
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, contact));
  auto tried = e2e::open(sessions, context.self, envelope, context.now);
  if (!tried) return fail(tried.error().code == Errc::duplicate ? Errc::duplicate : Errc::undecryptable);
  const auto& opened = tried.value();
  STILLE_TRYV(store::save_sessions(context.db, contact, opened.next));
  STILLE_TRYV(welcome(context, contact));
  const auto up_to = complete_up_to(opened.next, opened.sid);
  STILLE_TRYV(store::forget_hints(context.db, contact));
  STILLE_TRYV(store::note_heard(context.db, contact, context.now));
  if (!opened.content.empty() && !row.blocked) {
    const bool early = !opened.late && opened.seq > up_to;
    STILLE_TRYV(apply(context, {contact, opened.sid, opened.seq, early}, opened.content.expose()));
  }
  STILLE_TRYV(after_opening(context, contact, opened));
  STILLE_TRYV(log_if_changed(context, row));
  STILLE_TRYV(release(context, contact, opened.sid, up_to));
  STILLE_TRYV(plan_heartbeat(context, contact, opened.next));
  const bool confirms =
      (opened.became_connected || opened.superseded) && opened.next.sending().role() == e2e::Role::initiator;
  if (confirms) return answer(context, contact);
  STILLE_TRYV(flush(context, contact));
  return ok();
}

Result<bool> has_unsupported(store::Database& db) {
  STILLE_TRY(const auto first, store::next_unsupported(db, 0));
  return first.has_value();
}

Result<void> read_again(Context& context) {
  store::RowId after = 0;
  for (;;) {
    STILLE_TRY(auto row, store::next_unsupported(context.db, after));
    if (!row) return ok();
    after = row->id;
    if (row->author) {
      STILLE_TRYV(read_group_message_again(context, *row));
      continue;
    }
    const auto content = wire::parse_content(row->raw->expose());
    if (content && std::holds_alternative<wire::Unknown>(content.value().body)) continue;
    // It makes room for what it turns out to be, which takes its place if it is something that shows.
    STILLE_TRYV(store::remove_message(context.db, row->id));
    const Arrival arrival{row->contact, {}, 0, false, &*row};
    STILLE_TRYV(apply(context, arrival, row->raw->expose()));
  }
}

Result<void> release_overdue(Context& context) {
  for (;;) {
    STILLE_TRY(const auto row, store::overdue_held(context.db, context.now));
    if (!row) return ok();
    STILLE_TRYV(release(context, row->contact, row->held->sid, row->held->seq));
  }
}

Result<void> note_gaps(Context& context, store::RowId contact, const std::vector<e2e::SeqRange>& lost) {
  std::uint64_t count = 0;
  for (const auto& range : lost) count += range.last - range.first + 1;
  if (count == 0) return ok();
  store::EventRow event;
  event.type = store::EventKind::gap;
  event.state = "lost";
  event.count = count;
  event.contact = contact;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

}  // namespace stille::client
