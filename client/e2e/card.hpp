// A card: how to reach somebody for the first time, signed by its owner and sealed for the relay that keeps
// it. Knows nothing of sessions; whether a one-time card was used is the relay's and the owner's business
// (PROTOCOL.md section 5).
#pragma once

#include "client/e2e/identity.hpp"
#include "client/e2e/limits.hpp"
#include "common/base/time.hpp"
#include "common/protocol/link_text.hpp"

namespace stille::e2e {

/// invitation: one use, the whole card is fixed. contact: many uses, prekeys rotate under one link.
/// rendezvous: the same, handed to one contact inside a session, for repair only.
enum class CardKind : std::uint8_t { invitation = 1, contact = 2, rendezvous = 3 };

/// Where HELLOs for this card go.
struct HelloMailbox {
  protocol::RelayAddress relay;
  protocol::WriterId writer;
  bool operator==(const HelloMailbox&) const = default;
};

/// A card whose signature is good (or that we made ourselves).
struct Card {
  CardKind kind = CardKind::invitation;
  IdentityPublic owner;
  HelloMailbox mailbox;
  crypto::DhPublic prekey_dh;
  crypto::KemPublic prekey_kem;
  std::uint64_t epoch = 0;  // 0 in an invitation; counts the rotations of a contact card's prekeys
  TimePoint expires;        // of the invitation, or of these prekeys
  Bytes encoded;            // exactly what was signed and hashed, signature included

  /// The link key: binds the whole invitation, or a contact card's fixed part.
  [[nodiscard]] protocol::LinkKey link_key() const;
};

/// Our own card together with its private prekeys. Erase it to make HELLOs to it unreadable for good.
struct OwnCard {
  Card card;
  crypto::DhSecret dh;
  crypto::KemSeed kem;

  /// Reads what encode() wrote; does not check the expiry. bad_length, bad_value, bad_key.
  static Result<OwnCard> decode(ByteView encoded);
  [[nodiscard]] crypto::SecretBytes encode() const;
  /// Until then HELLOs from this card may come in: its expiry plus kHelloGrace.
  [[nodiscard]] TimePoint erase_after() const;
};

/// limit_reached when `expires` is more than kLongestInvitationLife after `now`.
/// To know the writer key of the hello mailbox, take link_writer(card.link_key()) of the result.
Result<OwnCard> make_invitation(const IdentitySecret& owner, const HelloMailbox& mailbox, TimePoint expires,
                                TimePoint now, crypto::Rng& rng);
/// A new contact or rendezvous address with its first prekeys, which live for kLongestPrekeyLife.
/// invalid_argument for kind invitation.
Result<OwnCard> make_contact_card(const IdentitySecret& owner, CardKind kind, const HelloMailbox& mailbox,
                                  TimePoint now, crypto::Rng& rng);
/// The same address and link with fresh prekeys. invalid_argument for an invitation, own_identity's absence
/// (a card of somebody else) is untrusted_contact.
Result<OwnCard> rotate_prekeys(const IdentitySecret& owner, const Card& previous, TimePoint now,
                               crypto::Rng& rng);

/// Checks form, keys and signature, then the expiry. bad_length, bad_value, bad_key, bad_signature,
/// unsupported_version (suite), expired. For a card that came inside a session.
Result<Card> parse_card(ByteView encoded, TimePoint now);
/// Exactly 4,096 bytes (protocol::kLinkCardSize): what PUT_LINK stores.
Result<Bytes> seal_card(const Card& card, crypto::Rng& rng);
/// Opens what GET_LINK answered. undecryptable when the seal or the binding to the link key is broken or the
/// card's kind or relay is not the link's; else as parse_card. Persist nothing of a link before this.
Result<Card> open_card(const protocol::LinkText& link, ByteView sealed, TimePoint now);

}  // namespace stille::e2e
