// One session with one peer: seal and open envelopes. Everything is pure: a state goes in, the next state
// comes out, and what fails changes nothing. Commit the next state and what came with it in one transaction,
// then send. Knows nothing of contents, mailboxes or contacts (PROTOCOL.md sections 7 to 9).
#pragma once

#include <vector>

#include "client/e2e/identity.hpp"
#include "client/e2e/limits.hpp"
#include "client/e2e/session_parts.hpp"
#include "common/base/time.hpp"

namespace stille::e2e {

/// connecting: the peer's answer (initiator) or its confirmation (responder) is still to come.
/// superseded: receives until it has expired, never sends again. forked: somebody else used this session.
enum class SessionStatus : std::uint8_t { connecting, connected, superseded, forked };

class SessionState {
 public:
  explicit SessionState(SessionParts parts) noexcept : parts_(std::move(parts)) {}
  [[nodiscard]] SessionState clone() const { return SessionState(parts_.clone()); }
  /// Fixed codec, first byte its version. At most a few hundred KB, usually 3 to 4.5 KB.
  [[nodiscard]] crypto::SecretBytes encode() const;
  /// unsupported_version, else damaged for anything encode() does not write.
  static Result<SessionState> decode(ByteView encoded);

  [[nodiscard]] const SessionId& sid() const noexcept { return parts_.sid; }
  [[nodiscard]] const Iid& peer() const noexcept { return parts_.peer; }
  [[nodiscard]] Role role() const noexcept { return parts_.role; }
  [[nodiscard]] const Exporter& exporter() const noexcept { return parts_.exporter; }
  [[nodiscard]] SessionStatus status() const noexcept;
  /// Something of the peer was received on it: always so for a responder.
  [[nodiscard]] bool heard() const noexcept;
  /// seal() of content would not be refused for the session's status.
  [[nodiscard]] bool may_send() const noexcept;
  /// Initiator from epoch 1, responder from epoch 2 (it may answer earlier if it chooses to: may_send).
  [[nodiscard]] bool may_send_user_text() const noexcept;

  /// Most content bytes that the next message carries in an envelope of this size; 0 for no such size.
  [[nodiscard]] std::size_t content_room(std::size_t envelope_size) const noexcept;
  /// Sequence numbers: of our last message, and up to which the peer has acknowledged ours.
  [[nodiscard]] std::uint64_t sent() const noexcept;
  [[nodiscard]] std::uint64_t acknowledged() const noexcept;
  /// Up to which number the peer's messages are complete or given up.
  [[nodiscard]] std::uint64_t received_up_to() const noexcept;

  /// An empty message should go out within half an hour: seal({}). Add a random delay of 1 to 30 minutes.
  [[nodiscard]] bool heartbeat_due(TimePoint now) const noexcept;
  /// Our chain grew long without an answer: ask the peer for one.
  [[nodiscard]] bool turn_wanted() const noexcept;
  /// Time for a new handshake inside the session. Only ever true for the responder, who offers the card, so
  /// that two renewals never meet.
  [[nodiscard]] bool renewal_due(TimePoint now) const noexcept;
  /// Superseded and its time is over: erase it.
  [[nodiscard]] bool expired(TimePoint now) const noexcept;

  /// For this room's own files and its tests.
  [[nodiscard]] const SessionParts& parts() const noexcept { return parts_; }

 private:
  SessionParts parts_;
};

struct Sealed {
  SessionState next;
  Bytes envelope;     // 4,096, 16,384 or 65,536 bytes
  std::uint64_t seq;  // number of this message in its direction, from 1; a HELLO is 1
};

struct Opened {
  SessionState next;
  crypto::SecretBytes content;  // empty for a heartbeat or confirmation: nothing to show, nothing to receipt
  std::uint64_t seq = 0;
  std::uint64_t acknowledged = 0;  // as next.acknowledged()
  std::vector<SeqRange> lost{};    // numbers given up with this message; they may still arrive as `late`
  bool late = false;               // this number had been given up before
  bool became_connected = false;   // confirm with seal({}) if the role is initiator
  bool forked = false;             // digests differ: show the alarm; next refuses to send
};

/// The smallest envelope that holds the content. Empty content is a heartbeat or confirmation.
/// too_large above content_room(65,536); not_ready for an initiator before the first answer; wrong_state when
/// superseded; forked; limit_reached at kMostUnacknowledged (empty content: kMaxJump).
Result<Sealed> seal(const SessionState& state, ByteView content, TimePoint now, crypto::Rng& rng);

/// undecryptable for everything that fails cryptographically or breaks a bound; duplicate when its key is
/// known to have been used or dropped; forked when the header proves that somebody else continued this
/// session (state unchanged: keep mark_forked of it). `self` is the identity that made the handshake.
Result<Opened> open(const SessionState& state, const IdentitySecret& self, ByteView envelope, TimePoint now);

/// Receive-only from now on, for kReceiveOnlyLife. A second call changes nothing.
SessionState supersede(const SessionState& state, TimePoint now);
/// Stops sending for good.
SessionState mark_forked(const SessionState& state);

struct Tidied {
  SessionState next;
  std::vector<SeqRange> lost;
};
/// Erases keys past their time and gives up gaps past theirs. open() does both, seal() the former. Call it
/// daily.
Tidied tidy(const SessionState& state, TimePoint now);

}  // namespace stille::e2e
