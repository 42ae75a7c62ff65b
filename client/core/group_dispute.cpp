// The statements that stand on the head, by one author.
#include "client/core/group_dispute.hpp"

#include <algorithm>
#include <array>

namespace stille::client {

namespace {

// In the order of their kinds.
constexpr std::array<std::string_view, 10> kKinds{"create",   "add",    "remove",   "role",     "policy",
                                                  "describe", "rotate", "transfer", "takeover", "close"};

struct NameTarget {
  store::Database& db;
  const e2e::Iid& self;
  const e2e::GroupState& at;

  [[nodiscard]] Result<std::string> person(const e2e::Iid& iid) const {
    STILLE_TRY(auto who, called_here(db, self, iid));
    return std::move(who.alias.empty() ? who.id : who.alias);
  }
  [[nodiscard]] Result<std::string> member(e2e::MemberNumber number) const {
    const auto* found = at.member(number);
    return found == nullptr ? Result<std::string>(std::string()) : person(found->iid);
  }
  Result<std::string> operator()(const e2e::op::Add& it) const { return person(it.member.iid); }
  Result<std::string> operator()(const e2e::op::Remove& it) const { return member(it.member); }
  Result<std::string> operator()(const e2e::op::SetRole& it) const { return member(it.member); }
  Result<std::string> operator()(const e2e::op::Rotate& it) const { return member(it.member); }
  Result<std::string> operator()(const e2e::op::Transfer& it) const { return member(it.member); }
  Result<std::string> operator()(const e2e::op::Describe& it) const {
    const bool words = it.field == e2e::GroupField::name || it.field == e2e::GroupField::purpose;
    return words && wire::is_utf8(it.value) ? it.value : std::string();
  }
  template <class Other>
  Result<std::string> operator()(const Other&) const {
    return std::string();
  }
};

}  // namespace

std::string statement_id(const e2e::OpHash& hash) {
  return "s_" + to_hex(ByteView(hash.raw).first(8));
}

Result<void> settle_dispute(Context& context, KnownGroup group, std::string_view statement) {
  if (!statement.starts_with("s_")) return fail(Errc::not_found);
  const auto head = group.roster.head()->hash();
  std::optional<e2e::OpHash> found;
  const auto all = group.roster.equivocations();
  for (const auto& one : all) {
    if (one.prev != head) continue;
    for (const auto& hash : one.ops) {
      if (!statement_id(hash).starts_with(statement)) continue;
      if (found) return fail(Errc::ambiguous);
      found = hash;
    }
  }
  if (!found) return fail(Errc::not_found);
  return note(context, group, e2e::op::Resolve{*found});
}

Result<void> show_disputes(store::Database& db, const e2e::Iid& self, const KnownGroup& group,
                           GroupView& out) {
  const auto& head = *group.roster.head();
  const auto* member = group.self();
  const auto all = group.roster.equivocations();
  for (const auto& one : all) {
    if (one.prev != head.hash()) continue;
    const NameTarget name{db, self, head};
    GroupDispute dispute;
    const auto* author = head.member(one.author);
    STILLE_TRY(dispute.author, name.person(author->iid));
    for (const auto& hash : one.ops) {
      const auto* op = group.roster.find(hash);
      STILLE_TRY(auto about, std::visit(name, op->args));
      dispute.statements.push_back(
          {statement_id(hash), std::string(kKinds.at(op->args.index())), std::move(about)});
    }
    out.disputes.push_back(std::move(dispute));
  }
  const bool deputies = std::ranges::any_of(
      head.members(), [](const auto& one) { return one->role == e2e::GroupRole::deputy; });
  out.may_settle = !out.disputes.empty() && member != nullptr &&
                   member->role == (deputies ? e2e::GroupRole::deputy : e2e::GroupRole::member);
  return ok();
}

}  // namespace stille::client
