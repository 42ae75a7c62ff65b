// All known statements of one group, and what they come to: one head, one set of people to send to, and proof
// against whoever said two things. A pure function of the set: the order of arrival does not matter. Knows
// nothing of time, contacts or how statements travel (PROTOCOL.md 23.4).
#pragma once

#include <map>
#include <set>
#include <span>

#include "client/e2e/group_state.hpp"

namespace stille::e2e {

/// What became of a statement. waiting: what it stands on is not known yet. superseded: one beside the chain
/// that says nothing beyond what its author said already.
enum class OpTaken : std::uint8_t { added, known, waiting, superseded };

/// One author, one predecessor, several statements.
struct Equivocation {
  OpHash prev;
  MemberNumber author = 0;
  std::vector<OpHash> ops;
};

/// A suspension that is not lifted. Whether its time is over is for the caller to say.
struct Suspension {
  OpHash op;
  crypto::SignPublic target;  // origin key
  MemberNumber author = 0;
  bool leave = false;  // one's own; has no end
};

class Roster {
 public:
  /// `viewer` is our own origin key in this group. It matters only where an author said two things and nobody
  /// has decided between them: a branch on which we never are is then no branch of ours.
  explicit Roster(const GroupId& gid, std::optional<crypto::SignPublic> viewer = std::nullopt);

  /// Errors as GroupState::after and check_beside; bad_value for another group's; limit_reached at a bound.
  /// What is refused leaves no trace.
  Result<OpTaken> add(const Op& op);

  /// Null until the first statement is known.
  [[nodiscard]] const GroupState* head() const noexcept;
  [[nodiscard]] const GroupState* at(const OpHash& hash) const noexcept;
  /// By the first 16 bytes of its hash, if exactly one fits.
  [[nodiscard]] const GroupState* beginning_with(ByteView hash16) const noexcept;
  /// The ends of all branches that may still become the head; the head's own first.
  [[nodiscard]] std::vector<const GroupState*> branches() const;
  [[nodiscard]] std::vector<Equivocation> equivocations() const;
  /// Of members of the head.
  [[nodiscard]] std::vector<Suspension> suspensions() const;
  /// Members of the head who are members of every branch and not suspended; `lapsed` names the suspensions
  /// whose time is over.
  [[nodiscard]] std::vector<const GroupMember*> send_set(const std::set<OpHash>& lapsed = {}) const;
  /// Where this member is met: the newest that they have said, else as they came in.
  [[nodiscard]] const std::string& link_of(const GroupMember& member) const;
  /// What this member's head was when they last said so.
  [[nodiscard]] std::optional<OpHash> echoed(const crypto::SignPublic& origin) const;
  /// Above that of every Echo of theirs; `least` where that is more.
  [[nodiscard]] std::uint64_t next_echo(const crypto::SignPublic& origin, std::uint64_t least) const;
  /// `ancestor` is `op` or stands before it.
  [[nodiscard]] bool leads_to(const OpHash& ancestor, const OpHash& op) const;
  /// What the waiting ones stand on.
  [[nodiscard]] std::vector<OpHash> missing() const;
  [[nodiscard]] bool knows(const OpHash& hash) const {
    return nodes_.contains(hash) || beside_.contains(hash);
  }
  /// Everything that counts, each behind what it stands on.
  [[nodiscard]] std::vector<const Op*> all() const;
  [[nodiscard]] const GroupId& gid() const noexcept { return gid_; }
  /// A statement of the chain.
  [[nodiscard]] const Op* find(const OpHash& hash) const;

 private:
  friend class ForkChoice;
  struct Node {
    Op op;
    GroupState state;
    std::vector<OpHash> children;
  };
  /// What is kept of those beside the chain: by kind, author, and for Suspend the target, Resolve the place;
  /// zeros for the others.
  using About = Fixed<struct AboutTag, 32>;
  using BesideKey = std::tuple<std::size_t, crypto::SignPublic, About>;

  Result<OpTaken> attach(const Op& op);
  Result<OpTaken> attach_beside(const Op& op);
  Result<void> check_bounds(const Op& op) const;
  void note_contradiction(const Node& before, MemberNumber author);
  void settle_waiting(const OpHash& arrived);

  GroupId gid_;
  std::optional<crypto::SignPublic> viewer_;
  std::map<OpHash, Node> nodes_;
  std::vector<OpHash> order_;  // of arrival
  std::map<OpHash, Op> beside_;
  std::map<BesideKey, OpHash> newest_;
  std::multimap<OpHash, Op> waiting_;
  std::size_t bytes_ = 0;
  std::map<crypto::SignPublic, std::size_t> contradictions_;  // by origin
  std::size_t forks_ = 0;                                     // statements with several behind them
  OpHash head_;
};

}  // namespace stille::e2e
