// The running digests of both directions, which show gaps, and a second user of the same session.
// Knows commitments and numbers only, no keys (PROTOCOL.md section 9).
#pragma once

#include <optional>
#include <vector>

#include "common/base/time.hpp"
#include "common/crypto/hash.hpp"

namespace stille::e2e {

/// Names a session; the same 32 bytes on both sides. Never in clear on the wire.
using SessionId = Fixed<struct SessionIdTag, 32>;
/// S_i of a direction, and the first half of it as an acknowledgement carries it.
using SequenceDigest = Fixed<struct SequenceDigestTag, 32>;
using AckDigest = Fixed<struct AckDigestTag, 16>;
using Commitment = std::array<std::uint8_t, 32>;

/// A run of sequence numbers, both ends included.
struct SeqRange {
  std::uint64_t first;
  std::uint64_t last;
  bool operator==(const SeqRange&) const = default;
};

struct Ack {
  std::uint64_t seq = 0;
  AckDigest digest;
};

SequenceDigest sequence_start(const SessionId& sid);
SequenceDigest sequence_next(const SequenceDigest& before, const Commitment& commitment);

/// Our own direction: what was sent, and how much of it the peer has named.
struct SentSequence {
  std::uint64_t acknowledged = 0;
  SequenceDigest last;
  std::vector<AckDigest> open;  // of acknowledged, acknowledged + 1, ..., sent; never empty

  static SentSequence start(const SessionId& sid);
  [[nodiscard]] std::uint64_t sent() const noexcept { return acknowledged + open.size() - 1; }
  void append(const Commitment& commitment);
  /// False when the peer names something we did not send. An ack older than the last is no evidence.
  [[nodiscard]] bool acknowledge(const Ack& ack);
};

/// A run of messages that arrived ahead of a gap.
struct Island {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  SequenceDigest before;  // `prev` of its first message
  SequenceDigest after;   // digest up to its last
  TimePoint noticed;      // when the gap before it was first seen
};

enum class Arrival : std::uint8_t { in_place, late, contradiction };

/// The peer's direction.
struct ReceivedSequence {
  std::uint64_t up_to = 0;
  SequenceDigest digest;
  std::vector<Island> islands;  // ascending, never touching

  static ReceivedSequence start(const SessionId& sid);
  /// late: the number had been given up. contradiction: `prev` does not fit its neighbours.
  Arrival add(std::uint64_t seq, const SequenceDigest& prev, const Commitment& commitment, TimePoint now);
  /// Gives up the gaps whose patience is over; the messages behind them become the new anchor.
  std::vector<SeqRange> give_up(TimePoint now);
  [[nodiscard]] Ack ack() const;
};

}  // namespace stille::e2e
