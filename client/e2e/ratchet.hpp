// The hybrid double ratchet's derivations: chains of message keys, and the root step between epochs.
// Knows nothing of envelopes, gaps or time (PROTOCOL.md section 7).
#pragma once

#include "client/e2e/hedge.hpp"
#include "client/e2e/session_parts.hpp"
#include "common/crypto/hash.hpp"

namespace stille::e2e {

/// The next message key; the chain moves on and cannot go back.
template <class Chain>
MessageKey advance(Chain& chain) {
  auto both = crypto::hmac_sha512(chain.expose(), {crypto::label::kChain.view()});
  const std::span<const std::uint8_t, 64> view = both;
  auto out = MessageKey::from(view.first<32>());
  chain = Chain::from(view.last<32>());
  crypto::wipe(both);
  return out;
}

/// What the header of an answer to this epoch says.
inline Answers answers_to(const crypto::DhPublic& dh) {
  return Answers::copy_of(dh.view().first<Answers::size>());
}

/// Everything of one epoch change that both sides see.
struct Turn {
  const SessionId& sid;
  std::uint64_t epoch;        // the one that opens
  const EpochKeys& opener;    // its fresh public keys
  const EpochKeys& acceptor;  // those that it answers
  const crypto::KemCiphertext& ciphertext;
  const crypto::KemCiphertext* authentication;  // epoch 1, else null
};

/// The shared secrets that go in.
struct TurnSecrets {
  crypto::DhShared dh;
  crypto::KemShared kem;
  std::optional<crypto::KemShared> authentication;
};

/// What comes out of HKDF, in this order.
struct TurnKeys {
  RootKey root;
  crypto::Secret<struct EpochChainTag, 32> chain;
  HeaderKey header;  // of epoch + 2
  SharedHedge hedge;
};

TurnKeys turn_root(const RootKey& root, const Turn& turn, const TurnSecrets& secrets);

/// Opens the next epoch for sending; the newest epoch is the peer's. weak_shared_secret.
Result<void> open_epoch(SessionParts& parts, crypto::Rng& rng);

}  // namespace stille::e2e
