// What a group is after a statement: who is in it, in what order of rank, and what it is called. Decides
// which statement may follow. Knows nothing of branches (PROTOCOL.md 23.3).
#pragma once

#include <memory>
#include <optional>

#include "client/e2e/roster_op.hpp"

namespace stille::e2e {

struct GroupMember {
  MemberNumber number = 0;
  Iid iid;
  crypto::SignPublic origin;  // the key under which they came in: their name across branches
  crypto::SignPublic key;     // the one in use
  std::string link;
  MemberNumber introducer = 0;
  GroupRole role = GroupRole::member;
  std::uint16_t standing = 0;  // among deputies, in the order of appointment
  std::uint64_t decided = 0;   // epoch of the last SetRole about them
};

/// A value: copies share what they have in common.
class GroupState {
 public:
  /// bad_signature; bad_value when it is no Create.
  static Result<GroupState> begin(const Op& create);
  /// What `op` makes of this; this stays. bad_signature; not_found for a member who is not there;
  /// already_exists for a person or key that is (or was) in use; refused when the author may not do that;
  /// limit_reached; wrong_state once closed; bad_value for an op that does not stand on this.
  [[nodiscard]] Result<GroupState> after(const Op& op) const;
  /// Whether a Suspend, Resolve, Echo or Address about this may be made by its author. Errors as after().
  /// That the child of a Resolve exists is the caller's to see.
  [[nodiscard]] Result<void> check_beside(const Op& op) const;

  [[nodiscard]] const GroupId& gid() const noexcept { return gid_; }
  [[nodiscard]] std::uint64_t epoch() const noexcept { return epoch_; }
  [[nodiscard]] const OpHash& hash() const noexcept { return hash_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& purpose() const noexcept { return purpose_; }
  [[nodiscard]] const std::string& picture() const noexcept { return *picture_; }
  /// Seconds after which what is said disappears, as the statement has it; 0: never.
  [[nodiscard]] std::uint32_t timer() const noexcept { return timer_; }
  [[nodiscard]] AddPolicy policy() const noexcept { return policy_; }
  [[nodiscard]] bool closed() const noexcept { return closed_; }

  /// By number, ascending. They live as long as any state that has them.
  [[nodiscard]] const std::vector<std::shared_ptr<const GroupMember>>& members() const noexcept {
    return members_;
  }
  /// Null when they are not in it.
  [[nodiscard]] const GroupMember* member(MemberNumber number) const noexcept;
  [[nodiscard]] const GroupMember* member(const Iid& iid) const noexcept;
  [[nodiscard]] const GroupMember* with_origin(const crypto::SignPublic& origin) const noexcept;
  [[nodiscard]] const GroupMember& chair() const noexcept;
  /// 0 is the chair; then the deputies by standing, then everybody else by number.
  [[nodiscard]] std::size_t rank(const GroupMember& member) const noexcept;
  /// Where the next statement of this author stands.
  [[nodiscard]] OpPlace next(MemberNumber author) const noexcept { return {gid_, epoch_ + 1, hash_, author}; }
  /// Where a statement about this one stands.
  [[nodiscard]] OpPlace here(MemberNumber author) const noexcept { return {gid_, epoch_, hash_, author}; }

 private:
  friend struct ApplyOp;
  struct UsedKey {
    crypto::SignPublic key;
    std::shared_ptr<const UsedKey> before;
  };
  [[nodiscard]] bool used(const crypto::SignPublic& key) const noexcept;
  void use(const crypto::SignPublic& key);
  void put(GroupMember member);
  void remove(MemberNumber number);

  GroupId gid_;
  std::uint64_t epoch_ = 0;
  OpHash hash_;
  std::string name_;
  std::string purpose_;
  std::shared_ptr<const std::string> picture_ = std::make_shared<const std::string>();
  std::uint32_t timer_ = 0;
  AddPolicy policy_ = AddPolicy::chair;
  bool closed_ = false;
  MemberNumber next_number_ = 1;
  std::uint16_t next_standing_ = 1;
  std::vector<std::shared_ptr<const GroupMember>> members_;
  std::shared_ptr<const UsedKey> keys_;
};

}  // namespace stille::e2e
