// Two sides that know each other's contact card and hold all sessions with each other.
// Knows nothing of relays: HELLOs and envelopes go from hand to hand.
#pragma once

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e::testing {

/// One side: an identity, a contact card, and the sessions with the other.
struct Side {
  explicit Side(std::uint64_t who, crypto::Rng& r)
      : self(identity(who)),
        card(make_contact_card(self, CardKind::contact, mailbox(), kStart, r).value()),
        rng(r) {}

  Initiated hello_to(const Side& other, const Exporter* renews = nullptr) {
    return initiate(self, other.card.card, {}, {++generation, renews}, kStart, rng).value();
  }
  Responded answers(ByteView hello, const Exporter* renews = nullptr) const {
    return respond(self, {&card, 1}, hello, {0, renews}, kStart).value();
  }
  Bytes sends(std::string_view text) {
    auto sealed = seal(*pair, as_bytes(text), kStart, rng);
    EXPECT_TRUE(sealed) << name_of(sealed.error().code);
    pair = std::move(sealed.value().next);
    return std::move(sealed.value().envelope);
  }
  Bytes answers_pending() {
    auto sealed = seal_pending(*pair, {}, kStart, rng).value();
    pair = std::move(sealed.next);
    return std::move(sealed.envelope);
  }
  PairOpened opens(ByteView envelope) {
    auto opened = open(*pair, self, envelope, kStart);
    EXPECT_TRUE(opened) << name_of(opened.error().code);
    pair = opened.value().next.clone();
    return std::move(opened).value();
  }
  std::string reads(ByteView envelope) { return std::string(as_text(opens(envelope).content.expose())); }
  [[nodiscard]] const SessionId& sends_on() const { return pair->sending().sid(); }

  const IdentitySecret& self;
  OwnCard card;
  crypto::Rng& rng;
  std::optional<SessionPair> pair;
  std::uint64_t generation = 0;
};

}  // namespace stille::e2e::testing
