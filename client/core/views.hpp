// What the engine tells people's programs: plain values, read once, never live. Ids are opaque texts that
// stay the same for the profile's life. Knows nothing of JSON, sockets or tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/core/group_views.hpp"
#include "client/core/message_views.hpp"
#include "common/base/time.hpp"

namespace stille::client {

/// UTF-8 texts of people are bounded in bytes.
inline constexpr std::size_t kLongestName = 128;
inline constexpr std::size_t kLongestAlias = 64;
inline constexpr std::size_t kLongestNote = 4000;
inline constexpr std::size_t kLongestKey = 128;
/// Live (usable or being prepared) invitations of one profile.
inline constexpr std::size_t kMostInvitations = 64;
/// At most this many rows per call of messages() and events_after().
inline constexpr std::size_t kMostRows = 1000;
inline constexpr std::chrono::hours kDefaultInvitationLife{24 * 7};

/// Own name, identity and relay.
struct ProfileView {
  std::string id;     // p_<16 hex>, the own identity
  std::string iid;    // 64 hex
  std::string name;   // what others see
  std::string relay;  // stille://<fingerprint>@host:port
  TimePoint created;
  bool rolled_back = false;  // an old copy of the profile was put back; conversations wait for repair
};

enum class InvitationState : std::uint8_t {
  preparing,  // the relay has not stored it yet
  ready,      // the link works
  used,
  revoked,
  expired,
  refused,  // the relay takes no new mailboxes from this profile
};

struct InvitationView {
  std::string id;    // i_<hex>
  std::string link;  // stille://...; a secret: whoever has it may use it once
  bool ask = false;  // the joiner waits for accept_request
  InvitationState state = InvitationState::preparing;
  TimePoint created;
  TimePoint expires;
  std::uint32_t further_claims = 0;     // others who tried the used link
  std::optional<std::string> contact;   // who used it
  std::optional<std::string> for_whom;  // alias of the local contact who will be known by it
};

/// An invitation of somebody else that was accepted here.
enum class JoinState : std::uint8_t { fetching, greeting, waiting, done, failed };

struct JoinView {
  std::string id;     // j_<hex>
  std::string relay;  // the link's
  JoinState state = JoinState::fetching;
  /// With `failed`: used, revoked, expired, not_found, undecryptable (altered link), own_identity,
  /// already_exists (already a contact), refused (the own relay makes no mailbox), bad_value (relay differs),
  /// timed_out, or what it was withdrawn for.
  std::optional<Errc> error;
  std::optional<std::string> contact;  // as soon as the relay has taken the greeting
};

/// Somebody who used an `ask` invitation.
struct RequestView {
  std::string id;  // r_<16 hex of their identity>
  std::string name;
  std::string iid;
  std::string invitation;
  TimePoint at;
};

enum class ContactState : std::uint8_t {
  connecting,  // keys are not yet confirmed both ways; messages wait
  connected,
  forked,   // somebody else uses the session's keys, or the relay altered its order: sending has stopped
  frozen,   // the profile was rolled back: a new invitation repairs it
  pending,  // a verified person set up encryption anew: sending waits for accept_reset
  blocked,
  local,  // only in the own address book: nothing can be sent to them
};

/// A local contact has no identity; a conversation only with what an import brought back.
struct ContactView {
  std::string id;            // p_<16 hex>; l_<16 hex> of a local contact
  std::string iid;           // 64 hex
  std::string alias;         // unique within the profile
  std::string name;          // what they call themselves
  std::string note;          // private
  std::string conversation;  // c_<hex>
  ContactState state = ContactState::connecting;
  bool verified = false;
  TimePoint since;
  bool introduced = false;  // known through a group only, and not listed
};

enum class EventType : std::uint8_t {
  message,   // arrived: `message`, `contact`
  delivery,  // an own message changed its state: `message`, `contact`
  contact,   // new or changed: `contact`; `state` also added, name, alias, verified, unverified, reset, signs
  request,   // somebody waits for accept_request: `request`
  invitation,    // changed its state, or (claimed_again) a further claim: `invitation`
  join,          // an accepted link changed its state: `join`
  gap,           // `count` messages of `contact` were lost on the way
  rollback,      // an old copy of the profile was put back
  reaction,      // added or removed (`state`), by either side: `message`, `contact`
  edited,        // an own or their text has a new wording: `message`, `contact`
  deleted,       // for everyone, here or because its time was over (`state`: expired): `message`, `contact`
  timer,         // after how long messages go was changed, by either side: `message`, `contact`
  group,         // changed, or our standing in it: `group`; contradiction: somebody said two things (`count`)
  card,          // theirs has changed (`state`), in the fields of `about`, or they requested ours: `contact`
  introduction,  // `about`: its id; asked, refused, lapsed: of `contact`'s; agreed: `contact` has; made
  address,       // our contact address is ready
};

/// An entry of the gap-free log. What it refers to is shown as it is now; a part is absent when it has since
/// been removed. `state` is the name of the state at that moment.
struct EventView {
  std::uint64_t seq = 0;  // 1, 2, 3 ...
  std::string id;         // e_<hex>, stable
  EventType type = EventType::message;
  TimePoint at;
  std::string state;
  std::uint64_t count = 0;
  std::optional<ContactView> contact;
  std::optional<MessageView> message;
  std::optional<InvitationView> invitation;
  std::optional<RequestView> request;
  std::optional<JoinView> join;
  std::string about;  // ids: in a group of author and reporter; an introduction; of a card its fields
  std::optional<GroupView> group;  // names only; also with a message or delivery in a group
};

struct SafetyNumberView {
  std::string digits;  // 60
  std::string qr;      // payload to show as a QR code
  bool verified = false;
};

/// A known key of the configuration with its value as text.
struct ConfigEntry {
  std::string key;
  std::string value;
  bool is_default = true;
};

/// What still has to leave.
struct PendingView {
  std::string relay;
  std::size_t envelopes = 0;  // sealed, not yet stored by the relay
  std::size_t waiting = 0;    // messages that wait for a conversation to be connected (own relay only)
  std::size_t tasks = 0;      // mailboxes, links and the like
};

/// An invitation to the own relay.
struct RelayInvitationView {
  std::int64_t id = 0;
  bool open = true;  // not yet answered by the relay
  /// Why it gave no tokens: not_found, used, expired, revoked, refused, untrusted_peer (the answer does not
  /// fit the keys that the relay has published).
  std::optional<Errc> error;
};

/// What pays for mailboxes at the own relay.
struct PurseView {
  std::size_t tokens = 0;
  std::optional<RelayInvitationView> invitation;  // the newest
  bool refused = false;                           // the relay has refused the last new mailbox
};

/// Counters since the engine was opened, for diagnosis.
struct CounterView {
  std::uint64_t undecryptable = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t unknown_mailbox = 0;
};

/// Stable lower-case names, the same as in the machine-readable output. Static storage.
std::string_view name_of(InvitationState state) noexcept;
std::string_view name_of(JoinState state) noexcept;
std::string_view name_of(ContactState state) noexcept;
std::string_view name_of(EventType type) noexcept;
/// bad_value for an unknown name.
Result<EventType> parse_event_type(std::string_view name);

}  // namespace stille::client
