// The first message: HELLO, exactly 16,384 bytes, from somebody who holds a card to the card's owner.
// Hybrid, hides who sends it, and binds card, identities and every public value into the keys.
// Knows nothing of mailboxes; the replay cache is the caller's (PROTOCOL.md section 6).
#pragma once

#include "client/e2e/card.hpp"
#include "client/e2e/session.hpp"

namespace stille::e2e {

/// Names a HELLO for the replay cache: 32 bytes over what is in clear.
using HelloId = Fixed<struct HelloIdTag, 32>;

struct HandshakeOptions {
  /// Kept outside the database; larger in every HELLO that this identity sends, renewals included; from 1.
  std::uint64_t generation = 0;
  /// Of the session that this handshake renews; null for a first contact or a reset. Must outlive the call.
  const Exporter* renews = nullptr;
};

struct Initiated {
  SessionState session;
  Bytes hello;
};

struct Responded {
  SessionState session;
  IdentityPublic peer;
  crypto::SecretBytes content;
  std::uint64_t generation = 0;
  HelloId id;
  std::size_t card = 0;  // index of the own card that fitted; erase it now if it is an invitation
};

/// The card has passed open_card or parse_card. The content carries no user text (a contact request may carry
/// one flagged greeting), at most kHelloContentRoom bytes: too_large. own_identity for one's own card,
/// expired, weak_shared_secret for a card with a bad key.
Result<Initiated> initiate(const IdentitySecret& self, const Card& card, ByteView content,
                           const HandshakeOptions& options, TimePoint now, crypto::Rng& rng);

/// bad_length unless 16,384 bytes. Look it up in the replay cache first; equal means drop without a word.
Result<HelloId> hello_id(ByteView hello);

/// Tries each own card that is not past erase_after(); limit_reached for more than kMostLivePrekeys.
/// undecryptable when none fits or anything is wrong; own_identity. `options.generation` is not read.
/// The first answer is an ordinary seal().
Result<Responded> respond(const IdentitySecret& self, std::span<const OwnCard> cards, ByteView hello,
                          const HandshakeOptions& options, TimePoint now);

}  // namespace stille::e2e
