#include "client/core/group_history.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

#include "client/core/group_dispute.hpp"

namespace stille::client {

namespace {

using e2e::GroupMember;
using e2e::GroupState;
using e2e::Op;

/// An event and the statement that says it; none: the statement says nothing that people would be told.
struct Said {
  GroupEvent what = GroupEvent::created;
  const GroupMember* by = nullptr;
  std::optional<e2e::Iid> about{};
  std::string value{};
};

std::string words_or_none(std::string_view value) {
  return wire::is_utf8(value) ? std::string(value) : std::string();
}

// `before` is what the statement stands on.
struct Tell {
  const GroupState& before;
  const GroupState& after;
  const GroupMember* author;

  [[nodiscard]] std::optional<e2e::Iid> member(e2e::MemberNumber number) const {
    const auto* found = before.member(number);
    return found == nullptr ? std::nullopt : std::optional(found->iid);
  }
  std::optional<Said> operator()(const e2e::op::Create&) const { return Said{GroupEvent::created, author}; }
  std::optional<Said> operator()(const e2e::op::Add& it) const {
    const auto* introducer = before.member(it.introducer);
    return Said{GroupEvent::joined, introducer == nullptr ? author : introducer, it.member.iid};
  }
  std::optional<Said> operator()(const e2e::op::Remove& it) const {
    return Said{GroupEvent::removed, author, member(it.member)};
  }
  std::optional<Said> operator()(const e2e::op::SetRole& it) const {
    return Said{GroupEvent::role, author, member(it.member),
                std::string(name_of(static_cast<GroupPart>(it.role)))};
  }
  std::optional<Said> operator()(const e2e::op::SetPolicy& it) const {
    return Said{GroupEvent::policy, author, {}, std::string(name_of(static_cast<GroupPolicy>(it.policy)))};
  }
  std::optional<Said> operator()(const e2e::op::Describe& it) const {
    using enum e2e::GroupField;
    switch (it.field) {
      case name:
        return Said{GroupEvent::renamed, author, {}, words_or_none(it.value)};
      case purpose:
        return Said{GroupEvent::purpose, author, {}, words_or_none(it.value)};
      case picture:
        return Said{GroupEvent::picture, author};
      case timer:
        return Said{GroupEvent::timer, author, {}, std::to_string(after.timer())};
    }
    return std::nullopt;
  }
  std::optional<Said> operator()(const e2e::op::Transfer& it) const {
    return Said{GroupEvent::chair, author, member(it.member)};
  }
  std::optional<Said> operator()(const e2e::op::Takeover&) const {
    return Said{GroupEvent::takeover, author, before.chair().iid};
  }
  std::optional<Said> operator()(const e2e::op::Close&) const { return Said{GroupEvent::closed, author}; }
  // Keys are no news for people, nor is what stands beside the chain.
  template <class Other>
  std::optional<Said> operator()(const Other&) const {
    return std::nullopt;
  }
};

// From the first statement to the head.
std::vector<const Op*> chain_of(const e2e::Roster& roster) {
  std::vector<const Op*> out;
  const auto* op = roster.head() == nullptr ? nullptr : roster.find(roster.head()->hash());
  for (; op != nullptr; op = roster.find(op->prev)) out.push_back(op);
  std::ranges::reverse(out);
  return out;
}

class Teller {
 public:
  Teller(store::Database& db, const e2e::Iid& self, const KnownGroup& group)
      : db_(db), self_(self), group_(group) {}

  Result<std::vector<GroupEventView>> tell() {
    STILLE_TRY(const auto rows, store::statements_of(db_, group_.row.id));
    for (const auto& row : rows) learned_.emplace(row.hash, row.at);
    const auto chain = chain_of(group_.roster);
    // What was before us came all at once, when we did.
    const auto first = std::ranges::find_if(
        chain, [&](const Op* op) { return group_.roster.at(op->hash)->member(self_) != nullptr; });
    if (first == chain.end()) return std::vector<GroupEventView>{};
    STILLE_TRYV(tell_suspensions((*first)->hash));
    STILLE_TRYV(tell_chain({first, chain.end()}));
    put_in_order();
    std::vector<GroupEventView> out;
    for (auto& one : told_) out.push_back(std::move(one.view));
    return out;
  }

 private:
  struct Told {
    GroupEventView view;
    std::uint64_t epoch = 0;
    bool beside = false;
  };

  // Beside the chain, about members as they were there.
  Result<void> tell_suspensions(const e2e::OpHash& since) {
    const auto& head = group_.roster.head()->hash();
    const auto all = group_.roster.all();
    for (const auto* op : all) {
      const auto* suspend = std::get_if<e2e::op::Suspend>(&op->args);
      if (suspend == nullptr || !group_.roster.leads_to(op->prev, head)) continue;
      const auto& at = *group_.roster.at(op->prev);
      const auto* target = at.member(suspend->member);
      if (target == nullptr) continue;
      const bool leave = op->author == suspend->member;
      if (leave) gone_.insert(target->origin);
      if (!group_.roster.leads_to(since, op->prev)) continue;
      STILLE_TRYV(put(
          *op, {leave ? GroupEvent::left : GroupEvent::suspended, at.member(op->author), target->iid, {}}));
    }
    return ok();
  }

  Result<void> tell_chain(std::span<const Op* const> chain) {
    for (const auto* op : chain) {
      const auto& after = *group_.roster.at(op->hash);
      const auto* prior = group_.roster.at(op->prev);
      const auto& before = prior == nullptr ? after : *prior;
      const auto* remove = std::get_if<e2e::op::Remove>(&op->args);
      const auto* removed = remove == nullptr ? nullptr : before.member(remove->member);
      if (removed != nullptr && gone_.contains(removed->origin)) continue;
      const auto said = std::visit(Tell{before, after, before.member(op->author)}, op->args);
      if (!said) continue;
      STILLE_TRYV(put(*op, *said));
    }
    return ok();
  }

  Result<void> put(const Op& op, const Said& said) {
    GroupEventView out;
    out.id = statement_id(op.hash);
    out.what = said.what;
    out.value = said.value;
    out.at = learned_at(op);
    if (said.by != nullptr) {
      STILLE_TRY(out.by, called_here(db_, self_, said.by->iid));
    }
    if (said.about) {
      STILLE_TRY(out.about, called_here(db_, self_, *said.about));
    }
    told_.push_back({std::move(out), op.epoch, op.beside()});
    return ok();
  }

  // Statements overtake one another on their way; what stands on another one comes after it all the same.
  void put_in_order() {
    std::ranges::sort(told_, {},
                      [](const Told& one) { return std::tuple(one.epoch, one.beside, one.view.at); });
    TimePoint latest{};
    for (auto& one : told_) {
      if (one.beside) continue;
      one.view.at = latest = std::max(latest, one.view.at);
    }
    std::ranges::stable_sort(told_, {}, [](const Told& one) { return one.view.at; });
  }

  [[nodiscard]] TimePoint learned_at(const Op& op) const {
    const auto found = learned_.find(op.hash);
    return found == learned_.end() ? TimePoint{} : found->second;
  }

  store::Database& db_;
  const e2e::Iid& self_;
  const KnownGroup& group_;
  std::map<e2e::OpHash, TimePoint> learned_;
  std::set<crypto::SignPublic> gone_;  // by origin: they have left of their own accord
  std::vector<Told> told_;
};

}  // namespace

Result<std::vector<GroupEventView>> history_of(store::Database& db, const e2e::Iid& self,
                                               const KnownGroup& group) {
  if (group.roster.head() == nullptr) return std::vector<GroupEventView>{};
  return Teller(db, self, group).tell();
}

}  // namespace stille::client
