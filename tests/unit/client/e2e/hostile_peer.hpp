// A peer that knows the session's keys and breaks the rules with them: it seals headers and preludes as a
// test wishes. Knows the session's insides.
#pragma once

#include "client/e2e/envelope.hpp"
#include "client/e2e/ratchet.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e::testing {

class HostilePeer {
 public:
  /// Takes over where `victim` stands; opens an epoch if that is what sending would do.
  explicit HostilePeer(const Person& victim) : parts_(victim.state.parts().clone()), rng_(victim.rng) {
    if (!parts_.own_turn()) {
      EXPECT_TRUE(open_epoch(parts_, rng_));
    }
    describe();
  }

  /// Opens the epoch with other public keys than those of its secrets, and derives everything from them: only
  /// a check of the keys themselves can tell. `shared` is what the receiver's DH will give.
  HostilePeer(const Person& victim, const EpochKeys& keys, const crypto::DhShared& shared)
      : HostilePeer(victim) {
    const auto before = victim.state.parts().clone();
    const auto& peer = std::get<PeerEpoch>(before.turn);
    auto encapsulated = crypto::kem_encapsulate(peer.keys.kem, rng_.secret<crypto::KemCoins>());
    auto& own = std::get<OwnEpoch>(parts_.turn);
    own.keys = keys;
    own.ciphertext = encapsulated.ciphertext;
    const TurnSecrets secrets{crypto::DhShared::from(shared.expose()), std::move(encapsulated.shared), {}};
    const auto out = turn_root(
        before.root, {parts_.sid, parts_.epoch, own.keys, peer.keys, own.ciphertext, nullptr}, secrets);
    own.chain = SendChainKey::from(out.chain.expose());
    describe();
  }

  /// Keys of message `n` of the epoch, whatever the header claims.
  Bytes sends(std::uint32_t steps = 0, std::string_view text = "hostile") {
    const auto& own = std::get<OwnEpoch>(parts_.turn);
    auto chain = own.chain.clone();
    for (std::uint32_t i = 0; i < steps; ++i) (void)advance(chain);
    const auto key = advance(chain);
    auto sealed = seal_envelope({parts_.sid, own.header, key}, {header, prelude, as_bytes(text), 4096}, rng_);
    EXPECT_TRUE(sealed);
    return std::move(sealed).value().bytes;
  }

  Header header;
  Prelude prelude;

 private:
  void describe() {
    const auto& own = std::get<OwnEpoch>(parts_.turn);
    header = {parts_.epoch, parts_.previous_length, parts_.chain_length, own.answers,
              own.keys,     own.ciphertext,         own.authentication};
    prelude = {parts_.sent.sent() + 1, parts_.sent.last, parts_.received.ack()};
  }

  SessionParts parts_;
  crypto::Rng& rng_;
};

/// The sender forgets that nothing was acknowledged, so that no limit of its own stops it.
inline void forget_unacknowledged(Person& person) {
  auto parts = person.state.parts().clone();
  parts.sent.acknowledged = parts.sent.sent();
  parts.sent.open = {AckDigest::copy_of(parts.sent.last.view().first<16>())};
  person.state = SessionState(std::move(parts));
}

}  // namespace stille::e2e::testing
