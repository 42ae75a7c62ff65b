// The relay's core: decides what every command means. Takes events, `now` and randomness; answers with
// actions. Knows the store's interface, never SQL, sockets, frames or threads. One thread calls it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "common/crypto/random.hpp"
#include "common/protocol/reply.hpp"
#include "server/blob/job.hpp"
#include "server/relay/disk_fill.hpp"
#include "server/relay/figures.hpp"
#include "server/relay/limits.hpp"
#include "server/relay/sources.hpp"
#include "server/store/mailbox_store.hpp"

namespace stille::relay {

/// Chosen by the shell, never reused within a process.
using ConnectionId = std::uint64_t;

/// What the shell knows of a connection once TLS and the hello are done.
struct Connected {
  ConnectionId id = 0;
  protocol::ChannelBinding binding;
  crypto::DhSecret session_secret;  // its public half went out in RelayHello
  SourceId source = 0;
};

struct SendMessage {
  ConnectionId to = 0;
  protocol::RelayMessage message;
};
/// The connection has proved that it holds a mailbox key; the shell stops counting it as unauthenticated.
struct Authenticated {
  ConnectionId id = 0;
};
/// Sends what is queued, then ends the connection.
struct CloseConnection {
  ConnectionId id = 0;
};
/// A reader id or a writer id.
using MailboxId = std::array<std::uint8_t, 24>;
using Action = std::variant<SendMessage, Authenticated, CloseConnection>;

/// An invitation to the relay, as the operator asks for it.
struct InviteWish {
  std::uint32_t uses = 1;        // 1 to kMostUses
  std::uint32_t mailboxes = 64;  // tokens of a use: 1 to kMostTokensPerRedeem
  std::string token_class = "standard";
  milliseconds life = std::chrono::days{30};  // up to kLongestInviteLife
  std::string label{};  // for the operator alone: at most kLongestInviteLabel bytes, no control characters
};
inline constexpr std::uint32_t kMostUses = 100'000;
inline constexpr milliseconds kLongestInviteLife = std::chrono::days{3650};
inline constexpr std::size_t kLongestInviteLabel = 100;

struct NewInvite {
  std::uint64_t number = 0;
  protocol::RelayCode code;  // shown once: the relay keeps only its hash
};
struct ListedInvite {
  store::Invite row;
  std::string token_class;  // empty: no longer configured
};

class Relay {
 public:
  /// `store` and `rng` outlive the relay.
  Relay(Limits limits, protocol::RelayFingerprint self, store::MailboxStore& store, crypto::Rng& rng);
  ~Relay();

  void connected(Connected connection, TimePoint now);
  void disconnected(ConnectionId id, TimePoint now);
  /// One request, in the order in which it came in.
  void handle(ConnectionId id, protocol::Request request, TimePoint now);
  /// The shell has written this many bytes of envelopes and chunks to the connection: room for more.
  void written(ConnectionId id, std::size_t payload_bytes, TimePoint now);

  /// When the open group must be committed; nothing is open when empty.
  [[nodiscard]] std::optional<TimePoint> commit_due() const;
  /// The open group is full: commit before handling more.
  [[nodiscard]] bool commit_now() const;
  /// Writes the open group durably; STORED and the other answers that depend on it follow as actions.
  /// An error is the store's; nothing of the group was promised to anybody.
  Result<void> commit(TimePoint now);
  /// Expiry, at most a bounded piece of it per call, and what else comes with time. The shell calls it at its
  /// start and every few seconds; at once again while more_is_due(). `passed` is the time since the last call
  /// by a clock that nobody sets.
  Result<void> tick(TimePoint now, milliseconds passed);
  [[nodiscard]] bool more_is_due() const;
  [[nodiscard]] DiskLevel disk_level() const;
  /// GOAWAY to everybody; no new commands are accepted afterwards.
  void shut_down(TimePoint now);

  /// What a piece of work on a blob's file has come to. An error is the store's.
  Result<void> file_done(blob::Done done, TimePoint now);
  /// Work on the files of blobs that has come up since the last call, in order.
  std::vector<blob::Job> take_jobs();

  // For the operator. Errors of the store, and those named.

  /// The configured classes, by ascending id; a new one gets its key now.
  Result<std::vector<protocol::TokenClass>> classes();
  /// What GET_RECORD answers from now on; UNAVAILABLE before.
  void publish(protocol::SignedRecord record);
  /// Durable when it returns. invalid_argument: beyond a bound of InviteWish; not_found: no such class;
  /// limit_reached: as many are known as may be.
  Result<NewInvite> create_invite(const InviteWish& wish, TimePoint now);
  Result<std::vector<ListedInvite>> invites();
  /// Nothing can be redeemed with it any more; durable when it returns. False: there is no such invitation.
  Result<bool> revoke_invite(std::uint64_t number, TimePoint now);
  [[nodiscard]] Figures figures() const;
  /// From now on; buckets and caches of connections that are there keep their sizes.
  void set_limits(const Limits& limits);
  /// Blocks the mailbox with this reader or writer id, or takes that back; durable when it returns. False
  /// when there is no such mailbox. A blocked mailbox answers as one that does not exist.
  Result<bool> block(const MailboxId& id, bool blocked, TimePoint now);

  /// What has come up since the last call, in order.
  std::vector<Action> take_actions();

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace stille::relay
