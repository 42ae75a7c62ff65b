// A sign is anything at all: an envelope that opens, or a statement that came by way of others.
#include "client/core/group_silence.hpp"

#include <algorithm>

#include "client/core/sending.hpp"
#include "client/store/tables/takeovers.hpp"

namespace stille::client {

namespace {

const crypto::SignPublic* origin_at(const KnownGroup& group, const e2e::OpHash& at,
                                    e2e::MemberNumber number) {
  const auto* state = group.roster.at(at);
  const auto* member = state == nullptr ? nullptr : state->member(number);
  return member == nullptr ? nullptr : &member->origin;
}

// They made it, or it gave them their place.
bool concerns(const KnownGroup& group, const e2e::Op& op, const crypto::SignPublic& origin) {
  if (const auto* create = std::get_if<e2e::op::Create>(&op.args)) return create->chair.key == origin;
  const auto is = [&](e2e::MemberNumber number) {
    const auto* found = origin_at(group, op.prev, number);
    return found != nullptr && *found == origin;
  };
  if (is(op.author)) return true;
  if (const auto* add = std::get_if<e2e::op::Add>(&op.args)) return add->member.key == origin;
  if (const auto* role = std::get_if<e2e::op::SetRole>(&op.args)) return is(role->member);
  if (const auto* transfer = std::get_if<e2e::op::Transfer>(&op.args)) return is(transfer->member);
  return false;
}

}  // namespace

Result<TimePoint> last_sign(store::Database& db, const KnownGroup& group, const e2e::GroupMember& member) {
  TimePoint out;
  STILLE_TRY(const auto heard, store::heard_from(db, member.iid));
  if (heard) out = *heard;
  STILLE_TRY(const auto rows, store::statements_of(db, group.row.id));
  for (const auto& row : rows) {
    // What waits for another has not been looked at: it may be anybody's.
    if (row.at <= out || !group.roster.knows(row.hash)) continue;
    const auto op = e2e::parse_op(row.statement);
    if (op && concerns(group, op.value(), member.origin)) out = row.at;
  }
  return out;
}

bool is_silent(TimePoint last, TimePoint now) {
  return now - last >= e2e::kChairSilence;
}

Result<void> may_take_chair(store::Database& db, const KnownGroup& group, const e2e::GroupMember& deputy,
                            TimePoint now, const std::set<e2e::MemberNumber>& agreeing) {
  const auto& head = *group.roster.head();
  if (deputy.role != e2e::GroupRole::deputy) return fail(Errc::refused);
  const auto* self = group.self();
  for (const auto& other : head.members()) {
    if (head.rank(*other) >= head.rank(deputy)) continue;
    const bool chair = other->role == e2e::GroupRole::chair;
    if (!chair && (agreeing.contains(other->number) || other.get() == self)) continue;
    STILLE_TRY(const auto last, last_sign(db, group, *other));
    if (!is_silent(last, now)) return fail(Errc::not_ready);
  }
  return ok();
}

Result<void> show_life(Context& context, const KnownGroup& group) {
  std::vector<e2e::Iid> people;
  for (const auto& member : group.roster.head()->members()) people.push_back(member->iid);
  shuffle(context, people);
  for (const auto& iid : people) {
    STILLE_TRY(const auto person, store::find_contact(context.db, iid));
    if (!person || person->stage != store::Stage::member || person->blocked) continue;
    STILLE_TRYV(send_empty(context, *person));
  }
  return ok();
}

Result<void> show_life_in_time(Context& context, const KnownGroup& group) {
  const auto* self = group.self();
  if (self == nullptr || self->role == e2e::GroupRole::member || group.roster.head()->closed()) return ok();
  STILLE_TRY(auto watch, store::load_watch(context.db, group.row.id));
  if (watch.life_at > context.now) return ok();
  const bool first = watch.life_at == TimePoint{};
  // Not at the same moment in every group.
  watch.life_at = context.now + kSignOfLife - std::chrono::seconds(context.rng.below(12 * 60 * 60));
  STILLE_TRYV(store::save_watch(context.db, group.row.id, watch));
  return first ? ok() : show_life(context, group);
}

Result<void> mention_silence(Context& context, const KnownGroup& group) {
  const auto* self = group.self();
  if (self == nullptr || group.roster.head()->closed()) return ok();
  const auto may = may_take_chair(context.db, group, *self, context.now);
  if (!may) return may.error().code == Errc::storage_failed ? may : ok();
  STILLE_TRY(const auto last, last_sign(context.db, group, group.roster.head()->chair()));
  STILLE_TRY(auto watch, store::load_watch(context.db, group.row.id));
  if (watch.told == last) return ok();
  watch.told = last;
  STILLE_TRYV(store::save_watch(context.db, group.row.id, watch));
  return log_group(context, group.row, "chair_silent");
}

}  // namespace stille::client
