// Whatever was agreed holds for one statement: with the next one of the chain it is worth nothing.
#include "client/core/group_takeover.hpp"

#include <algorithm>

#include "client/core/group_changes.hpp"
#include "client/core/group_silence.hpp"
#include "client/core/journal.hpp"
#include "client/store/tables/takeovers.hpp"

namespace stille::client {

namespace {

using store::AskedState;

Result<void> log_about(Context& context, const KnownGroup& group, std::string_view state,
                       const e2e::Iid& who) {
  store::EventRow event;
  event.type = store::EventKind::group;
  event.state = state;
  event.contact = group.row.conversation;
  event.about = short_name("p_", who);
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

// Members other than the author and the chair, whose silence it is about.
std::size_t needed(const e2e::GroupState& head) {
  return head.members().size() / 2;
}

// Of those who are still in it, each under the key in use.
std::vector<e2e::Agreement> valid(const KnownGroup& group, const e2e::GroupMember& self,
                                  std::vector<e2e::Agreement> all) {
  const auto& head = *group.roster.head();
  const auto place = head.next(self.number);
  std::erase_if(all, [&](const e2e::Agreement& one) {
    const auto* member = head.member(one.member);
    return member == nullptr || member == &self || !e2e::agrees(place, one.signature, member->key);
  });
  return all;
}

Result<void> end_wish(Context& context, const KnownGroup& group, std::string_view state) {
  STILLE_TRYV(store::remove_wish(context.db, group.row.id));
  return log_group(context, group.row, state);
}

// Ours, if there is one: over, still waiting, or carried out.
Result<void> follow_own(Context& context, KnownGroup& group) {
  STILLE_TRY(const auto wish, store::find_wish(context.db, group.row.id));
  if (!wish) return ok();
  const auto* self = group.self();
  const auto& head = *group.roster.head();
  const bool stands = self != nullptr && !head.closed() && self->role == e2e::GroupRole::deputy &&
                      head.hash() == wish->prev && context.now - wish->at < kTakeoverWishLife;
  if (!stands) return end_wish(context, group, "takeover_over");
  STILLE_TRY(auto stored, store::agreements_of(context.db, group.row.id));
  auto agreements = valid(group, *self, std::move(stored));
  std::set<e2e::MemberNumber> agreeing;
  for (const auto& one : agreements) agreeing.insert(one.member);
  const auto may = may_take_chair(context.db, group, *self, context.now, agreeing);
  if (!may && may.error().code != Errc::not_ready) return may;
  if (!may) return end_wish(context, group, "chair_back");
  if (agreements.size() < needed(head)) return ok();
  STILLE_TRYV(store::remove_wish(context.db, group.row.id));
  const auto said = append(context, group, e2e::op::Takeover{std::move(agreements)});
  if (said || said.error().code == Errc::storage_failed) return said;
  // The roster is full: what came with this must not fail for it.
  return log_group(context, group.row, "takeover_over");
}

// What was asked for on a statement that we know, and that is not the head, is over.
bool is_over(const KnownGroup& group, const store::AskedRow& row, TimePoint now) {
  const auto& head = *group.roster.head();
  const bool past = row.prev != head.hash() && group.roster.at(row.prev) != nullptr;
  return past || head.member(row.iid) == nullptr || now - row.at >= kTakeoverWishLife;
}

// To be answered by us: asked on our head, by a deputy.
const e2e::GroupMember* asker_of(const KnownGroup& group, const store::AskedRow& row) {
  const auto& head = *group.roster.head();
  const auto* asker = head.member(row.iid);
  const bool stands = asker != nullptr && asker->role == e2e::GroupRole::deputy && row.prev == head.hash();
  return stands ? asker : nullptr;
}

Result<void> follow_asked(Context& context, const KnownGroup& group) {
  STILLE_TRY(auto rows, store::asked_in(context.db, group.row.id));
  const auto* self = group.self();
  for (auto& row : rows) {
    if (self == nullptr || is_over(group, row, context.now)) {
      STILLE_TRYV(store::remove_asked(context.db, group.row.id, row.iid));
      continue;
    }
    const auto* asker = asker_of(group, row);
    if (row.state != AskedState::waiting || asker == nullptr) continue;
    const bool about_us = self->role == e2e::GroupRole::chair;
    const auto may = may_take_chair(context.db, group, *asker, context.now);
    if (!may && may.error().code == Errc::storage_failed) return may;
    if (!may && !about_us) continue;
    row.state = AskedState::open;
    STILLE_TRYV(store::put_asked(context.db, group.row.id, row));
    STILLE_TRYV(log_about(context, group, about_us ? "chair_missed" : "takeover_asked", row.iid));
  }
  return ok();
}

}  // namespace

Result<void> ask_for_chair(Context& context, KnownGroup group) {
  const auto& self = *group.self();
  const auto& head = *group.roster.head();
  STILLE_TRYV(may_take_chair(context.db, group, self, context.now));
  // The chair does not agree: of two, nobody is left who could.
  if (needed(head) > head.members().size() - 2) return fail(Errc::limit_reached);
  STILLE_TRY(const auto before, store::find_wish(context.db, group.row.id));
  if (!before || before->prev != head.hash()) {
    STILLE_TRYV(store::put_wish(context.db, group.row.id, {head.hash(), context.now}));
  }
  STILLE_TRY(const auto agreed, store::agreements_of(context.db, group.row.id));
  std::vector<e2e::Iid> people;
  for (const auto& member : head.members()) {
    const bool has = std::ranges::find(agreed, member->number, &e2e::Agreement::member) != agreed.end();
    if (member.get() != &self && !has) people.push_back(member->iid);
  }
  shuffle(context, people);
  for (const auto& iid : people) {
    STILLE_TRYV(tell(context, group.row.gid, iid, wire::GroupTakeover{{head.hash().raw}}));
  }
  return follow_own(context, group);
}

Result<void> withdraw_wish(Context& context, KnownGroup group) {
  STILLE_TRY(const auto wish, store::find_wish(context.db, group.row.id));
  if (!wish) return fail(Errc::not_found);
  return end_wish(context, group, "takeover_over");
}

Result<void> answer_wish(Context& context, KnownGroup group, std::string_view name, bool agree) {
  STILLE_TRY(const auto asker, member_called(context, group, name));
  STILLE_TRY(auto row, store::find_asked(context.db, group.row.id, asker.iid));
  if (!row || asker_of(group, *row) == nullptr || group.self()->role == e2e::GroupRole::chair)
    return fail(Errc::not_found);
  // What was signed cannot be taken back.
  if (row->state == AskedState::agreed) return agree ? ok() : Result<void>(fail(Errc::used));
  if (agree) {
    STILLE_TRYV(may_take_chair(context.db, group, asker, context.now));
    const auto place = group.roster.head()->next(asker.number);
    STILLE_TRYV(tell(context, group.row.gid, asker.iid,
                     wire::GroupAgreement{{row->prev.raw}, e2e::sign_agreement(place, group.key())}));
  }
  row->state = agree ? AskedState::agreed : AskedState::declined;
  return store::put_asked(context.db, group.row.id, *row);
}

Result<void> take_wish(Context& context, store::RowId contact, KnownGroup& group,
                       const wire::GroupTakeover& wish) {
  const auto* head = group.roster.head();
  const auto* self = group.self();
  if (head == nullptr || self == nullptr) return ok();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  const auto* asker = head->member(person.iid);
  if (asker == nullptr) return ok();
  const e2e::OpHash prev{wish.prev.raw};
  if (group.roster.at(prev) == nullptr) {
    STILLE_TRYV(tell(context, group.row.gid, person.iid, wire::GroupWant{{wish.prev}}));
  } else if (prev != head->hash()) {
    return tell_everything(context, group, person.iid);
  }
  STILLE_TRY(const auto before, store::find_asked(context.db, group.row.id, person.iid));
  if (before && before->prev == prev) return ok();
  STILLE_TRYV(
      store::put_asked(context.db, group.row.id, {person.iid, prev, AskedState::waiting, context.now}));
  // Whoever is thought to be silent, and is not.
  if (head->rank(*self) < head->rank(*asker)) {
    STILLE_TRYV(show_life(context, group));
  }
  return follow_asked(context, group);
}

Result<void> take_agreement(Context& context, store::RowId contact, KnownGroup& group,
                            const wire::GroupAgreement& agreement) {
  const auto* self = group.self();
  STILLE_TRY(const auto wish, store::find_wish(context.db, group.row.id));
  if (!wish || self == nullptr || wish->prev.raw != agreement.prev.raw) return ok();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  const auto* by = group.roster.head()->member(person.iid);
  if (by == nullptr) return ok();
  const e2e::Agreement one{by->number, agreement.signature};
  if (valid(group, *self, {one}).empty()) {
    ++context.counters.undecryptable;
    return ok();
  }
  STILLE_TRYV(store::put_agreement(context.db, group.row.id, one));
  return follow_own(context, group);
}

Result<void> follow_takeovers(Context& context, KnownGroup& group) {
  if (group.roster.head() == nullptr) return ok();
  STILLE_TRYV(follow_asked(context, group));
  return follow_own(context, group);
}

Result<void> note_takeover(Context& context, const KnownGroup& group, const e2e::OpHash& before) {
  const auto& head = *group.roster.head();
  for (auto at = head.hash(); group.roster.at(at) != nullptr && !group.roster.leads_to(at, before);) {
    const auto* op = group.roster.find(at);
    if (std::holds_alternative<e2e::op::Takeover>(op->args)) {
      const auto* by = group.roster.at(at)->member(op->author);
      return log_about(context, group, "taken_over", by->iid);
    }
    at = op->prev;
  }
  return ok();
}

namespace {

Result<std::string> alias_of(store::Database& db, const KnownGroup& group, const e2e::GroupMember& member) {
  if (&member == group.self()) return std::string("self");
  STILLE_TRY(const auto person, store::find_contact(db, member.iid));
  return person ? person->alias.value_or("") : std::string();
}

// Who had the chair before, if it was taken over and not passed on.
Result<std::optional<ChairTaken>> taken_from(store::Database& db, const KnownGroup& group) {
  const auto& chair = group.roster.head()->chair();
  for (auto at = group.roster.head()->hash(); group.roster.find(at) != nullptr;) {
    const auto* op = group.roster.find(at);
    const auto* before = group.roster.at(op->prev);
    if (before == nullptr) break;
    if (before->chair().origin != chair.origin) {
      if (!std::holds_alternative<e2e::op::Takeover>(op->args)) break;
      ChairTaken out;
      out.from_id = short_name("p_", before->chair().iid);
      out.from_self = before->chair().origin == crypto::sign_public(group.row.key);
      STILLE_TRY(const auto person, store::find_contact(db, before->chair().iid));
      out.from = out.from_self ? "self" : person ? person->alias.value_or("") : "";
      STILLE_TRY(const auto rows, store::statements_of(db, group.row.id));
      const auto row = std::ranges::find(rows, op->hash, &store::StatementRow::hash);
      if (row != rows.end()) out.at = row->at;
      return std::optional(std::move(out));
    }
    at = op->prev;
  }
  return std::optional<ChairTaken>{};
}

}  // namespace

Result<void> show_takeovers(store::Database& db, const KnownGroup& group, TimePoint now, GroupView& out) {
  STILLE_TRY(out.taken, taken_from(db, group));
  const auto* self = group.self();
  if (self == nullptr || out.standing != GroupStanding::member) return ok();
  const auto& head = *group.roster.head();
  if (self->role != e2e::GroupRole::chair) {
    STILLE_TRY(out.chair_heard, last_sign(db, group, head.chair()));
    const auto may = may_take_chair(db, group, *self, now);
    if (!may && may.error().code == Errc::storage_failed) return may;
    out.may_take_over = may.has_value() && needed(head) <= head.members().size() - 2;
  }
  STILLE_TRY(const auto wish, store::find_wish(db, group.row.id));
  if (wish && wish->prev == head.hash()) {
    STILLE_TRY(auto all, store::agreements_of(db, group.row.id));
    const auto agreed = valid(group, *self, std::move(all)).size();
    out.takeovers.push_back(
        {short_name("p_", self->iid), "self", TakeoverState::own, agreed, needed(head), wish->at});
  }
  STILLE_TRY(const auto rows, store::asked_in(db, group.row.id));
  for (const auto& row : rows) {
    const auto* asker = asker_of(group, row);
    if (asker == nullptr || row.state == AskedState::waiting || is_over(group, row, now)) continue;
    // A request ends by itself when the one it is about has been heard.
    if (row.state == AskedState::open && self->role != e2e::GroupRole::chair) {
      const auto may = may_take_chair(db, group, *asker, now);
      if (!may && may.error().code == Errc::storage_failed) return may;
      if (!may) continue;
    }
    STILLE_TRY(auto alias, alias_of(db, group, *asker));
    const auto state = static_cast<TakeoverState>(row.state);
    out.takeovers.push_back({short_name("p_", row.iid), std::move(alias), state, 0, needed(head), row.at});
  }
  return ok();
}

}  // namespace stille::client
