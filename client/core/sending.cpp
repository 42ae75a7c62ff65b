// The order of things: content row, session state, outbox row, all in the caller's transaction.
#include "client/core/sending.hpp"

#include "client/core/changing.hpp"
#include "client/core/disappearing.hpp"
#include "client/core/journal.hpp"
#include "client/core/show.hpp"
#include "client/core/talk.hpp"
#include "client/core/views.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

namespace {

bool may_seal(const store::ContactRow& row) {
  return row.stage == store::Stage::member && !row.blocked && !row.frozen && !row.reset_waits;
}

// Refusals of the session that only mean "not now".
bool means_later(Errc code) {
  return code == Errc::not_ready || code == Errc::limit_reached || code == Errc::wrong_state ||
         code == Errc::forked;
}

// Where the contact reads, once we have a mailbox of our own to be answered in.
Result<std::optional<wire::MailboxOffer>> ready_route(Context& context, store::RowId contact) {
  STILLE_TRY(const auto own, store::mailbox_of_contact(context.db, contact));
  if (!own || own->state != store::MailboxState::open) return std::optional<wire::MailboxOffer>{};
  return store::route(context.db, contact, store::RouteKind::current);
}

// Everything sealed settles what a heartbeat would have said.
Result<void> spoken(Context& context, store::RowId contact, const e2e::SessionPair& sessions) {
  STILLE_TRYV(store::save_sessions(context.db, contact, sessions));
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  if (!row.heartbeat_at) return ok();
  row.heartbeat_at.reset();
  return store::update_contact(context.db, row);
}

// Seals one content. False: not now.
Result<bool> seal_one(Context& context, store::RowId contact, const store::OutgoingRow& item,
                      const wire::MailboxOffer& to, e2e::SessionPair& sessions) {
  auto sealed = e2e::seal(sessions, item.content.expose(), context.now, context.rng);
  if (!sealed && means_later(sealed.error().code)) return false;
  STILLE_TRY(auto done, std::move(sealed));
  STILLE_TRYV(store::mark_sealed(context.db, item.id, done.sid, done.seq));
  store::OutboxRow row;
  row.contact = contact;
  row.message = item.message;
  row.envelope = std::move(done.envelope);
  STILLE_TRYV(put_envelope(context, to, std::move(row)));
  sessions = std::move(done.next);
  return true;
}

}  // namespace

Result<void> check_text(std::string_view text) {
  if (text.empty()) return fail(Errc::invalid_argument);
  if (text.size() > kLongestText) return fail(Errc::too_large);
  if (!wire::is_utf8(text)) return fail(Errc::bad_encoding);
  return ok();
}

Result<void> check_key(std::string_view key) {
  if (key.size() > kLongestKey) return fail(Errc::too_large);
  if (!wire::is_utf8(key)) return fail(Errc::bad_encoding);
  return ok();
}

Result<void> check_may_write(const store::ContactRow& contact) {
  if (contact.stage != store::Stage::member) return fail(Errc::not_found);
  if (contact.blocked || contact.frozen || contact.reset_waits) return fail(Errc::wrong_state);
  if (contact.status == e2e::SessionStatus::forked) return fail(Errc::forked);
  return ok();
}

crypto::SecretBytes encode_content(Context& context, wire::Body body) {
  wire::Content content{
      .id = context.rng.fixed<wire::ContentId>(), .authored = context.now, .body = std::move(body)};
  return wire::write_content(content);
}

Result<void> put_envelope(Context& context, const wire::MailboxOffer& to, store::OutboxRow row) {
  row.relay = to.relay;
  row.writer_id = to.writer_id;
  row.writer_secret = to.writer_secret.clone();
  row.envelope_id = context.rng.fixed<protocol::EnvelopeId>();
  return store::add_outbox(context.db, row);
}

Result<std::optional<store::MessageRow>> made_before(Context& context, store::RowId contact,
                                                     const TextDraft& draft) {
  if (draft.key.empty()) return std::optional<store::MessageRow>{};
  STILLE_TRY(auto row, store::message_with_key(context.db, contact, draft.key));
  // The words of a deleted one are not known any more.
  if (!row || row->removal != store::Removal::none) return row;
  STILLE_TRY(const auto wordings, store::wordings_of(context.db, row->id));
  if ((wordings.empty() ? row->text : wordings.front().text) != draft.text) return fail(Errc::already_exists);
  return row;
}

Result<std::optional<store::ReplyRow>> reply_to(Context& context, store::RowId contact, std::string_view id) {
  if (id.empty()) return std::optional<store::ReplyRow>{};
  STILLE_TRY(const auto quoted, find_message(context.db, id));
  if (quoted.contact != contact || quoted.removal != store::Removal::none) return fail(Errc::bad_value);
  STILLE_TRY(auto excerpt, excerpt_of(context.db, quoted));
  return std::optional(store::ReplyRow{quoted.content_id, quoted.outgoing, std::move(excerpt)});
}

std::optional<wire::Quote> quote_of(const store::MessageRow& row) {
  if (!row.reply) return std::nullopt;
  return wire::Quote{{row.reply->id, !row.reply->outgoing}, row.reply->excerpt};
}

Result<void> check_draft(const TextDraft& draft) {
  STILLE_TRYV(check_text(draft.text));
  return check_key(draft.key);
}

namespace {

wire::Content content_of(const store::MessageRow& row) {
  wire::Text text{row.text, quote_of(row), row.question, row.expire_s};
  return {.id = row.content_id, .authored = row.authored, .body = std::move(text)};
}

}  // namespace

Result<store::MessageRow> compose(Context& context, const store::ContactRow& contact,
                                  const TextDraft& draft) {
  STILLE_TRYV(check_draft(draft));
  STILLE_TRY(auto before, made_before(context, contact.id, draft));
  if (before) return std::move(*before);
  const bool for_ourselves = contact.stage == store::Stage::self;
  if (!for_ourselves) {
    STILLE_TRYV(check_may_write(contact));
  }
  store::MessageRow row;
  row.name = fresh_name(context, "m_");
  row.contact = contact.id;
  row.content_id = context.rng.fixed<wire::ContentId>();
  row.outgoing = true;
  if (for_ourselves) row.state = store::DeliveryState::delivered;
  row.text = draft.text;
  row.at = context.now;
  row.authored = context.now;
  STILLE_TRY(row.reply, reply_to(context, contact.id, draft.reply));
  row.question = draft.question;
  STILLE_TRY(row.expire_s, time_of(context, contact.id, draft.expire));
  if (!draft.key.empty()) row.key = draft.key;
  STILLE_TRYV(store::add_message(context.db, row));
  STILLE_TRY(row.position, log_delivery(context, row));
  STILLE_TRYV(store::place_message(context.db, row.id, *row.position));
  if (for_ourselves) {
    STILLE_TRYV(start_clock(context, row));
    return row;
  }
  STILLE_TRYV(store::add_outgoing(
      context.db, contact.id,
      {.id = 0, .content = wire::write_content(content_of(row)), .message = row.id, .about = std::nullopt}));
  STILLE_TRYV(flush(context, contact.id));
  return row;
}

Result<void> queue_control(Context& context, store::RowId contact, wire::Body body) {
  return store::add_outgoing(context.db, contact,
                             {.id = 0,
                              .content = encode_content(context, std::move(body)),
                              .message = std::nullopt,
                              .about = std::nullopt});
}

Result<std::size_t> flush(Context& context, store::RowId contact) {
  STILLE_TRY(const auto row, store::load_contact(context.db, contact));
  STILLE_TRY(auto item, store::next_unsealed(context.db, contact, 0));
  if (!item || !may_seal(row)) return 0U;
  STILLE_TRY(const auto to, ready_route(context, contact));
  if (!to) return 0U;
  STILLE_TRY(auto sessions, store::load_sessions(context.db, contact));
  std::size_t count = 0;
  while (item) {
    // Control content may pass what a user said and has to wait for the other side's confirmation.
    const bool control = !item->message && !item->about;
    if (control || sessions.sending().may_send_user_text()) {
      STILLE_TRY(const bool sealed, seal_one(context, contact, *item, *to, sessions));
      if (!sealed) break;
      ++count;
    }
    STILLE_TRY(item, store::next_unsealed(context.db, contact, item->id));
  }
  if (count > 0) {
    STILLE_TRYV(spoken(context, contact, sessions));
  }
  return count;
}

Result<void> send_empty(Context& context, const store::ContactRow& contact) {
  if (!may_seal(contact)) return ok();
  STILLE_TRY(const auto to, ready_route(context, contact.id));
  if (!to) return ok();
  STILLE_TRY(auto sessions, store::load_sessions(context.db, contact.id));
  auto sealed = e2e::seal(sessions, {}, context.now, context.rng);
  if (!sealed && means_later(sealed.error().code)) return ok();
  STILLE_TRY(auto done, std::move(sealed));
  store::OutboxRow row;
  row.contact = contact.id;
  row.envelope = std::move(done.envelope);
  STILLE_TRYV(put_envelope(context, *to, std::move(row)));
  return spoken(context, contact.id, done.next);
}

Result<void> answer(Context& context, store::RowId contact) {
  STILLE_TRY(const auto sealed, flush(context, contact));
  if (sealed > 0) return ok();
  STILLE_TRY(const auto row, store::load_contact(context.db, contact));
  return send_empty(context, row);
}

Result<wire::Greeting> own_greeting(Context& context, store::RowId contact) {
  STILLE_TRY(auto own, store::mailbox_of_contact(context.db, contact));
  if (!own) return fail(Errc::internal);
  wire::Greeting out;
  out.profile.name = context.name;
  out.mailbox = {
      .relay = own->relay, .writer_id = own->writer_id, .writer_secret = std::move(own->writer_secret)};
  return out;
}

}  // namespace stille::client
