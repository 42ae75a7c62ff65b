// What a session is made of. Only client/e2e and its tests look inside; everybody else uses session.hpp.
#pragma once

#include <optional>
#include <variant>

#include "client/e2e/identity.hpp"
#include "client/e2e/sequence.hpp"
#include "client/e2e/skipped_keys.hpp"
#include "common/base/time.hpp"

namespace stille::e2e {

enum class Role : std::uint8_t { initiator = 0, responder = 1 };

using RootKey = crypto::Secret<struct RootKeyTag, 32>;
using SendChainKey = crypto::Secret<struct SendChainKeyTag, 32>;
using RecvChainKey = crypto::Secret<struct RecvChainKeyTag, 32>;
using HedgeKey = crypto::Secret<struct HedgeKeyTag, 32>;
/// Goes into the next handshake of a renewal.
using Exporter = crypto::Secret<struct ExporterTag, 32>;

/// The public values that every message of an epoch repeats.
struct EpochKeys {
  crypto::DhPublic dh;
  crypto::KemPublic kem;
};

/// Names the epoch that an epoch answers: the first half of its X25519 key. Zero in epoch 0.
using Answers = Fixed<struct AnswersTag, 16>;

/// While the newest epoch is ours: what its messages need, and the secrets that open the answer.
struct OwnEpoch {
  EpochKeys keys;
  Answers answers;
  crypto::KemCiphertext ciphertext;                     // zero in epoch 0
  std::optional<crypto::KemCiphertext> authentication;  // epoch 1 only
  crypto::DhSecret dh;
  crypto::KemSeed kem;
  SendChainKey chain;
  HeaderKey header;
};

/// While the newest epoch is the peer's: what opening the next one needs.
struct PeerEpoch {
  EpochKeys keys;
  std::optional<crypto::KemPublic> identity;  // epoch 0 only: whom epoch 1 authenticates
};

/// The chain on which the peer's newest messages come. Absent until the peer has answered: for an initiator
/// before epoch 1 and, since epoch 0 has only the HELLO, for a responder before epoch 2.
struct RecvChain {
  RecvChainKey chain;
  HeaderKey header;
  crypto::DhPublic dh;
  std::uint32_t next = 0;  // n of the next message in order
  std::uint64_t base = 0;  // peer's messages in epochs before: the sequence number of n is base + n + 1
};

struct SessionParts {
  SessionId sid;
  Iid peer;
  Role role = Role::initiator;
  bool forked = false;
  TimePoint created_at;
  std::optional<TimePoint> superseded_at;
  Exporter exporter;
  RootKey root;
  HedgeKey hedge;

  /// Number of the newest epoch; even ones are the initiator's. `turn` says whose it is.
  std::uint64_t epoch = 0;
  std::variant<OwnEpoch, PeerEpoch> turn;
  HeaderKey send_next;
  HeaderKey recv_next;
  std::optional<RecvChain> recv;
  std::uint32_t chain_length = 0;     // messages sent in our newest epoch
  std::uint32_t previous_length = 0;  // and in our epoch before that one: pn

  SkippedKeys skipped;
  SentSequence sent;
  ReceivedSequence received;

  std::uint32_t unanswered = 0;               // peer's messages with content since we last sent
  std::optional<TimePoint> unanswered_since;  // and when the first of them came

  [[nodiscard]] bool own_turn() const noexcept { return std::holds_alternative<OwnEpoch>(turn); }
  [[nodiscard]] SessionParts clone() const;
};

}  // namespace stille::e2e
