// Every bound and fixed size of the end-to-end protocol, by name. PROTOCOL.md 17.3 lists the same.
// Knows nothing of relays beyond the three sizes an envelope can have.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "common/protocol/limits.hpp"

namespace stille::e2e {

inline constexpr std::uint16_t kSuite = 1;

// Cards and links
inline constexpr std::chrono::hours kLongestInvitationLife = protocol::kLongestLinkLife;
inline constexpr std::chrono::hours kLongestPrekeyLife{24 * 14};
inline constexpr std::chrono::hours kPrekeyRotation{24 * 7};
/// How long after a card's expiry a HELLO made from it may still arrive: the life of an envelope at a relay.
inline constexpr std::chrono::hours kHelloGrace{24 * 30};
/// Private prekeys that one HELLO is tried against.
inline constexpr std::size_t kMostLivePrekeys = 8;

// Chains and late messages
/// How far one message may run ahead of what was received, and how many unused message keys are kept.
inline constexpr std::size_t kMaxJump = 1024;
inline constexpr std::size_t kMostSkippedKeys = kMaxJump;
inline constexpr std::size_t kMostOldEpochs = 32;
inline constexpr std::chrono::hours kSkippedKeyLife{24 * 30};
/// With content the sender stops here; empty messages, which carry acknowledgements, may go on to kMaxJump.
inline constexpr std::size_t kMostUnacknowledged = 1000;
/// Messages in one epoch after which the sender wants an answer, any answer, so that keys turn.
inline constexpr std::uint32_t kTurnWantedAfter = 500;

// Gaps in the sequence
inline constexpr std::chrono::hours kGapPatience{24 * 7};
inline constexpr std::size_t kGapPatienceMessages = 500;
inline constexpr std::size_t kMostIslands = 64;

// Upkeep
inline constexpr std::uint32_t kHeartbeatAfterMessages = 20;
inline constexpr std::chrono::hours kHeartbeatAfter{24};
inline constexpr std::chrono::hours kRenewalAfter{24 * 30};
inline constexpr std::uint64_t kRenewalAfterMessages = 5000;
inline constexpr std::chrono::hours kReceiveOnlyLife{24 * 14};
/// A side sends at most one reset in this time, so that an older HELLO does not arrive behind a newer one's
/// answer.
inline constexpr std::chrono::hours kLeastBetweenResets{24};
/// A second session that nobody confirmed: a HELLO and its answer may each wait at a relay for kHelloGrace.
inline constexpr std::chrono::hours kPendingLife = 2 * kHelloGrace;

// Sizes in bytes
inline constexpr std::size_t kPreludeSize = 64;
inline constexpr std::size_t kHeaderSize = 2336;
inline constexpr std::size_t kAuthHeaderSize = 3424;  // epoch 1: with the second KEM ciphertext
inline constexpr std::size_t kHelloSize = protocol::kHelloSize;
inline constexpr std::size_t kHelloContentRoom = 10323;

}  // namespace stille::e2e
