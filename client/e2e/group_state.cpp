// The rules: who may say what, and what follows from it.
#include "client/e2e/group_state.hpp"

#include <algorithm>
#include <tuple>

namespace stille::e2e {

// The effect of each kind on a copy of the state before it.
struct ApplyOp {
  const GroupState& before;
  GroupState& next;
  const Op& op;

  Result<const GroupMember*> find(MemberNumber number) const {
    const auto* found = before.member(number);
    if (found == nullptr) return fail(Errc::not_found);
    return found;
  }
  // Everybody but the author, whose own place is not to be moved this way.
  Result<GroupMember> other(MemberNumber number) const {
    STILLE_TRY(const auto* found, find(number));
    if (number == op.author) return fail(Errc::refused);
    return *found;
  }

  Result<void> operator()(const op::Create&) const { return fail(Errc::bad_value); }
  Result<void> operator()(const op::Add& it) const {
    if (before.members_.size() >= kMostGroupMembers) return fail(Errc::limit_reached);
    if (before.member(it.member.iid) != nullptr || before.used(it.member.key))
      return fail(Errc::already_exists);
    STILLE_TRYV(find(it.introducer));
    if (!consents(before.gid_, it.member, it.consent)) return fail(Errc::bad_signature);
    next.use(it.member.key);
    next.put({before.next_number_, it.member.iid, it.member.key, it.member.key, it.member.link, it.introducer,
              GroupRole::member, 0, 0});
    ++next.next_number_;
    return ok();
  }
  Result<void> operator()(const op::Remove& it) const {
    STILLE_TRYV(other(it.member));
    next.remove(it.member);
    return ok();
  }
  Result<void> operator()(const op::SetRole& it) const {
    STILLE_TRY(auto member, other(it.member));
    const bool stays = member.role == it.role;
    member.role = it.role;
    member.decided = op.epoch;
    if (!stays) member.standing = it.role == GroupRole::deputy ? next.next_standing_++ : std::uint16_t{0};
    next.put(std::move(member));
    return ok();
  }
  Result<void> operator()(const op::SetPolicy& it) const {
    next.policy_ = it.policy;
    return ok();
  }
  Result<void> operator()(const op::Describe& it) const {
    if (it.field == GroupField::name) next.name_ = it.value;
    if (it.field == GroupField::purpose) next.purpose_ = it.value;
    if (it.field == GroupField::picture) next.picture_ = std::make_shared<const std::string>(it.value);
    if (it.field == GroupField::timer) {
      STILLE_TRY(next.timer_, ByteReader(as_bytes(it.value)).u32());
    }
    return ok();
  }
  Result<void> operator()(const op::Rotate& it) const {
    STILLE_TRY(const auto* found, find(it.member));
    if (before.used(it.key)) return fail(Errc::already_exists);
    if (!rotates(before.gid_, it, found->key)) return fail(Errc::bad_signature);
    auto member = *found;
    member.key = it.key;
    next.use(it.key);
    next.put(std::move(member));
    return ok();
  }
  Result<void> operator()(const op::Transfer& it) const { return seat(it.member); }
  Result<void> operator()(const op::Takeover& it) const {
    const OpPlace place = before.next(op.author);
    for (const auto& one : it.agreements) {
      STILLE_TRY(const auto member, other(one.member));
      if (!agrees(place, one.signature, member.key)) return fail(Errc::bad_signature);
    }
    if (2 * (it.agreements.size() + 1) <= before.members_.size()) return fail(Errc::refused);
    return seat(op.author);
  }
  Result<void> operator()(const op::Close&) const {
    next.closed_ = true;
    return ok();
  }
  Result<void> operator()(const op::Suspend&) const { return fail(Errc::bad_value); }
  Result<void> operator()(const op::Resolve&) const { return fail(Errc::bad_value); }
  Result<void> operator()(const op::Echo&) const { return fail(Errc::bad_value); }
  Result<void> operator()(const op::Address&) const { return fail(Errc::bad_value); }

  // The former chair becomes a member like any other.
  Result<void> seat(MemberNumber number) const {
    STILLE_TRY(const auto* found, find(number));
    auto former = before.chair();
    if (former.number == number) return fail(Errc::refused);
    auto seated = *found;
    former.role = GroupRole::member;
    seated.role = GroupRole::chair;
    seated.standing = 0;
    next.put(std::move(former));
    next.put(std::move(seated));
    return ok();
  }
};

Result<GroupState> GroupState::begin(const Op& create) {
  const auto* args = std::get_if<op::Create>(&create.args);
  if (args == nullptr) return fail(Errc::bad_value);
  if (!signed_by(create, args->chair.key)) return fail(Errc::bad_signature);
  GroupState out;
  out.gid_ = create.group();
  out.hash_ = create.hash;
  out.name_ = args->name;
  out.purpose_ = args->purpose;
  out.policy_ = args->policy;
  out.use(args->chair.key);
  out.put(
      {0, args->chair.iid, args->chair.key, args->chair.key, args->chair.link, 0, GroupRole::chair, 0, 0});
  return out;
}

Result<GroupState> GroupState::after(const Op& op) const {
  if (op.beside() || op.group() != gid_ || op.prev != hash_ || op.epoch != epoch_ + 1)
    return fail(Errc::bad_value);
  if (closed_) return fail(Errc::wrong_state);
  const auto* author = member(op.author);
  if (author == nullptr) return fail(Errc::not_found);
  const bool takeover = std::holds_alternative<op::Takeover>(op.args);
  if (author->role != (takeover ? GroupRole::deputy : GroupRole::chair)) return fail(Errc::refused);
  if (!signed_by(op, author->key)) return fail(Errc::bad_signature);
  auto out = *this;
  out.epoch_ = op.epoch;
  out.hash_ = op.hash;
  STILLE_TRYV(std::visit(ApplyOp{*this, out, op}, op.args));
  return out;
}

Result<void> GroupState::check_beside(const Op& op) const {
  if (!op.beside() || op.group() != gid_ || op.prev != hash_ || op.epoch != epoch_)
    return fail(Errc::bad_value);
  const auto* author = member(op.author);
  if (author == nullptr) return fail(Errc::not_found);
  if (const auto* suspend = std::get_if<op::Suspend>(&op.args)) {
    const auto* target = member(suspend->member);
    if (target == nullptr) return fail(Errc::not_found);
    const bool leaves = target == author && author->role != GroupRole::chair;
    const bool above = author->role != GroupRole::member && rank(*author) < rank(*target);
    if (!leaves && !above) return fail(Errc::refused);
  }
  if (std::holds_alternative<op::Resolve>(op.args)) {
    const bool deputies =
        std::ranges::any_of(members_, [](const auto& m) { return m->role == GroupRole::deputy; });
    const auto wanted = deputies ? GroupRole::deputy : GroupRole::member;
    if (author->role != wanted) return fail(Errc::refused);
  }
  if (!signed_by(op, author->key)) return fail(Errc::bad_signature);
  return ok();
}

const GroupMember* GroupState::member(MemberNumber number) const noexcept {
  const auto found = std::ranges::lower_bound(members_, number, {}, [](const auto& m) { return m->number; });
  return found != members_.end() && (*found)->number == number ? found->get() : nullptr;
}

const GroupMember* GroupState::member(const Iid& iid) const noexcept {
  const auto found = std::ranges::find(members_, iid, [](const auto& m) { return m->iid; });
  return found == members_.end() ? nullptr : found->get();
}

const GroupMember* GroupState::with_origin(const crypto::SignPublic& origin) const noexcept {
  const auto found = std::ranges::find(members_, origin, [](const auto& m) { return m->origin; });
  return found == members_.end() ? nullptr : found->get();
}

const GroupMember& GroupState::chair() const noexcept {
  return **std::ranges::find(members_, GroupRole::chair, [](const auto& m) { return m->role; });
}

std::size_t GroupState::rank(const GroupMember& member) const noexcept {
  const auto key = [](const GroupMember& m) { return std::tuple(m.role, m.standing, m.number); };
  return static_cast<std::size_t>(
      std::ranges::count_if(members_, [&](const auto& m) { return key(*m) < key(member); }));
}

bool GroupState::used(const crypto::SignPublic& key) const noexcept {
  for (const auto* at = keys_.get(); at != nullptr; at = at->before.get()) {
    if (at->key == key) return true;
  }
  return false;
}

void GroupState::use(const crypto::SignPublic& key) {
  keys_ = std::make_shared<const UsedKey>(UsedKey{key, std::move(keys_)});
}

void GroupState::put(GroupMember member) {
  const auto at =
      std::ranges::lower_bound(members_, member.number, {}, [](const auto& m) { return m->number; });
  const bool there = at != members_.end() && (*at)->number == member.number;
  auto shared = std::make_shared<const GroupMember>(std::move(member));
  if (there) {
    *at = std::move(shared);
  } else {
    members_.insert(at, std::move(shared));
  }
}

void GroupState::remove(MemberNumber number) {
  std::erase_if(members_, [&](const auto& m) { return m->number == number; });
}

}  // namespace stille::e2e
