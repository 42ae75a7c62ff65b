// Composing, checking and placing messages of groups.
#include "client/core/group_talk.hpp"

#include <algorithm>

#include "client/core/changing.hpp"
#include "client/core/disappearing.hpp"
#include "client/core/group_gossip.hpp"
#include "client/core/group_hearing.hpp"
#include "client/core/journal.hpp"
#include "client/core/sending.hpp"
#include "client/core/talk.hpp"
#include "client/core/views.hpp"

namespace stille::client {

namespace {

// Whose message or change it is that travels.
struct Parts {
  std::optional<store::RowId> message;
  std::optional<store::RowId> about;
};

std::set<crypto::SignPublic> reachable(const KnownGroup& group, const std::set<e2e::OpHash>& lapsed) {
  std::set<crypto::SignPublic> out;
  for (const auto* member : group.roster.send_set(lapsed)) out.insert(member->origin);
  return out;
}

Result<void> tell_members(Context& context, const KnownGroup& group, const wire::GroupMessage& message,
                          const Parts& parts) {
  STILLE_TRY(const auto statements, store::statements_of(context.db, group.row.id));
  std::vector<e2e::Iid> people;
  for (const auto* member : group.roster.send_set(lapsed_suspensions(statements, context.now))) {
    if (member->iid != context.self.iid()) people.push_back(member->iid);
  }
  shuffle(context, people);
  for (const auto& iid : people) {
    STILLE_TRYV(tell(context, group.row.gid, iid, message, parts.message, parts.about));
  }
  return ok();
}

// The next message of ours; its name is remembered as said.
Result<wire::GroupMessage> next_message(Context& context, KnownGroup& group, wire::Body said) {
  wire::GroupMessage message;
  message.head = wire::Hash16::copy_of(ByteView(group.roster.head()->hash().raw).first(16));
  message.gseq = group.row.said + 1;
  message.prev = group.row.last;
  STILLE_TRY(message.refs, next_refs(context, group, message.gseq));
  const auto body = encode_content(context, std::move(said));
  // A text of full length and a quote together may be more.
  if (body.size() > wire::kLargestGroupBody) return fail(Errc::too_large);
  message.body.assign(body.expose().begin(), body.expose().end());
  group.row.said = message.gseq;
  group.row.last = group_message_name(group, context.self.iid(), message);
  STILLE_TRYV(store::update_group(context.db, group.row));
  STILLE_TRYV(store::put_said(context.db, group.row.id, context.self.iid(), message.gseq,
                              {group.row.last, std::nullopt}));
  return message;
}

// Who wrote what it answers follows from that one's name, which is a hash.
std::optional<wire::Quote> quote_in_group(const store::MessageRow& row) {
  if (!row.reply) return std::nullopt;
  return wire::Quote{{row.reply->id, false}, row.reply->excerpt};
}

}  // namespace

Result<void> check_in_group(Context& context, store::RowId conversation) {
  STILLE_TRY(const auto row, store::group_of_conversation(context.db, conversation));
  if (!row) return fail(Errc::not_found);
  if (row->state != store::GroupState::member) return fail(Errc::wrong_state);
  return ok();
}

Result<store::MessageRow> compose_in_group(Context& context, store::GroupRow group_row,
                                           const TextDraft& draft) {
  STILLE_TRYV(check_draft(draft));
  STILLE_TRY(auto before, made_before(context, group_row.conversation, draft));
  if (before) return std::move(*before);
  if (group_row.state != store::GroupState::member) return fail(Errc::wrong_state);
  STILLE_TRY(auto group, open_group(context.db, std::move(group_row)));
  store::MessageRow row;
  row.name = fresh_name(context, "m_");
  row.contact = group.row.conversation;
  row.outgoing = true;
  row.text = draft.text;
  row.question = draft.question;
  row.at = context.now;
  row.authored = context.now;
  if (!draft.key.empty()) row.key = draft.key;
  STILLE_TRY(row.reply, reply_to(context, row.contact, draft.reply));
  STILLE_TRY(row.expire_s, time_of(context, row.contact, draft.expire));
  wire::Text text{row.text, quote_in_group(row), row.question, row.expire_s};
  STILLE_TRY(const auto message, next_message(context, group, std::move(text)));
  row.content_id = wire::ContentId{group.row.last.raw};
  STILLE_TRYV(store::add_message(context.db, row));
  STILLE_TRY(row.position, log_delivery(context, row));
  STILLE_TRYV(store::place_message(context.db, row.id, *row.position));
  STILLE_TRYV(tell_members(context, group, message, {row.id, std::nullopt}));
  STILLE_TRYV(group_part_stored(context, row.id));
  return store::load_message(context.db, row.id);
}

Result<void> send_offer_in_group(Context& context, const store::MessageRow& message, wire::FileOffer offer) {
  STILLE_TRY(auto row, store::group_of_conversation(context.db, message.contact));
  if (!row || row->state != store::GroupState::member) return fail(Errc::wrong_state);
  STILLE_TRY(auto group, open_group(context.db, std::move(*row)));
  offer.reply = quote_in_group(message);
  STILLE_TRY(const auto said, next_message(context, group, std::move(offer)));
  STILLE_TRYV(store::rename_content(context.db, message.id, wire::ContentId{group.row.last.raw}));
  STILLE_TRYV(tell_members(context, group, said, {message.id, std::nullopt}));
  return group_part_stored(context, message.id);
}

Result<void> say_change_in_group(Context& context, const store::MessageRow& about, wire::Body body) {
  STILLE_TRY(auto row, store::group_of_conversation(context.db, about.contact));
  if (!row || row->state != store::GroupState::member) return fail(Errc::wrong_state);
  STILLE_TRY(auto group, open_group(context.db, std::move(*row)));
  STILLE_TRY(const auto message, next_message(context, group, std::move(body)));
  return tell_members(context, group, message, {std::nullopt, about.id});
}

Result<void> take_group_message(Context& context, store::RowId contact, KnownGroup& group,
                                const wire::GroupMessage& message, ByteView bytes) {
  if (group.row.state != store::GroupState::member && group.row.state != store::GroupState::invited)
    return ok();
  const auto* at = group.roster.beginning_with(message.head.view());
  // Nothing is shown of a group before we are in it.
  if (at == nullptr || group.row.state == store::GroupState::invited)
    return hold_group_message(context, contact, group, bytes);
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  const auto* then = at->member(person.iid);
  const auto* now = group.roster.head()->member(person.iid);
  STILLE_TRY(const auto statements, store::statements_of(context.db, group.row.id));
  const auto heard = reachable(group, lapsed_suspensions(statements, context.now));
  // Whoever is out has no say, whatever head they name.
  if (then == nullptr || now == nullptr || then->origin != now->origin || !heard.contains(now->origin))
    return ok();
  const auto name = group_message_name(group, person.iid, message);
  STILLE_TRY(const bool fresh, remember_message(context, group, person.iid, message.gseq, name));
  if (!fresh) return ok();
  STILLE_TRYV(compare_refs(context, contact, group, *at, person.iid, message.refs));
  return hear(context, {group.row.conversation, contact, wire::ContentId{name.raw}, message.body});
}

Result<void> release_group_held(Context& context, KnownGroup& group) {
  STILLE_TRY(const auto rows, store::group_held(context.db, group.row.id));
  for (const auto& row : rows) {
    const auto content = wire::parse_content(row.content.expose());
    const auto* outer = content ? std::get_if<wire::Group>(&content.value().body) : nullptr;
    const auto* message = outer == nullptr ? nullptr : std::get_if<wire::GroupMessage>(&outer->what);
    if (message != nullptr && group.roster.beginning_with(message->head.view()) == nullptr) continue;
    STILLE_TRYV(store::remove_group_held(context.db, row.id));
    if (message == nullptr) continue;
    STILLE_TRYV(take_group_message(context, row.contact, group, *message, row.content.expose()));
  }
  return ok();
}

Result<void> group_part_stored(Context& context, store::RowId id) {
  STILLE_TRY(auto message, store::load_message(context.db, id));
  if (message.state != store::DeliveryState::queued) return ok();
  // Whoever got it first may see it go first: the clock does not wait for those who cannot be reached.
  STILLE_TRYV(start_clock(context, message));
  STILLE_TRY(const auto left, store::unsent_parts(context.db, message.id));
  if (left > 0) return ok();
  message.state = store::DeliveryState::sent;
  STILLE_TRYV(store::set_message_state(context.db, message.id, message.state));
  STILLE_TRYV(log_delivery(context, message));
  return ok();
}

}  // namespace stille::client
