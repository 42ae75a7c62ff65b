// What the engine tells people's programs about groups: plain values, read once. Knows nothing of rosters'
// branches or of tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"

namespace stille::client {

inline constexpr std::size_t kLongestGroupName = 128;
inline constexpr std::size_t kLongestPurpose = 1000;
inline constexpr std::size_t kLargestGroupPicture = 24'576;
/// Groups of one profile, left ones included.
inline constexpr std::size_t kMostGroups = 256;

enum class GroupStanding : std::uint8_t { invited, member, left, closed };
/// Whose wish to ask somebody in is followed, besides the chair's own.
enum class GroupPolicy : std::uint8_t { chair = 1, deputies = 2, everybody = 3 };
enum class GroupPart : std::uint8_t { chair = 1, deputy = 2, member = 3 };

struct GroupMemberView {
  std::string id;     // p_<16 hex>
  std::string alias;  // empty when nothing is known of them yet; "self" for oneself
  std::string name;
  GroupPart part = GroupPart::member;
  bool verified = false;
  bool suspended = false;
  bool connected = false;   // there is a session; else what is said to them waits
  bool same_state = false;  // they have said that they see the group as we do
  bool left_out = false;    // what we said last is not for them: too much was waiting already
  std::string introducer;   // alias of who brought them in; empty for a contact of ours
};

/// own: it is ours, and waits for the others. open: we may answer it, or are the chair whom it is about.
enum class TakeoverState : std::uint8_t { own, open, agreed, declined };

/// A deputy's wish to take the chair.
struct TakeoverView {
  std::string id;     // p_<16 hex>, of whoever asks
  std::string alias;  // "self" for oneself
  TakeoverState state = TakeoverState::open;
  std::size_t agreed = 0;  // of `needed`; only its owner knows
  std::size_t needed = 0;
  TimePoint at;
};

/// The chair has it since a takeover.
struct ChairTaken {
  std::string from;  // alias of the one before; "self" for oneself
  std::string from_id;
  bool from_self = false;
  TimePoint at;  // when we learned of it
};

/// Somebody with the chair said several things at one time, and nobody has decided yet.
struct GroupStatement {
  std::string id;     // s_<16 hex>
  std::string kind;   // add, remove, role, policy, describe, rotate, transfer, takeover, close
  std::string about;  // a member, as `author` is told, or a name; empty where it is about neither
};
struct GroupDispute {
  std::string author;  // alias, "self" for oneself, or p_ id
  std::vector<GroupStatement> statements;
};

struct GroupView {
  std::string id;     // g_<16 hex>
  std::string alias;  // addressed as #alias
  std::string name;
  std::string purpose;
  std::size_t picture_size = 0;  // bytes; 0: none
  seconds expire_after{0};       // what is said disappears after so long; 0: never
  std::string conversation;      // c_<hex>
  GroupStanding standing = GroupStanding::member;
  std::optional<GroupPart> part;  // our own, while we are in it
  GroupPolicy policy = GroupPolicy::deputies;
  std::uint64_t changes = 0;             // of the group so far, as we know it
  std::size_t branches = 0;              // more than 1: not all see it alike yet
  std::size_t contradictions = 0;        // proofs that somebody told different people different things
  std::vector<GroupMemberView> members;  // oneself first, then by name
  std::optional<TimePoint> chair_heard;  // when the chair last gave a sign of life; unset for the chair
  bool may_take_over = false;            // the chair is silent, and it is our turn
  std::vector<TakeoverView> takeovers;
  std::optional<ChairTaken> taken;
  std::vector<GroupDispute> disputes;
  bool may_settle = false;  // those are ours to decide
};

/// What happened to a group. joined, left and removed are of members; suspended: a deputy's removal, which
/// the chair has to confirm. chair: passed on; takeover: taken from one who was silent.
enum class GroupEvent : std::uint8_t {
  created,
  joined,
  left,
  removed,
  suspended,
  role,
  chair,
  takeover,
  policy,
  renamed,
  purpose,
  picture,
  timer,
  closed
};

/// Somebody who is or was in it.
struct GroupPerson {
  std::string id;     // p_<16 hex>
  std::string alias;  // empty when nothing is known of them; "self" for oneself
  std::string name;
};

struct GroupEventView {
  std::string id;  // s_<16 hex>, of the statement that says so
  GroupEvent what = GroupEvent::created;
  GroupPerson by;  // of joined: who brought them in
  std::optional<GroupPerson> about;
  std::string value;  // of renamed, purpose, role and policy, the new one; of timer, seconds
  TimePoint at;       // when we learned of it
};

std::string_view name_of(GroupEvent what) noexcept;
std::string_view name_of(GroupStanding standing) noexcept;
std::string_view name_of(GroupPart part) noexcept;
std::string_view name_of(GroupPolicy policy) noexcept;
std::string_view name_of(TakeoverState state) noexcept;

}  // namespace stille::client
