// From statements to what this profile does about them.
#include "client/core/grouping.hpp"

#include <algorithm>

#include "client/core/alias.hpp"
#include "client/core/disappearing.hpp"
#include "client/core/group_changes.hpp"
#include "client/core/group_meeting.hpp"
#include "client/core/group_takeover.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/journal.hpp"
#include "client/core/people.hpp"
#include "client/core/read_position.hpp"
#include "client/core/sending.hpp"
#include "client/store/tables/takeovers.hpp"

namespace stille::client {

namespace {

using store::GroupState;

Result<void> keep(Context& context, KnownGroup& group, const e2e::Op& op) {
  return store::add_statement(context.db, group.row.id, op.hash, op.encoded, context.now);
}

// Those of one author that a newer one has replaced.
Result<void> forget_replaced(Context& context, const KnownGroup& group) {
  STILLE_TRY(const auto rows, store::statements_of(context.db, group.row.id));
  for (const auto& row : rows) {
    const auto op = e2e::parse_op(row.statement);
    if (!op || !op.value().beside() || group.roster.knows(row.hash)) continue;
    if (group.roster.at(op.value().prev) == nullptr) continue;  // it waits
    STILLE_TRYV(store::remove_statement(context.db, group.row.id, row.hash));
  }
  return ok();
}

std::vector<e2e::Iid> everybody(const e2e::GroupState& state) {
  std::vector<e2e::Iid> out;
  for (const auto& member : state.members()) out.push_back(member->iid);
  return out;
}

Result<void> broadcast(Context& context, const KnownGroup& group, std::vector<e2e::Iid> people,
                       const e2e::Op& op) {
  shuffle(context, people);
  for (const auto& iid : people) {
    if (iid == context.self.iid()) continue;
    STILLE_TRYV(tell(context, group.row.gid, iid, wire::GroupStatements{{op.encoded}}));
  }
  return ok();
}

Result<void> echo_head(Context& context, KnownGroup& group, const e2e::GroupMember& self) {
  const auto& head = *group.roster.head();
  const auto now = static_cast<std::uint64_t>(context.now.time_since_epoch().count());
  const e2e::op::Echo args{group.roster.next_echo(self.origin, now)};
  const auto echo = e2e::sign_op(head.here(self.number), args, group.key());
  // A roster that is full takes nothing more of ours either; what others say goes on.
  if (!group.roster.add(echo)) return ok();
  STILLE_TRYV(keep(context, group, echo));
  STILLE_TRYV(forget_replaced(context, group));
  return broadcast(context, group, everybody(head), echo);
}

GroupState standing(const KnownGroup& group) {
  const auto* head = group.roster.head();
  if (head == nullptr) return group.row.state;
  if (group.self() == nullptr)
    return group.row.state == GroupState::invited ? GroupState::invited : GroupState::left;
  if (head->closed()) return GroupState::closed;
  const auto own = crypto::sign_public(group.row.key);
  for (const auto& one : group.roster.suspensions()) {
    if (one.leave && one.target == own) return GroupState::left;
  }
  return GroupState::member;
}

std::string_view state_name(GroupState state) {
  return name_of(static_cast<GroupStanding>(state));
}

Result<void> note_contradictions(Context& context, KnownGroup& group) {
  const auto count = group.roster.equivocations().size();
  if (count <= group.row.proofs) return ok();
  group.row.proofs = count;
  STILLE_TRYV(store::update_group(context.db, group.row));
  return log_group(context, group.row, "contradiction", count);
}

// What the chair has set holds for all; a value that is no timer sets none. Who comes in finds it set.
Result<void> follow_timer(Context& context, const KnownGroup& group, bool show) {
  const auto& head = *group.roster.head();
  GroupTimer timer{group.row.conversation, wire::is_timer(head.timer()) ? head.timer() : 0, {}, show};
  if (const auto& chair = head.chair(); chair.iid != context.self.iid()) {
    STILLE_TRY(const auto person, store::find_contact(context.db, chair.iid));
    if (person) timer.by = person->id;
    timer.show = show && person.has_value();
  }
  return follow_group_timer(context, timer);
}

// Somebody who leaves is taken out by the chair. True: something was said.
Result<bool> do_duties(Context& context, KnownGroup& group) {
  const auto* self = group.self();
  const auto& head = *group.roster.head();
  if (self == nullptr || self->role != e2e::GroupRole::chair || head.closed()) return false;
  for (const auto& one : group.roster.suspensions()) {
    if (!one.leave) continue;
    const auto said = append(context, group, e2e::op::Remove{head.with_origin(one.target)->number});
    if (!said && said.error().code != Errc::limit_reached) return fail(said.error().code);
    return said.has_value();
  }
  return false;
}

Result<void> take_statements(Context& context, store::RowId contact, KnownGroup& group,
                             const wire::GroupStatements& statements) {
  for (const auto& bytes : statements.statements) {
    const auto op = e2e::parse_op(bytes);
    if (!op || op.value().group() != group.row.gid) {
      ++context.counters.undecryptable;
      continue;
    }
    const auto taken = group.roster.add(op.value());
    if (!taken || taken.value() == e2e::OpTaken::known || taken.value() == e2e::OpTaken::superseded) continue;
    STILLE_TRYV(keep(context, group, op.value()));
  }
  STILLE_TRYV(forget_replaced(context, group));
  auto missing = group.roster.missing();
  if (!missing.empty()) {
    wire::GroupWant want;
    missing.resize(std::min(missing.size(), wire::kMostWanted));
    for (const auto& hash : missing) want.missing.push_back({hash.raw});
    STILLE_TRY(const auto person, store::load_contact(context.db, contact));
    STILLE_TRYV(tell(context, group.row.gid, person.iid, std::move(want)));
  }
  return settle(context, group);
}

Result<void> take_want(Context& context, store::RowId contact, KnownGroup& group) {
  const auto* head = group.roster.head();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  if (head == nullptr || head->member(person.iid) == nullptr) return ok();
  return tell_everything(context, group, person.iid);
}

struct TakeGroup {
  Context& context;
  store::RowId contact;
  const wire::Group& content;
  ByteView bytes;
  KnownGroup& group;

  Result<void> operator()(const wire::GroupInvite&) const { return ok(); }
  Result<void> operator()(const wire::GroupConsent& it) const {
    return take_consent(context, contact, group, it);
  }
  Result<void> operator()(const wire::GroupStatements& it) const {
    return take_statements(context, contact, group, it);
  }
  Result<void> operator()(const wire::GroupWant&) const { return take_want(context, contact, group); }
  Result<void> operator()(const wire::GroupProposal& it) const {
    return take_proposal(context, contact, group, it);
  }
  Result<void> operator()(const wire::GroupMessage& it) const {
    return take_group_message(context, contact, group, it, bytes);
  }
  Result<void> operator()(const wire::GroupTakeover& it) const {
    return take_wish(context, contact, group, it);
  }
  Result<void> operator()(const wire::GroupAgreement& it) const {
    return take_agreement(context, contact, group, it);
  }
};

// They are told nothing of it, so whoever said it has to know. Once for each member; the message says it too.
Result<void> leave_out(Context& context, const e2e::GroupId& gid, const e2e::Iid& to, store::RowId message) {
  STILLE_TRY(const auto row, store::find_group(context.db, gid));
  if (!row) return ok();
  STILLE_TRY(const bool before, store::was_left_out(context.db, row->conversation, to));
  STILLE_TRYV(store::add_left_out(context.db, message, to));
  if (before) return ok();
  store::EventRow event;
  event.type = store::EventKind::group;
  event.state = "left_out";
  event.contact = row->conversation;
  event.about = short_name("p_", to);
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

}  // namespace

void shuffle(Context& context, std::vector<e2e::Iid>& people) {
  for (auto i = people.size(); i > 1; --i) std::swap(people[i - 1], people[context.rng.below(i)]);
}

const crypto::SignSeed& KnownGroup::key() const {
  const auto* member = self();
  for (const auto& one : later_keys) {
    if (member != nullptr && crypto::sign_public(one) == member->key) return one;
  }
  return row.key;
}

const e2e::GroupMember* KnownGroup::self() const {
  return roster.head() == nullptr ? nullptr : roster.head()->with_origin(crypto::sign_public(row.key));
}

Result<KnownGroup> open_group(store::Database& db, store::GroupRow row) {
  STILLE_TRY(const auto statements, store::statements_of(db, row.id));
  e2e::Roster roster(row.gid, crypto::sign_public(row.key));
  for (const auto& one : statements) {
    const auto op = e2e::parse_op(one.statement);
    if (op) (void)roster.add(op.value()).has_value();
  }
  STILLE_TRY(auto later, store::later_keys(db, row.id));
  return KnownGroup{std::move(row), std::move(roster), std::move(later)};
}

Result<store::GroupRow> add_group_row(Context& context, const e2e::GroupId& gid, std::string_view name,
                                      crypto::SignSeed key, std::optional<store::RowId> inviter) {
  STILLE_TRY(const auto all, store::all_groups(context.db));
  if (all.size() >= kMostGroups) return fail(Errc::limit_reached);
  auto conversation = new_contact(context, e2e::Iid{gid.raw}, name);
  STILLE_TRYV(store::add_conversation(context.db, conversation));
  store::GroupRow row;
  row.gid = gid;
  row.conversation = conversation.id;
  row.name = name;
  row.key = std::move(key);
  row.inviter = inviter;
  const auto proposed = propose_alias(name);
  for (std::size_t n = 1;; ++n) {
    row.alias = alias_variant(proposed == "contact" ? "group" : proposed, n);
    STILLE_TRY(const bool taken, store::group_alias_taken(context.db, row.alias));
    if (!taken) break;
  }
  STILLE_TRYV(store::add_group(context.db, row));
  return row;
}

Result<void> tell(Context& context, const e2e::GroupId& gid, const e2e::Iid& to,
                  decltype(wire::Group::what) what, std::optional<store::RowId> message,
                  std::optional<store::RowId> about) {
  const auto content = encode_content(context, wire::Group{{gid.raw}, std::move(what)});
  STILLE_TRY(const auto person, store::find_contact(context.db, to));
  // Somebody being greeted may turn out not to be reachable there.
  if (person && person->stage != store::Stage::greeting) {
    STILLE_TRYV(store::add_outgoing(
        context.db, person->id, {.id = 0, .content = content.clone(), .message = message, .about = about}));
    STILLE_TRYV(flush(context, person->id));
    return ok();
  }
  STILLE_TRY(const auto waiting, store::count_waiting(context.db, to));
  if (waiting >= kMostWaitingContents) {
    const auto said = message ? message : about;
    return said ? leave_out(context, gid, to, *said) : ok();
  }
  return store::add_waiting(context.db, to, {content.clone(), message, about});
}

Result<void> append(Context& context, KnownGroup& group, e2e::OpArgs args) {
  const auto* self = group.self();
  if (self == nullptr) return fail(Errc::not_found);
  const auto before = everybody(*group.roster.head());
  const auto op = e2e::sign_op(group.roster.head()->next(self->number), std::move(args), group.key());
  STILLE_TRYV(group.roster.add(op));
  STILLE_TRYV(keep(context, group, op));
  STILLE_TRYV(broadcast(context, group, before, op));
  if (const auto* add = std::get_if<e2e::op::Add>(&op.args)) {
    STILLE_TRYV(tell_everything(context, group, add->member.iid));
  }
  return settle(context, group);
}

Result<void> note(Context& context, KnownGroup& group, e2e::OpArgs args) {
  const auto* self = group.self();
  if (self == nullptr) return fail(Errc::not_found);
  const auto op = e2e::sign_op(group.roster.head()->here(self->number), std::move(args), group.key());
  STILLE_TRYV(group.roster.add(op));
  STILLE_TRYV(keep(context, group, op));
  STILLE_TRYV(broadcast(context, group, everybody(*group.roster.head()), op));
  return settle(context, group);
}

Result<void> settle(Context& context, KnownGroup& group) {
  const auto* head = group.roster.head();
  if (head == nullptr) return ok();
  const auto before = std::exchange(group.row.state, standing(group));
  const bool renamed = wire::is_utf8(head->name()) && group.row.name != head->name();
  if (renamed) group.row.name = head->name();
  const bool moved = !same(group.row.head, head->hash().view());
  const auto announced = e2e::OpHash::parse(group.row.head);
  if (moved) group.row.head.assign(head->hash().raw.begin(), head->hash().raw.end());
  STILLE_TRYV(store::update_group(context.db, group.row));
  if (group.row.state == GroupState::invited) return ok();
  if (group.row.state != before) {
    const bool brought_in = before == GroupState::invited && group.row.state == GroupState::member;
    if (brought_in) {
      STILLE_TRYV(mark_new(context, group.row.conversation));
    }
    STILLE_TRYV(log_group(context, group.row, state_name(group.row.state)));
  } else if (moved) {
    STILLE_TRYV(log_group(context, group.row, "changed"));
  }
  if (moved && announced) {
    STILLE_TRYV(note_takeover(context, group, announced.value()));
  }
  STILLE_TRYV(note_contradictions(context, group));
  if (group.row.state == GroupState::left) return ok();
  if (const auto* self = group.self(); moved && self != nullptr) {
    STILLE_TRYV(echo_head(context, group, *self));
  }
  STILLE_TRYV(meet_members(context, group));
  STILLE_TRYV(follow_timer(context, group, before != GroupState::invited));
  STILLE_TRYV(release_group_held(context, group));
  // append() settles again.
  STILLE_TRYV(do_duties(context, group));
  return follow_takeovers(context, group);
}

Result<void> tell_everything(Context& context, const KnownGroup& group, const e2e::Iid& to) {
  wire::GroupStatements part;
  std::size_t size = 0;
  for (const auto* op : group.roster.all()) {
    if (size + op->encoded.size() > wire::kLargestStatements ||
        part.statements.size() >= wire::kMostStatements) {
      STILLE_TRYV(tell(context, group.row.gid, to, std::exchange(part, {})));
      size = 0;
    }
    size += op->encoded.size();
    part.statements.push_back(op->encoded);
  }
  if (part.statements.empty()) return ok();
  return tell(context, group.row.gid, to, std::move(part));
}

Result<void> take_group(Context& context, store::RowId contact, const wire::Group& content, ByteView bytes) {
  const e2e::GroupId gid{content.gid.raw};
  if (const auto* invite = std::get_if<wire::GroupInvite>(&content.what)) {
    return take_invite(context, contact, gid, *invite);
  }
  STILLE_TRY(auto row, store::find_group(context.db, gid));
  if (!row) return ok();
  STILLE_TRY(auto group, open_group(context.db, std::move(*row)));
  return std::visit(TakeGroup{context, contact, content, bytes, group}, content.what);
}

Result<void> log_group(Context& context, const store::GroupRow& row, std::string_view state,
                       std::uint64_t count) {
  store::EventRow event;
  event.type = store::EventKind::group;
  event.state = state;
  event.count = count;
  event.contact = row.conversation;
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

std::set<e2e::OpHash> lapsed_suspensions(const std::vector<store::StatementRow>& rows, TimePoint now) {
  std::set<e2e::OpHash> out;
  for (const auto& row : rows) {
    if (now - row.at >= e2e::kSuspensionLife) out.insert(row.hash);
  }
  return out;
}

}  // namespace stille::client
