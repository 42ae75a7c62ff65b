// Rights are looked at by the roster; what only the chair may say, others propose.
#include "client/core/group_changes.hpp"

#include <algorithm>

#include "client/core/group_meeting.hpp"
#include "client/core/people.hpp"

namespace stille::client {

static_assert(kLongestGroupName == e2e::kLongestGroupName && kLongestPurpose == e2e::kLongestGroupPurpose &&
              kLargestGroupPicture == e2e::kLargestGroupPicture);

namespace {

using store::GroupState;

constexpr std::size_t kShortestId = 6;  // p_ and four digits

const e2e::GroupMember* next_in_rank(const e2e::GroupState& state) {
  const auto found =
      std::ranges::find_if(state.members(), [&](const auto& member) { return state.rank(*member) == 1; });
  return found == state.members().end() ? nullptr : found->get();
}

}  // namespace

Result<e2e::GroupMember> member_called(Context& context, const KnownGroup& group, std::string_view name) {
  const auto& head = *group.roster.head();
  const auto person = find_person(context.db, name);
  if (person) {
    const auto* member = head.member(person.value().iid);
    if (member == nullptr) return fail(Errc::not_found);
    return *member;
  }
  if (!name.starts_with("p_") || name.size() < kShortestId) return fail(person.error().code);
  const e2e::GroupMember* found = nullptr;
  for (const auto& member : head.members()) {
    if (!short_name("p_", member->iid).starts_with(name)) continue;
    if (found != nullptr) return fail(Errc::ambiguous);
    found = member.get();
  }
  if (found == nullptr) return fail(Errc::not_found);
  return *found;
}

Result<store::GroupRow> found_group(Context& context, std::string_view name) {
  auto key = context.rng.secret<crypto::SignSeed>();
  // The statement names the card's link, and the card belongs to the conversation, which is named by the
  // statement: the row exists first under a name that nobody else can know.
  STILLE_TRY(auto row, add_group_row(context, context.rng.fixed<e2e::GroupId>(), name, std::move(key)));
  STILLE_TRY(const auto link, own_group_link(context, row));
  const e2e::op::Create args{context.rng.fixed<e2e::OpSalt>(),
                             {context.self.iid(), crypto::sign_public(row.key), link},
                             e2e::AddPolicy::deputies,
                             std::string(name),
                             ""};
  const auto create = e2e::sign_op({}, args, row.key);
  row.gid = create.group();
  STILLE_TRYV(store::name_group(context.db, row.id, row.gid));
  STILLE_TRY(auto group, open_group(context.db, std::move(row)));
  STILLE_TRYV(group.roster.add(create));
  STILLE_TRYV(store::add_statement(context.db, group.row.id, create.hash, create.encoded, context.now));
  group.row.state = GroupState::member;
  group.row.head.assign(create.hash.raw.begin(), create.hash.raw.end());
  STILLE_TRYV(store::update_group(context.db, group.row));
  STILLE_TRYV(log_group(context, group.row, "member"));
  return std::move(group.row);
}

Result<KnownGroup> own_group(Context& context, std::string_view name) {
  STILLE_TRY(auto row, find_group_called(context.db, name));
  if (row.state != GroupState::member) return fail(Errc::wrong_state);
  return open_group(context.db, std::move(row));
}

Result<void> ask_into_group(Context& context, const KnownGroup& group, const store::ContactRow& person) {
  const auto& head = *group.roster.head();
  const auto& self = *group.self();
  const bool may = self.role == e2e::GroupRole::chair || head.policy() == e2e::AddPolicy::everybody ||
                   (head.policy() == e2e::AddPolicy::deputies && self.role == e2e::GroupRole::deputy);
  if (!may) return fail(Errc::refused);
  if (head.member(person.iid) != nullptr) return fail(Errc::already_exists);
  if (head.members().size() >= e2e::kMostGroupMembers) return fail(Errc::limit_reached);
  // Who knows us through a group only would not come.
  if (person.introduced || person.blocked || person.frozen || person.reset_waits)
    return fail(Errc::wrong_state);
  STILLE_TRYV(store::add_invited(context.db, group.row.id, person.id, context.now));
  return tell(context, group.row.gid, person.iid, wire::GroupInvite{group.row.name});
}

Result<void> take_out_of_group(Context& context, KnownGroup group, std::string_view name) {
  STILLE_TRY(const auto member, member_called(context, group, name));
  // Going oneself is another thing.
  if (member.iid == context.self.iid()) return fail(Errc::refused);
  if (group.self()->role == e2e::GroupRole::chair)
    return append(context, group, e2e::op::Remove{member.number});
  const auto chair = group.roster.head()->chair().iid;
  STILLE_TRYV(note(context, group, e2e::op::Suspend{member.number}));
  return tell(context, group.row.gid, chair, wire::GroupProposal{wire::GroupRemoval{{member.iid.raw}}});
}

Result<void> leave_group(Context& context, KnownGroup group) {
  if (group.self()->role == e2e::GroupRole::chair) {
    const auto* next = next_in_rank(*group.roster.head());
    if (next == nullptr) return append(context, group, e2e::op::Close{});
    STILLE_TRYV(append(context, group, e2e::op::Transfer{next->number}));
  }
  return note(context, group, e2e::op::Suspend{group.self()->number});
}

Result<void> describe_group(Context& context, KnownGroup group, e2e::GroupField field,
                            std::string_view value) {
  const auto role = group.self()->role;
  if (role == e2e::GroupRole::chair)
    return append(context, group, e2e::op::Describe{field, std::string(value)});
  if (role != e2e::GroupRole::deputy) return fail(Errc::refused);
  return tell(
      context, group.row.gid, group.roster.head()->chair().iid,
      wire::GroupProposal{wire::GroupDescription{static_cast<std::uint8_t>(field), std::string(value)}});
}

Result<void> renew_group_key(Context& context, KnownGroup group) {
  if (group.later_keys.size() + 1 >= kMostGroupKeys) return fail(Errc::limit_reached);
  const auto& self = *group.self();
  auto next = context.rng.secret<crypto::SignSeed>();
  const auto key = crypto::sign_public(next);
  const auto proof = e2e::sign_rotation(group.row.gid, self.number, key, group.key());
  STILLE_TRYV(store::add_group_key(context.db, group.row.id, next));
  group.later_keys.push_back(std::move(next));
  if (self.role == e2e::GroupRole::chair)
    return append(context, group, e2e::op::Rotate{self.number, key, proof});
  return tell(context, group.row.gid, group.roster.head()->chair().iid,
              wire::GroupProposal{wire::GroupRotation{key, proof}});
}

Result<void> set_group_part(Context& context, KnownGroup group, std::string_view name, GroupPart part) {
  STILLE_TRY(const auto member, member_called(context, group, name));
  if (part == GroupPart::chair) return append(context, group, e2e::op::Transfer{member.number});
  return append(context, group, e2e::op::SetRole{member.number, static_cast<e2e::GroupRole>(part)});
}

// What it may not say is not said.
Result<void> take_proposal(Context& context, store::RowId contact, KnownGroup& group,
                           const wire::GroupProposal& proposal) {
  const auto* self = group.self();
  const auto* head = group.roster.head();
  if (self == nullptr || self->role != e2e::GroupRole::chair) return ok();
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  const auto* by = head->member(person.iid);
  if (by == nullptr) return ok();
  const bool deputy = by->role == e2e::GroupRole::deputy;
  std::optional<e2e::OpArgs> args;
  if (const auto* add = std::get_if<wire::GroupCandidate>(&proposal.wish)) {
    const bool may =
        head->policy() == e2e::AddPolicy::everybody || (head->policy() == e2e::AddPolicy::deputies && deputy);
    if (may) {
      args = e2e::op::Add{
          {e2e::Iid{add->iid.raw}, add->consent.key, add->consent.link}, by->number, add->consent.signature};
    }
  } else if (const auto* removal = std::get_if<wire::GroupRemoval>(&proposal.wish)) {
    const auto* target = head->member(e2e::Iid{removal->iid.raw});
    if (deputy && target != nullptr && head->rank(*by) < head->rank(*target))
      args = e2e::op::Remove{target->number};
  } else if (const auto* describe = std::get_if<wire::GroupDescription>(&proposal.wish)) {
    if (deputy) args = e2e::op::Describe{static_cast<e2e::GroupField>(describe->field), describe->value};
  } else if (const auto* rotate = std::get_if<wire::GroupRotation>(&proposal.wish)) {
    args = e2e::op::Rotate{by->number, rotate->key, rotate->proof};
  }
  if (!args) return ok();
  const auto said = append(context, group, std::move(*args));
  if (!said && said.error().code == Errc::storage_failed) return fail(said.error().code);
  return ok();
}

}  // namespace stille::client
