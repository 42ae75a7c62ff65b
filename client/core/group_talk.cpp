// Composing, checking and placing messages of groups.
#include "client/core/group_talk.hpp"

#include <algorithm>

#include "client/core/journal.hpp"
#include "client/core/sending.hpp"
#include "client/core/views.hpp"
#include "client/e2e/group_message.hpp"

namespace stille::client {

namespace {

Bytes encoded(const std::vector<wire::GroupRef>& refs) {
  ByteWriter out;
  for (const auto& ref : refs) out.u16(ref.member).u64(ref.gseq).raw(ref.hash.view());
  return std::move(out).bytes();
}

wire::Hash16 hash_of(const KnownGroup& group, const e2e::Iid& author, const wire::GroupMessage& message) {
  const auto hash =
      e2e::group_message_hash({group.row.gid, author, message.gseq, message.prev.view(), message.head.view()},
                              encoded(message.refs), message.body);
  return wire::Hash16::copy_of(ByteView(hash.raw).first(16));
}

wire::Hash16 half(const e2e::OpHash& hash) {
  return wire::Hash16::copy_of(ByteView(hash.raw).first(16));
}

// What we have seen of the others, a few at a time, so that all of it is said within some messages.
Result<std::vector<wire::GroupRef>> next_refs(Context& context, const KnownGroup& group, std::uint64_t turn) {
  STILLE_TRY(const auto all, store::frontier(context.db, group.row.id));
  std::vector<wire::GroupRef> out;
  for (std::size_t i = 0; i < all.size() && out.size() < wire::kMostRefs; ++i) {
    const auto& one = all[(turn * wire::kMostRefs + i) % all.size()];
    const auto* member = group.roster.head()->member(one.iid);
    if (member == nullptr || one.iid == context.self.iid()) continue;
    out.push_back({member->number, one.gseq, one.hash});
  }
  return out;
}

std::set<crypto::SignPublic> reachable(const KnownGroup& group, const std::set<e2e::OpHash>& lapsed) {
  std::set<crypto::SignPublic> out;
  for (const auto* member : group.roster.send_set(lapsed)) out.insert(member->origin);
  return out;
}

Result<void> tell_members(Context& context, const KnownGroup& group, const wire::GroupMessage& message,
                          const store::MessageRow& row) {
  STILLE_TRY(const auto statements, store::statements_of(context.db, group.row.id));
  std::vector<e2e::Iid> people;
  for (const auto* member : group.roster.send_set(lapsed_suspensions(statements, context.now))) {
    if (member->iid != context.self.iid()) people.push_back(member->iid);
  }
  // In another order each time: who is written to first says nothing.
  for (auto i = people.size(); i > 1; --i) std::swap(people[i - 1], people[context.rng.below(i)]);
  for (const auto& iid : people) {
    STILLE_TRYV(tell(context, group.row.gid, iid, message, row.id));
  }
  return ok();
}

// Two hashes under one number: somebody told different people different things.
Result<void> raise_alarm(Context& context, const KnownGroup& group, const e2e::Iid& author,
                         const e2e::Iid& reporter) {
  store::EventRow event;
  event.type = store::EventKind::group;
  event.state = reporter == author ? "said_two_things" : "reported_two_things";
  event.contact = group.row.conversation;
  event.about = short_name("p_", author);
  if (reporter != author) *event.about += " " + short_name("p_", reporter);
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

Result<void> compare_refs(Context& context, store::RowId contact, const KnownGroup& group,
                          const e2e::GroupState& head, const e2e::Iid& reporter,
                          const std::vector<wire::GroupRef>& refs) {
  for (const auto& ref : refs) {
    const auto* member = head.member(ref.member);
    if (member == nullptr) continue;
    STILLE_TRY(const auto known, store::find_said(context.db, group.row.id, member->iid, ref.gseq));
    if (known && known->hash != ref.hash) {
      STILLE_TRYV(raise_alarm(context, group, member->iid, reporter));
    }
    if (known) continue;
    STILLE_TRY(const auto reports, store::count_reports(context.db, group.row.id));
    if (reports >= kMostReports) continue;
    STILLE_TRYV(store::put_said(context.db, group.row.id, member->iid, ref.gseq, {ref.hash, contact}));
  }
  return ok();
}

// False: known before, or not what its author said to others.
Result<bool> remember(Context& context, const KnownGroup& group, const e2e::Iid& author, std::uint64_t gseq,
                      const wire::Hash16& hash) {
  STILLE_TRY(const auto known, store::find_said(context.db, group.row.id, author, gseq));
  if (known && known->hash != hash) {
    auto reporter = author;
    if (known->reported) {
      const auto person = store::load_contact(context.db, *known->reported);
      if (person) reporter = person.value().iid;
    }
    STILLE_TRYV(raise_alarm(context, group, author, reporter));
    if (!known->reported) return false;
  } else if (known && !known->reported) {
    return false;
  }
  STILLE_TRYV(store::put_said(context.db, group.row.id, author, gseq, {hash, std::nullopt}));
  return true;
}

Result<void> place(Context& context, store::RowId contact, const KnownGroup& group, const wire::Hash16& name,
                   ByteView body) {
  const auto content = wire::parse_content(body);
  store::MessageRow row;
  row.name = fresh_name(context, "m_");
  row.contact = group.row.conversation;
  row.author = contact;
  row.content_id = wire::ContentId{name.raw};
  row.state = store::DeliveryState::received;
  row.at = context.now;
  row.authored = content ? content.value().authored : context.now;
  if (const auto* text = content ? std::get_if<wire::Text>(&content.value().body) : nullptr) {
    row.text = text->text;
  } else {
    row.kind = store::ContentKind::unsupported;
    row.raw = crypto::SecretBytes(body);
  }
  STILLE_TRY(const bool fresh, store::add_message(context.db, row));
  if (!fresh) return ok();
  store::EventRow event;
  event.type = store::EventKind::message;
  event.state = name_of(MessageState::received);
  event.contact = row.contact;
  event.message = row.id;
  STILLE_TRY(const auto position, log_event(context, std::move(event)));
  return store::place_message(context.db, row.id, position);
}

Result<void> hold(Context& context, store::RowId contact, const KnownGroup& group, ByteView bytes) {
  STILLE_TRY(const auto held, store::group_held(context.db, group.row.id));
  if (held.size() >= kMostGroupHeld) {
    STILLE_TRYV(store::remove_group_held(context.db, held.front().id));
    STILLE_TRYV(log_group(context, group.row, "gap", 1));
  }
  const bool asked = std::ranges::any_of(held, [&](const auto& row) { return row.contact == contact; });
  STILLE_TRYV(store::add_group_held(context.db, group.row.id, contact, bytes));
  if (asked) return ok();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  return tell(context, group.row.gid, person.iid, wire::GroupWant{});
}

Result<void> check_text(std::string_view text, std::string_view key) {
  if (text.empty()) return fail(Errc::invalid_argument);
  if (text.size() > kLongestText || key.size() > kLongestKey) return fail(Errc::too_large);
  if (!wire::is_utf8(text) || !wire::is_utf8(key)) return fail(Errc::bad_encoding);
  return ok();
}

Result<store::MessageRow> own_row(Context& context, const store::GroupRow& group, std::string_view text,
                                  std::string_view key, const wire::Hash16& name) {
  store::MessageRow row;
  row.name = fresh_name(context, "m_");
  row.contact = group.conversation;
  row.content_id = wire::ContentId{name.raw};
  row.outgoing = true;
  row.text = text;
  row.at = context.now;
  row.authored = context.now;
  if (!key.empty()) row.key = key;
  STILLE_TRYV(store::add_message(context.db, row));
  STILLE_TRY(row.position, log_delivery(context, row));
  STILLE_TRYV(store::place_message(context.db, row.id, *row.position));
  return row;
}

}  // namespace

Result<store::MessageRow> compose_in_group(Context& context, store::GroupRow row, std::string_view text,
                                           std::string_view key) {
  STILLE_TRYV(check_text(text, key));
  if (!key.empty()) {
    STILLE_TRY(auto before, store::message_with_key(context.db, row.conversation, key));
    if (before && before->text != text) return fail(Errc::already_exists);
    if (before) return Result<store::MessageRow>(std::move(*before));
  }
  if (row.state != store::GroupState::member) return fail(Errc::wrong_state);
  STILLE_TRY(auto group, open_group(context.db, std::move(row)));
  wire::GroupMessage message;
  message.head = half(group.roster.head()->hash());
  message.gseq = group.row.said + 1;
  message.prev = group.row.last;
  STILLE_TRY(message.refs, next_refs(context, group, message.gseq));
  const auto body = encode_content(context, wire::Text{std::string(text)});
  message.body.assign(body.expose().begin(), body.expose().end());
  const auto name = hash_of(group, context.self.iid(), message);
  group.row.said = message.gseq;
  group.row.last = name;
  STILLE_TRYV(store::update_group(context.db, group.row));
  STILLE_TRYV(
      store::put_said(context.db, group.row.id, context.self.iid(), message.gseq, {name, std::nullopt}));
  STILLE_TRY(auto made, own_row(context, group.row, text, key, name));
  STILLE_TRYV(tell_members(context, group, message, made));
  STILLE_TRYV(group_part_stored(context, made.id));
  return store::load_message(context.db, made.id);
}

Result<void> take_group_message(Context& context, store::RowId contact, KnownGroup& group,
                                const wire::GroupMessage& message, ByteView bytes) {
  if (group.row.state != store::GroupState::member && group.row.state != store::GroupState::invited)
    return ok();
  const auto* at = group.roster.beginning_with(message.head.view());
  // Nothing is shown of a group before we are in it.
  if (at == nullptr || group.row.state == store::GroupState::invited)
    return hold(context, contact, group, bytes);
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  const auto* then = at->member(person.iid);
  const auto* now = group.roster.head()->member(person.iid);
  STILLE_TRY(const auto statements, store::statements_of(context.db, group.row.id));
  const auto heard = reachable(group, lapsed_suspensions(statements, context.now));
  // Whoever is out has no say, whatever head they name.
  if (then == nullptr || now == nullptr || then->origin != now->origin || !heard.contains(now->origin))
    return ok();
  const auto name = hash_of(group, person.iid, message);
  STILLE_TRY(const bool fresh, remember(context, group, person.iid, message.gseq, name));
  if (!fresh) return ok();
  STILLE_TRYV(compare_refs(context, contact, group, *at, person.iid, message.refs));
  return place(context, contact, group, name, message.body);
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
  STILLE_TRY(const auto left, store::unsent_parts(context.db, message.id));
  if (left > 0) return ok();
  message.state = store::DeliveryState::sent;
  STILLE_TRYV(store::set_message_state(context.db, message.id, message.state));
  STILLE_TRYV(log_delivery(context, message));
  return ok();
}

}  // namespace stille::client
