// Domain separation: every hash, MAC and derivation of PROTOCOL.md starts with one of these labels.
// L(x) = "Stille1 " || x || 0x00. A test holds this table and PROTOCOL.md's together.
#pragma once

#include <string_view>

#include "common/base/bytes.hpp"

namespace stille::crypto {

/// The encoded label, terminating zero byte included. Static storage.
class Label {
 public:
  template <std::size_t N>
  consteval explicit Label(const char (&encoded)[N]) : text_(encoded, N) {}
  [[nodiscard]] ByteView view() const noexcept { return as_bytes(text_); }
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

namespace label {
// CAE and envelopes
inline constexpr Label kNonce{"Stille1 nonce"};
inline constexpr Label kCae{"Stille1 cae"};
inline constexpr Label kEnvelopeNonce{"Stille1 env nonce"};
// Identity, card, link
inline constexpr Label kIdentity{"Stille1 identity"};
inline constexpr Label kCard{"Stille1 card"};
inline constexpr Label kCardMutable{"Stille1 card m"};
inline constexpr Label kLink{"Stille1 link"};
inline constexpr Label kLinkId{"Stille1 link id"};
inline constexpr Label kLinkEnc{"Stille1 link enc"};
inline constexpr Label kLinkWriter{"Stille1 link writer"};
// Handshake
inline constexpr Label kHandshake{"Stille1 hs v1"};
inline constexpr Label kMix{"Stille1 mix"};
inline constexpr Label kHandshakeId{"Stille1 id"};
inline constexpr Label kSplit{"Stille1 split"};
inline constexpr Label kHelloId{"Stille1 hello id"};
// Ratchet
inline constexpr Label kRoot{"Stille1 root"};
inline constexpr Label kChain{"Stille1 chain"};
inline constexpr Label kSequence{"Stille1 seq"};
// Hedged randomness
inline constexpr Label kHedgeDevice{"Stille1 hedge device"};
inline constexpr Label kHedgeSession{"Stille1 hedge session"};
inline constexpr Label kHedgeTurn{"Stille1 hedge turn"};
inline constexpr Label kHedgeCard{"Stille1 hedge card"};
inline constexpr Label kHedgeHello{"Stille1 hedge hello"};
inline constexpr Label kHedgeEpoch{"Stille1 hedge epoch"};
// Safety number
inline constexpr Label kFingerprint{"Stille1 fpr"};
inline constexpr Label kFingerprintSalt{"Stille1 fpr salt"};
// Files
inline constexpr Label kFile{"Stille1 file"};
// Groups
inline constexpr Label kGroupOp{"Stille1 grp op"};
inline constexpr Label kGroupSignature{"Stille1 grp sig"};
inline constexpr Label kGroupConsent{"Stille1 grp join"};
inline constexpr Label kGroupRotation{"Stille1 grp rotate"};
inline constexpr Label kGroupAgreement{"Stille1 grp agree"};
inline constexpr Label kGroupMessage{"Stille1 grp msg"};
// Relay
inline constexpr Label kRelayAuth{"Stille1 relay auth"};
inline constexpr Label kCommand{"Stille1 cmd"};
inline constexpr Label kRelayTicket{"Stille1 relay ticket"};
inline constexpr Label kRelayInvite{"Stille1 relay invite"};
inline constexpr Label kRelayBatch{"Stille1 relay batch"};
inline constexpr Label kRelayToken{"Stille1 relay token"};
inline constexpr Label kRelaySpent{"Stille1 relay spent"};
inline constexpr Label kRelayRecord{"Stille1 relay record"};
// At rest
inline constexpr Label kProfileKey{"Stille1 profile key"};
inline constexpr Label kBackup{"Stille1 backup"};
}  // namespace label

}  // namespace stille::crypto
