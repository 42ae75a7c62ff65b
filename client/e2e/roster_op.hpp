// One signed statement about a group: its exact bytes, its signature, its hash. Knows nothing of whether its
// author may make it (PROTOCOL.md 23.1 and 23.2).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "client/e2e/identity.hpp"
#include "client/e2e/roster_limits.hpp"

namespace stille::e2e {

/// The hash of the group's first statement.
using GroupId = Fixed<struct GroupIdTag, 32>;
using OpHash = Fixed<struct OpHashTag, 32>;
using OpSalt = Fixed<struct OpSaltTag, 32>;
/// In the order of joining, from 0; never given out twice on one branch.
using MemberNumber = std::uint16_t;

enum class GroupRole : std::uint8_t { chair = 1, deputy = 2, member = 3 };
/// Whose wish to add somebody the chair's program follows.
enum class AddPolicy : std::uint8_t { chair = 1, deputies = 2, everybody = 3 };
enum class GroupField : std::uint8_t { name = 1, purpose = 2, picture = 3, timer = 4 };
/// Bytes of a timer's value: seconds, u32.
inline constexpr std::size_t kGroupTimerSize = 4;

/// Somebody who comes in: identity, a key for this group alone, and the link of a contact card of theirs.
struct NewMember {
  Iid iid;
  crypto::SignPublic key;
  std::string link;
  bool operator==(const NewMember&) const = default;
};

/// A member's signature that the chair is to be replaced.
struct Agreement {
  MemberNumber member = 0;
  crypto::Signature signature;
  bool operator==(const Agreement&) const = default;
};

namespace op {
struct Create {
  OpSalt salt;
  NewMember chair;
  AddPolicy policy = AddPolicy::chair;
  std::string name;
  std::string purpose;
};
struct Add {
  NewMember member;
  MemberNumber introducer = 0;
  crypto::Signature consent;  // by the new key
};
struct Remove {
  MemberNumber member = 0;
};
/// deputy or member; ends a suspension that was made on an earlier statement.
struct SetRole {
  MemberNumber member = 0;
  GroupRole role = GroupRole::member;
};
struct SetPolicy {
  AddPolicy policy = AddPolicy::chair;
};
struct Describe {
  GroupField field = GroupField::name;
  std::string value;  // the bytes of a text, a picture or a timer
};
struct Rotate {
  MemberNumber member = 0;
  crypto::SignPublic key;
  crypto::Signature proof;  // by the key in use
};
struct Transfer {
  MemberNumber member = 0;
};
struct Takeover {
  std::vector<Agreement> agreements;  // ascending, without the author's
};
struct Close {};
// Beside the chain: `prev` is the statement that they are about.
/// Of somebody lower, or of oneself: a leave.
struct Suspend {
  MemberNumber member = 0;
};
/// Of two statements that one author made behind `prev`, this one counts.
struct Resolve {
  OpHash child;
};
/// The author's head is `prev`. Of several by one author the largest number counts, here and below.
struct Echo {
  std::uint64_t number = 0;
};
/// Where the author is met from now on.
struct Address {
  std::uint64_t number = 0;
  std::string link;
};
}  // namespace op

/// In the order of their numbers on the wire, from 1.
using OpArgs =
    std::variant<op::Create, op::Add, op::Remove, op::SetRole, op::SetPolicy, op::Describe, op::Rotate,
                 op::Transfer, op::Takeover, op::Close, op::Suspend, op::Resolve, op::Echo, op::Address>;

struct Op {
  GroupId gid;              // zeros in Create, whose hash it is
  std::uint64_t epoch = 0;  // one more than that of `prev`; beside the chain the same
  OpHash prev;
  MemberNumber author = 0;
  OpArgs args;
  Bytes encoded;  // signature included
  OpHash hash;

  /// Suspend, Resolve, Echo or Address.
  [[nodiscard]] bool beside() const noexcept { return args.index() >= 10; }
  /// Of the group that it belongs to.
  [[nodiscard]] GroupId group() const noexcept;
};

/// What a statement stands on and who makes it.
struct OpPlace {
  GroupId gid;
  std::uint64_t epoch = 0;
  OpHash prev;
  MemberNumber author = 0;
};

/// The arguments keep their bounds: the caller has seen to it (parse_op refuses what does not).
Op sign_op(const OpPlace& place, OpArgs args, const crypto::SignSeed& key);
/// bad_length, too_large, bad_value: not exactly one statement within its bounds. Checks no signature.
Result<Op> parse_op(ByteView encoded);
[[nodiscard]] bool signed_by(const Op& op, const crypto::SignPublic& key);

/// Being added to this group under this key is what its holder wants.
crypto::Signature sign_consent(const GroupId& gid, const NewMember& self, const crypto::SignSeed& key);
[[nodiscard]] bool consents(const GroupId& gid, const NewMember& member, const crypto::Signature& consent);
/// The holder of the key in use names the next one.
crypto::Signature sign_rotation(const GroupId& gid, MemberNumber member, const crypto::SignPublic& next,
                                const crypto::SignSeed& key);
[[nodiscard]] bool rotates(const GroupId& gid, const op::Rotate& rotation, const crypto::SignPublic& key);
/// Agrees that the author of `place` takes the chair there.
crypto::Signature sign_agreement(const OpPlace& place, const crypto::SignSeed& key);
[[nodiscard]] bool agrees(const OpPlace& place, const crypto::Signature& agreement,
                          const crypto::SignPublic& key);

}  // namespace stille::e2e
