#include "client/e2e/card.hpp"

#include "client/e2e/link.hpp"
#include "common/crypto/cae.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using std::chrono::hours;
using testing::identity;
using testing::kStart;
using testing::mailbox;

class CardTest : public ::testing::Test {
 protected:
  OwnCard invitation() {
    return make_invitation(identity(2), mailbox(), kStart + hours(24), kStart, rng).value();
  }
  OwnCard address(CardKind kind = CardKind::contact) {
    return make_contact_card(identity(2), kind, mailbox(), kStart, rng).value();
  }
  static protocol::LinkText link_to(const Card& card) {
    return {card.mailbox.relay,
            card.kind == CardKind::invitation ? protocol::LinkKind::invitation
                                              : protocol::LinkKind::contact_address,
            card.link_key()};
  }
  Errc refusal(const protocol::LinkText& link, ByteView sealed, TimePoint now = kStart) {
    const auto card = open_card(link, sealed, now);
    EXPECT_FALSE(card);
    return card ? Errc::internal : card.error().code;
  }
  crypto::SeededRng rng{5};
};

TEST_F(CardTest, An_invitation_opens_with_its_own_link) {
  const auto own = invitation();
  const auto sealed = seal_card(own.card, rng).value();
  const auto opened = open_card(link_to(own.card), sealed, kStart);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened.value().owner, identity(2).public_part());
  EXPECT_EQ(opened.value().mailbox, mailbox());
  EXPECT_EQ(opened.value().prekey_kem, own.card.prekey_kem);
  EXPECT_EQ(opened.value().encoded, own.card.encoded);
}

TEST_F(CardTest, A_sealed_card_has_one_size_whatever_the_relays_name) {
  for (const std::size_t length : {1U, 60U, 253U}) {
    auto box = mailbox();
    box.relay.host = std::string(length, 'a');
    const auto own = make_contact_card(identity(2), CardKind::contact, box, kStart, rng);
    ASSERT_TRUE(own);
    EXPECT_EQ(seal_card(own.value().card, rng).value().size(), 4096U);
  }
}

TEST_F(CardTest, A_relay_name_that_is_too_long_or_not_canonical_is_refused) {
  for (const auto* host : {"Upper.example", "", "with space"}) {
    auto box = mailbox();
    box.relay.host = host;
    EXPECT_FALSE(make_contact_card(identity(2), CardKind::contact, box, kStart, rng)) << host;
  }
  auto box = mailbox();
  box.relay.host = std::string(254, 'a');
  EXPECT_FALSE(make_contact_card(identity(2), CardKind::contact, box, kStart, rng));
}

TEST_F(CardTest, Another_link_key_does_not_open_it) {
  const auto own = invitation();
  const auto sealed = seal_card(own.card, rng).value();
  auto link = link_to(own.card);
  link.key.fill()[0] ^= 1U;
  EXPECT_EQ(refusal(link, sealed), Errc::undecryptable);
}

TEST_F(CardTest, Every_changed_byte_of_the_sealed_card_is_noticed) {
  const auto own = invitation();
  const auto sealed = seal_card(own.card, rng).value();
  const auto link = link_to(own.card);
  for (std::size_t at = 0; at < sealed.size(); at += 61) {
    auto changed = sealed;
    changed[at] ^= 1U;
    ASSERT_EQ(refusal(link, changed), Errc::undecryptable) << at;
  }
  EXPECT_EQ(refusal(link, ByteView(sealed).first(4095)), Errc::undecryptable);
}

TEST_F(CardTest, A_card_that_the_link_key_does_not_bind_is_refused) {
  // Somebody who knows the link seals another, properly signed invitation under its key.
  const auto own = invitation();
  const auto other = invitation();
  const auto key = own.card.link_key();
  auto padded = ByteWriter().sized(other.card.encoded).bytes();
  padded.resize(4096 - crypto::kCaeOverhead);
  const auto sealed =
      crypto::cae_seal(link_encryption_key(key).expose(), link_id(key).view(), padded, rng).value();
  EXPECT_EQ(refusal(link_to(own.card), sealed), Errc::undecryptable);
}

TEST_F(CardTest, A_link_names_the_cards_relay_and_kind) {
  const auto own = invitation();
  const auto sealed = seal_card(own.card, rng).value();
  auto link = link_to(own.card);
  link.relay.port = 1;
  EXPECT_EQ(refusal(link, sealed), Errc::undecryptable);
  link = link_to(own.card);
  link.kind = protocol::LinkKind::contact_address;
  EXPECT_EQ(refusal(link, sealed), Errc::undecryptable);
}

TEST_F(CardTest, A_card_is_refused_from_its_expiry_on) {
  const auto own = invitation();
  const auto sealed = seal_card(own.card, rng).value();
  EXPECT_TRUE(open_card(link_to(own.card), sealed, own.card.expires - milliseconds(1)));
  EXPECT_EQ(refusal(link_to(own.card), sealed, own.card.expires), Errc::expired);
}

TEST_F(CardTest, An_invitation_cannot_live_longer_than_a_link) {
  const auto longest = kStart + kLongestInvitationLife;
  EXPECT_TRUE(make_invitation(identity(2), mailbox(), longest, kStart, rng));
  const auto longer = make_invitation(identity(2), mailbox(), longest + milliseconds(1), kStart, rng);
  EXPECT_EQ(longer.error().code, Errc::limit_reached);
}

TEST_F(CardTest, Rotating_prekeys_keeps_the_address_and_changes_the_keys) {
  const auto first = address();
  const auto later = kStart + kPrekeyRotation;
  const auto second = rotate_prekeys(identity(2), first.card, later, rng);
  ASSERT_TRUE(second);
  const auto& card = second.value().card;
  EXPECT_TRUE(crypto::equal(card.link_key().expose(), first.card.link_key().expose()));
  EXPECT_NE(card.prekey_dh, first.card.prekey_dh);
  EXPECT_EQ(card.epoch, 1U);
  EXPECT_EQ(card.expires, later + kLongestPrekeyLife);
  EXPECT_TRUE(open_card(link_to(card), seal_card(card, rng).value(), later));
}

TEST_F(CardTest, Two_addresses_of_one_person_have_different_links) {
  EXPECT_FALSE(crypto::equal(address().card.link_key().expose(), address().card.link_key().expose()));
}

TEST_F(CardTest, Only_the_owner_rotates_and_only_addresses) {
  EXPECT_EQ(rotate_prekeys(identity(1), address().card, kStart, rng).error().code, Errc::untrusted_contact);
  EXPECT_EQ(rotate_prekeys(identity(2), invitation().card, kStart, rng).error().code, Errc::invalid_argument);
  EXPECT_EQ(make_contact_card(identity(2), CardKind::invitation, mailbox(), kStart, rng).error().code,
            Errc::invalid_argument);
}

TEST_F(CardTest, A_changed_prekey_breaks_the_signature_of_either_kind) {
  const std::array<OwnCard, 2> both{invitation(), address(CardKind::rendezvous)};
  for (const auto& own : both) {
    ASSERT_TRUE(parse_card(own.card.encoded, kStart));
    auto changed = own.card.encoded;
    const auto prekey = own.card.prekey_dh.raw;
    const auto at = std::search(changed.begin(), changed.end(), prekey.begin(), prekey.end());
    *at ^= 1U;
    EXPECT_EQ(parse_card(changed, kStart).error().code, Errc::bad_signature);
  }
}

TEST_F(CardTest, Prekeys_signed_for_one_address_do_not_fit_another) {
  const auto one = address();
  const auto two = address();
  constexpr std::size_t kMutable = 32 + 1184 + 8 + 8 + 64;
  auto mixed = one.card.encoded;
  std::copy(two.card.encoded.end() - kMutable, two.card.encoded.end(), mixed.end() - kMutable);
  EXPECT_EQ(parse_card(mixed, kStart).error().code, Errc::bad_signature);
}

TEST_F(CardTest, Form_is_checked_before_anything_else) {
  const auto good = invitation().card.encoded;
  auto changed = good;
  changed[1] = 2;
  EXPECT_EQ(parse_card(changed, kStart).error().code, Errc::unsupported_version);
  changed = good;
  changed[2] = 4;
  EXPECT_EQ(parse_card(changed, kStart).error().code, Errc::bad_value);
  changed = good;
  changed.push_back(0);
  EXPECT_EQ(parse_card(changed, kStart).error().code, Errc::bad_length);
  changed = good;
  changed[3 + 1249 + 32 + 1184] = 1;  // epoch of an invitation
  EXPECT_EQ(parse_card(changed, kStart).error().code, Errc::bad_value);
  changed = good;
  changed[3 + 1249 + 32 + 1184 + 8] = 0xff;  // year 500,000,000
  EXPECT_EQ(parse_card(changed, kStart).error().code, Errc::bad_value);
  for (std::size_t size = 0; size < good.size(); size += 97) {
    ASSERT_FALSE(parse_card(ByteView(good).first(size), kStart)) << size;
  }
}

TEST_F(CardTest, An_own_card_survives_encoding) {
  const std::array<OwnCard, 2> both{invitation(), address()};
  for (const auto& own : both) {
    const auto again = OwnCard::decode(own.encode().expose());
    ASSERT_TRUE(again);
    EXPECT_TRUE(crypto::equal(again.value().encode().expose(), own.encode().expose()));
    EXPECT_EQ(again.value().erase_after(), own.card.expires + kHelloGrace);
  }
}

TEST_F(CardTest, A_damaged_own_card_is_refused) {
  auto encoded = invitation().encode();
  EXPECT_EQ(OwnCard::decode(encoded.expose().first(96)).error().code, Errc::bad_length);
  EXPECT_FALSE(OwnCard::decode(encoded.expose().first(97)));
  encoded.fill()[0] = 9;
  EXPECT_EQ(OwnCard::decode(encoded.expose()).error().code, Errc::unsupported_version);
}

TEST_F(CardTest, What_follows_from_a_link_key_differs_by_purpose) {
  const auto key = invitation().card.link_key();
  const auto id = link_id(key);
  const auto enc = link_encryption_key(key);
  const auto writer = link_writer(key);
  EXPECT_FALSE(crypto::equal(enc.expose(), writer.expose()));
  EXPECT_FALSE(same(id.view(), enc.expose().first<16>()));
  EXPECT_FALSE(same(id.view(), writer.expose().first<16>()));
}

}  // namespace
}  // namespace stille::e2e
