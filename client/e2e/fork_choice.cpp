// The order of the rules is the order of choose().
#include "client/e2e/fork_choice.hpp"

#include <algorithm>

namespace stille::e2e {

namespace {

bool is_takeover(const Op& op) {
  return std::holds_alternative<op::Takeover>(op.args);
}

}  // namespace

OpHash ForkChoice::head_from(OpHash at) const {
  for (;;) {
    const auto next = choose(roster_.nodes_.at(at)).next;
    if (!next) return at;
    at = *next;
  }
}

std::vector<OpHash> ForkChoice::ends() const {
  std::vector<OpHash> out;
  std::vector<OpHash> open{OpHash{roster_.gid_.raw}};
  while (!open.empty()) {
    const auto hash = open.back();
    open.pop_back();
    const auto& node = roster_.nodes_.at(hash);
    const auto choice = choose(node);
    if (choice.settled) {
      open.push_back(*choice.next);
    } else if (node.children.empty()) {
      out.push_back(hash);
    } else {
      open.insert(open.end(), node.children.begin(), node.children.end());
    }
  }
  std::ranges::sort(out);
  return out;
}

ForkChoice::Choice ForkChoice::choose(const Node& node) const {
  if (node.children.empty()) return {};
  if (node.children.size() == 1) return {node.children.front(), false};
  if (const auto most = echoed_by_most(node)) return {most, true};
  if (const auto taken = taken_over(node)) return {taken, false};
  if (const auto chosen = resolved(node)) return {chosen, true};
  return {ours(node), false};
}

std::set<crypto::SignPublic> ForkChoice::ever_members(const OpHash& from) const {
  std::set<crypto::SignPublic> out;
  for (const auto& member : roster_.nodes_.at(from).state.members()) out.insert(member->origin);
  std::vector<OpHash> open{from};
  while (!open.empty()) {
    const auto& node = roster_.nodes_.at(open.back());
    open.pop_back();
    if (const auto* add = std::get_if<op::Add>(&node.op.args)) out.insert(add->member.key);
    open.insert(open.end(), node.children.begin(), node.children.end());
  }
  return out;
}

// Members where the branches part, and those whom at least two of them have later: nobody can bring in people
// of his own making and let them decide. Whoever said two things here has no voice.
std::set<crypto::SignPublic> ForkChoice::voters(const Node& node) const {
  std::set<crypto::SignPublic> out;
  for (const auto& member : node.state.members()) out.insert(member->origin);
  std::set<crypto::SignPublic> once;
  for (const auto& child : node.children) {
    for (const auto& key : ever_members(child)) {
      if (!once.insert(key).second) out.insert(key);
    }
  }
  std::map<MemberNumber, std::size_t> said;
  for (const auto& child : node.children) {
    const auto author = roster_.nodes_.at(child).op.author;
    if (++said[author] == 2) out.erase(node.state.member(author)->origin);
  }
  return out;
}

std::optional<OpHash> ForkChoice::echoed_by_most(const Node& node) const {
  const auto all = voters(node);
  std::map<OpHash, std::size_t> votes;
  for (const auto& voter : all) {
    const auto echo = roster_.echoed(voter);
    if (!echo) continue;
    for (const auto& child : node.children) {
      if (roster_.leads_to(child, *echo)) ++votes[child];
    }
  }
  for (const auto& [child, count] : votes) {
    if (2 * count > all.size()) return child;
  }
  return std::nullopt;
}

// A takeover carries a majority's agreement, so it goes before what the chair said.
std::optional<OpHash> ForkChoice::taken_over(const Node& node) const {
  std::optional<std::pair<std::size_t, OpHash>> best;
  for (const auto& child : node.children) {
    const auto& op = roster_.nodes_.at(child).op;
    if (!is_takeover(op)) continue;
    const std::pair candidate(node.state.rank(*node.state.member(op.author)), child);
    if (!best || candidate < *best) best = candidate;
  }
  return best ? std::optional(best->second) : std::nullopt;
}

std::optional<OpHash> ForkChoice::resolved(const Node& node) const {
  std::optional<std::pair<std::size_t, OpHash>> best;
  std::optional<OpHash> out;
  for (const auto& [hash, op] : roster_.beside_) {
    const auto* resolve = std::get_if<op::Resolve>(&op.args);
    if (resolve == nullptr || op.prev != node.op.hash) continue;
    if (std::ranges::find(node.children, resolve->child) == node.children.end()) continue;
    const std::pair candidate(node.state.rank(*node.state.member(op.author)), hash);
    if (best && *best <= candidate) continue;
    best = candidate;
    out = resolve->child;
  }
  return out;
}

std::optional<OpHash> ForkChoice::ours(const Node& node) const {
  if (!roster_.viewer_ || node.state.with_origin(*roster_.viewer_) != nullptr) return std::nullopt;
  std::optional<OpHash> out;
  for (const auto& child : node.children) {
    if (!ever_members(child).contains(*roster_.viewer_)) continue;
    if (out) return std::nullopt;
    out = child;
  }
  return out;
}

}  // namespace stille::e2e
