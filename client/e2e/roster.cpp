// Keeping the set; which branch counts is fork_choice's.
#include "client/e2e/roster.hpp"

#include <algorithm>

#include "client/e2e/fork_choice.hpp"

namespace stille::e2e {

Roster::Roster(const GroupId& gid, std::optional<crypto::SignPublic> viewer) : gid_(gid), viewer_(viewer) {}

Result<OpTaken> Roster::add(const Op& op) {
  if (op.group() != gid_) return fail(Errc::bad_value);
  if (knows(op.hash)) return OpTaken::known;
  const bool first = std::holds_alternative<op::Create>(op.args);
  if (!first && !nodes_.contains(op.prev)) {
    const auto [begin, end] = waiting_.equal_range(op.prev);
    if (std::any_of(begin, end, [&](const auto& it) { return it.second.hash == op.hash; }))
      return OpTaken::known;
    if (waiting_.size() >= kMostWaitingOps) return fail(Errc::limit_reached);
    waiting_.emplace(op.prev, op);
    return OpTaken::waiting;
  }
  STILLE_TRY(const auto taken, op.beside() ? attach_beside(op) : attach(op));
  if (!op.beside()) settle_waiting(op.hash);
  // Without a fork what is new stands behind the head.
  if (first || forks_ > 0) head_ = OpHash{gid_.raw};
  head_ = ForkChoice(*this).head_from(head_);
  return taken;
}

Result<void> Roster::check_bounds(const Op& op) const {
  if (bytes_ + op.encoded.size() > kLargestRoster) return fail(Errc::limit_reached);
  if (op.beside()) {
    return beside_.size() >= kMostSideOps ? Result<void>(fail(Errc::limit_reached)) : Result<void>(ok());
  }
  if (nodes_.size() >= kMostGroupOps) return fail(Errc::limit_reached);
  const auto before = nodes_.find(op.prev);
  if (before == nodes_.end()) return ok();
  const auto& siblings = before->second.children;
  const auto by_author = std::ranges::count_if(
      siblings, [&](const auto& hash) { return nodes_.at(hash).op.author == op.author; });
  if (static_cast<std::size_t>(by_author) >= kMostSiblings) return fail(Errc::limit_reached);
  if (by_author != 1) return ok();
  const auto said = contradictions_.find(before->second.state.member(op.author)->origin);
  const bool enough = said != contradictions_.end() && said->second >= kMostContradictions;
  return enough ? Result<void>(fail(Errc::limit_reached)) : Result<void>(ok());
}

Result<OpTaken> Roster::attach(const Op& op) {
  const auto before = nodes_.find(op.prev);
  STILLE_TRY(auto state, before == nodes_.end() ? GroupState::begin(op) : before->second.state.after(op));
  STILLE_TRYV(check_bounds(op));
  if (before != nodes_.end()) {
    note_contradiction(before->second, op.author);
    before->second.children.push_back(op.hash);
    if (before->second.children.size() == 2) ++forks_;
  }
  bytes_ += op.encoded.size();
  nodes_.emplace(op.hash, Node{op, std::move(state), {}});
  order_.push_back(op.hash);
  return OpTaken::added;
}

void Roster::note_contradiction(const Node& before, MemberNumber author) {
  const auto count = std::ranges::count_if(
      before.children, [&](const auto& hash) { return nodes_.at(hash).op.author == author; });
  if (count == 1) ++contradictions_[before.state.member(author)->origin];
}

namespace {

// Of an Echo or an Address.
std::uint64_t number_of(const Op& op) {
  if (const auto* echo = std::get_if<op::Echo>(&op.args)) return echo->number;
  const auto* address = std::get_if<op::Address>(&op.args);
  return address == nullptr ? 0 : address->number;
}

// The larger number, the larger epoch, the smaller hash: whichever came first, the same one stays.
bool replaces(const Op& op, const Op& kept) {
  if (number_of(op) != number_of(kept)) return number_of(op) > number_of(kept);
  return op.epoch != kept.epoch ? op.epoch > kept.epoch : op.hash < kept.hash;
}

}  // namespace

Result<OpTaken> Roster::attach_beside(const Op& op) {
  const auto& state = nodes_.at(op.prev).state;
  STILLE_TRYV(state.check_beside(op));
  About about;
  if (const auto* suspend = std::get_if<op::Suspend>(&op.args)) {
    about = About::copy_of(state.member(suspend->member)->origin.view());
  } else if (std::holds_alternative<op::Resolve>(op.args)) {
    about = About::copy_of(op.prev.view());
  }
  const BesideKey key{op.args.index(), state.member(op.author)->origin, about};
  const auto found = newest_.find(key);
  if (found != newest_.end()) {
    const auto& kept = beside_.at(found->second);
    if (!replaces(op, kept)) return OpTaken::superseded;
    // A statement may be larger than the one that it replaces.
    if (bytes_ - kept.encoded.size() + op.encoded.size() > kLargestRoster) return fail(Errc::limit_reached);
    bytes_ -= kept.encoded.size();
    beside_.erase(found->second);
    newest_.erase(found);
  } else {
    STILLE_TRYV(check_bounds(op));
  }
  bytes_ += op.encoded.size();
  beside_.emplace(op.hash, op);
  newest_.emplace(key, op.hash);
  return OpTaken::added;
}

void Roster::settle_waiting(const OpHash& arrived) {
  std::vector<OpHash> open{arrived};
  while (!open.empty()) {
    const auto [begin, end] = waiting_.equal_range(open.back());
    open.pop_back();
    std::vector<Op> now;
    for (auto at = begin; at != end; ++at) now.push_back(std::move(at->second));
    waiting_.erase(begin, end);
    for (const auto& op : now) {
      // What is refused here would have been refused on arrival.
      const auto taken = op.beside() ? attach_beside(op) : attach(op);
      if (taken && !op.beside()) open.push_back(op.hash);
    }
  }
}

const GroupState* Roster::head() const noexcept {
  return at(head_);
}

const GroupState* Roster::at(const OpHash& hash) const noexcept {
  const auto found = nodes_.find(hash);
  return found == nodes_.end() ? nullptr : &found->second.state;
}

const GroupState* Roster::beginning_with(ByteView hash16) const noexcept {
  const GroupState* out = nullptr;
  for (const auto& [hash, node] : nodes_) {
    if (!same(ByteView(hash.raw).first(16), hash16)) continue;
    if (out != nullptr) return nullptr;
    out = &node.state;
  }
  return out;
}

std::vector<const GroupState*> Roster::branches() const {
  std::vector<const GroupState*> out;
  if (head() == nullptr) return out;
  out.push_back(head());
  for (const auto& end : ForkChoice(*this).ends()) {
    if (end != head_) out.push_back(at(end));
  }
  return out;
}

std::vector<Equivocation> Roster::equivocations() const {
  std::vector<Equivocation> out;
  for (const auto& [hash, node] : nodes_) {
    std::map<MemberNumber, std::vector<OpHash>> said;
    for (const auto& child : node.children) said[nodes_.at(child).op.author].push_back(child);
    for (auto& [author, ops] : said) {
      if (ops.size() < 2) continue;
      std::ranges::sort(ops);
      out.push_back({hash, author, std::move(ops)});
    }
  }
  return out;
}

std::vector<Suspension> Roster::suspensions() const {
  std::vector<Suspension> out;
  const auto* now = head();
  for (const auto& [hash, op] : beside_) {
    const auto* suspend = std::get_if<op::Suspend>(&op.args);
    if (suspend == nullptr) continue;
    const auto& then = nodes_.at(op.prev).state;
    const auto& target = then.member(suspend->member)->origin;
    const auto& author = then.member(op.author)->origin;
    const auto* member = now->with_origin(target);
    const auto* by = now->with_origin(author);
    if (member == nullptr || by == nullptr) continue;
    const bool leave = target == author;
    const bool stands = by->role != GroupRole::member && now->rank(*by) < now->rank(*member);
    if (!leave && (!stands || member->decided > op.epoch)) continue;
    out.push_back({hash, target, by->number, leave});
  }
  return out;
}

std::vector<const GroupMember*> Roster::send_set(const std::set<OpHash>& lapsed) const {
  std::vector<const GroupMember*> out;
  if (head() == nullptr) return out;
  std::set<crypto::SignPublic> silent;
  for (const auto& one : suspensions()) {
    if (one.leave || !lapsed.contains(one.op)) silent.insert(one.target);
  }
  const auto all = branches();
  for (const auto& member : head()->members()) {
    const bool everywhere = std::ranges::all_of(
        all, [&](const auto* state) { return state->with_origin(member->origin) != nullptr; });
    if (everywhere && !silent.contains(member->origin)) out.push_back(member.get());
  }
  return out;
}

const std::string& Roster::link_of(const GroupMember& member) const {
  const auto kAddress = OpArgs(op::Address{}).index();
  const auto found = newest_.find({kAddress, member.origin, About{}});
  if (found == newest_.end()) return member.link;
  return std::get<op::Address>(beside_.at(found->second).args).link;
}

std::optional<OpHash> Roster::echoed(const crypto::SignPublic& origin) const {
  const auto kEcho = OpArgs(op::Echo{}).index();
  const auto found = newest_.find({kEcho, origin, About{}});
  if (found == newest_.end()) return std::nullopt;
  return beside_.at(found->second).prev;
}

std::uint64_t Roster::next_echo(const crypto::SignPublic& origin, std::uint64_t least) const {
  const auto kEcho = OpArgs(op::Echo{}).index();
  const auto found = newest_.find({kEcho, origin, About{}});
  if (found == newest_.end()) return least;
  return std::max(least, number_of(beside_.at(found->second)) + 1);
}

bool Roster::leads_to(const OpHash& ancestor, const OpHash& op) const {
  const auto first = nodes_.find(ancestor);
  auto at = nodes_.find(op);
  while (first != nodes_.end() && at != nodes_.end() && at->second.op.epoch > first->second.op.epoch) {
    at = nodes_.find(at->second.op.prev);
  }
  return at != nodes_.end() && at == first;
}

std::vector<OpHash> Roster::missing() const {
  std::set<OpHash> out;
  for (const auto& [prev, op] : waiting_) out.insert(prev);
  for (const auto& [prev, op] : waiting_) out.erase(op.hash);
  return {out.begin(), out.end()};
}

std::vector<const Op*> Roster::all() const {
  std::vector<const Op*> out;
  for (const auto& hash : order_) out.push_back(&nodes_.at(hash).op);
  for (const auto& [hash, op] : beside_) out.push_back(&op);
  return out;
}

const Op* Roster::find(const OpHash& hash) const {
  const auto found = nodes_.find(hash);
  return found == nodes_.end() ? nullptr : &found->second.op;
}

}  // namespace stille::e2e
