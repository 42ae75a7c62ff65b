// All sessions with one peer: at most two, of which one sends. Decides collisions, resets and renewals alike
// on both sides; a session that has been superseded never sends again. Knows nothing of contents; what was
// unacknowledged in a superseded session the caller seals anew (PROTOCOL.md section 10).
#pragma once

#include "client/e2e/handshake.hpp"

namespace stille::e2e {

/// What the second session is. rival: both sides initiated. pending: a reset or renewal that is not confirmed
/// yet. receive_only: superseded.
enum class Second : std::uint8_t { none, rival, pending, receive_only };

class SessionPair {
 public:
  /// The first session with this peer, from either side of a handshake; `generation` is that of the peer's
  /// HELLO, 0 when it was ours.
  explicit SessionPair(SessionState first, std::uint64_t generation = 0);
  [[nodiscard]] SessionPair clone() const;
  [[nodiscard]] crypto::SecretBytes encode() const;
  static Result<SessionPair> decode(ByteView encoded);

  /// The session that sends, or will once it may.
  [[nodiscard]] const SessionState& sending() const noexcept { return sending_.session; }
  [[nodiscard]] Second second_kind() const noexcept { return second_kind_; }
  /// Null when there is none.
  [[nodiscard]] const SessionState* second() const noexcept { return second_ ? &second_->session : nullptr; }
  /// Largest generation among the peer's HELLOs whose sessions were confirmed.
  [[nodiscard]] std::uint64_t generation() const noexcept { return generation_; }

 private:
  friend struct PairSteps;
  struct Slot {
    SessionState session;
    std::uint64_t generation = 0;  // of the peer's HELLO that made it, else 0
  };

  Slot sending_;
  std::optional<Slot> second_;
  Second second_kind_ = Second::none;
  std::uint64_t generation_ = 0;
};

struct PairSealed {
  SessionPair next;
  Bytes envelope;
  SessionId sid;
  std::uint64_t seq = 0;
};

struct PairOpened {
  SessionPair next;
  SessionId sid;  // the session it came on
  crypto::SecretBytes content;
  std::uint64_t seq = 0;           // 0: no message, only evidence of a fork
  std::uint64_t acknowledged = 0;  // of our messages on that session
  std::vector<SeqRange> lost{};
  bool late = false;
  bool became_connected = false;
  bool forked = false;      // show the alarm
  bool superseded = false;  // sending moved to another session with this message: seal anew what is open, and
                            // if the new one's role is initiator confirm with seal({})
};

/// On the sending session; as e2e::seal.
Result<PairSealed> seal(const SessionPair& pair, ByteView content, TimePoint now, crypto::Rng& rng);
/// The first answer to a HELLO that is still pending. wrong_state when there is none.
Result<PairSealed> seal_pending(const SessionPair& pair, ByteView content, TimePoint now, crypto::Rng& rng);
/// Tries both sessions. undecryptable, duplicate.
Result<PairOpened> open(const SessionPair& pair, const IdentitySecret& self, ByteView envelope,
                        TimePoint now);

/// We are about to send a HELLO to a peer we know. A renewal (with the exporter of sending()) is pending
/// until it is answered; a reset supersedes the sending session at once. wrong_state while sending() is not
/// connected or another HELLO waits to be confirmed: two at a time could leave each side with another
/// session. To give up on all that, start a new pair. The caller keeps kLeastBetweenResets.
Result<SessionPair> add_initiated(const SessionPair& pair, SessionState fresh, bool renewal, TimePoint now);
/// The peer's HELLO, of a peer we know; a renewal was answered with the exporter of sending(). While our own
/// HELLO is unanswered it is a rival, else it is pending until it is confirmed. Never three: the newcomer
/// takes the place of what is pending or superseded. duplicate unless its generation is larger than the last
/// confirmed one and than that of a pending session.
Result<SessionPair> add_responded(const SessionPair& pair, Responded&& fresh, TimePoint now);

struct PairTidied {
  SessionPair next;
  std::vector<SeqRange> lost;  // on the sending session
};
/// tidy() of both sessions; drops a superseded one whose time is over and one that nobody confirmed in
/// kPendingLife.
PairTidied tidy(const SessionPair& pair, TimePoint now);

}  // namespace stille::e2e
