#include "client/e2e/handshake.hpp"

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using std::chrono::hours;
using testing::identity;
using testing::kStart;
using testing::mailbox;
using testing::meet;

class Handshake : public ::testing::Test {
 protected:
  OwnCard card_of(std::uint64_t owner) {
    return make_invitation(identity(owner), mailbox(), kStart + hours(24), kStart, rng).value();
  }
  Bytes hello_to(const OwnCard& own, const HandshakeOptions& options = {}) {
    return initiate(identity(1), own.card, as_bytes("hello"), options, kStart, rng).value().hello;
  }
  static Errc refusal(const OwnCard& own, ByteView hello, const HandshakeOptions& options = {},
                      TimePoint now = kStart) {
    const auto answer = respond(identity(2), {&own, 1}, hello, options, now);
    EXPECT_FALSE(answer);
    return answer ? Errc::internal : answer.error().code;
  }
  crypto::SeededRng rng{9};
};

TEST_F(Handshake, Both_sides_agree_on_the_session_and_on_each_other) {
  const auto meeting = meet(rng);
  const auto& alice = meeting.initiated.session;
  const auto& bob = meeting.responded.session;
  EXPECT_EQ(alice.sid(), bob.sid());
  EXPECT_TRUE(crypto::equal(alice.exporter().expose(), bob.exporter().expose()));
  EXPECT_EQ(alice.peer(), identity(2).iid());
  EXPECT_EQ(bob.peer(), identity(1).iid());
  EXPECT_EQ(meeting.responded.peer, identity(1).public_part());
  EXPECT_EQ(alice.role(), Role::initiator);
  EXPECT_EQ(bob.role(), Role::responder);
}

TEST_F(Handshake, The_content_and_the_generation_arrive) {
  const auto own = card_of(2);
  HandshakeOptions options;
  options.generation = 77;
  const auto answer = respond(identity(2), {&own, 1}, hello_to(own, options), {}, kStart);
  ASSERT_TRUE(answer);
  EXPECT_EQ(as_text(answer.value().content.expose()), "hello");
  EXPECT_EQ(answer.value().generation, 77U);
}

TEST_F(Handshake, A_HELLO_has_one_size) {
  const auto own = card_of(2);
  for (const std::size_t size : {std::size_t{0}, kHelloContentRoom}) {
    const Bytes content(size, 'x');
    const auto hello = initiate(identity(1), own.card, content, {}, kStart, rng);
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello.value().hello.size(), 16384U);
    const auto answer = respond(identity(2), {&own, 1}, hello.value().hello, {}, kStart);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().content.size(), size);
  }
  const Bytes too_much(kHelloContentRoom + 1);
  EXPECT_EQ(initiate(identity(1), own.card, too_much, {}, kStart, rng).error().code, Errc::too_large);
}

TEST_F(Handshake, Every_changed_byte_is_noticed) {
  const auto own = card_of(2);
  const auto hello = hello_to(own);
  for (std::size_t at = 0; at < hello.size(); at += at < 3600 ? 31 : 509) {
    auto changed = hello;
    changed[at] ^= 0x40U;
    ASSERT_EQ(refusal(own, changed), Errc::undecryptable) << at;
  }
  EXPECT_EQ(refusal(own, ByteView(hello).first(16383)), Errc::undecryptable);
  EXPECT_EQ(refusal(own, {}), Errc::undecryptable);
}

TEST_F(Handshake, A_HELLO_for_another_card_or_another_person_is_not_read) {
  const auto own = card_of(2);
  const auto hello = hello_to(own);
  EXPECT_EQ(refusal(card_of(2), hello), Errc::undecryptable);
  const auto answer = respond(identity(3), {&own, 1}, hello, {}, kStart);
  EXPECT_EQ(answer.error().code, Errc::undecryptable);
}

TEST_F(Handshake, The_card_that_fits_is_found_among_eight_but_not_among_nine) {
  std::vector<OwnCard> cards;
  for (int i = 0; i < 9; ++i) cards.push_back(card_of(2));
  const auto hello = hello_to(cards[7]);
  const std::span<const OwnCard> all = cards;
  const auto answer = respond(identity(2), all.first(kMostLivePrekeys), hello, {}, kStart);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer.value().card, 7U);
  EXPECT_EQ(respond(identity(2), all, hello, {}, kStart).error().code, Errc::limit_reached);
}

TEST_F(Handshake, Nobody_shakes_hands_with_himself) {
  auto own = card_of(2);
  EXPECT_EQ(initiate(identity(2), own.card, {}, {}, kStart, rng).error().code, Errc::own_identity);
  // A client that does not check: the signing key differs, so only the responder can notice.
  own.card.owner.sign = identity(3).public_part().sign;
  const auto hello = initiate(identity(2), own.card, {}, {}, kStart, rng);
  ASSERT_TRUE(hello);
  EXPECT_EQ(refusal(own, hello.value().hello), Errc::own_identity);
}

TEST_F(Handshake, An_expired_card_starts_nothing_but_a_HELLO_on_its_way_still_arrives) {
  const auto own = card_of(2);
  const auto hello = hello_to(own);
  EXPECT_EQ(initiate(identity(1), own.card, {}, {}, own.card.expires, rng).error().code, Errc::expired);
  const auto last = own.erase_after() - milliseconds(1);
  EXPECT_TRUE(respond(identity(2), {&own, 1}, hello, {}, last));
  EXPECT_EQ(refusal(own, hello, {}, own.erase_after()), Errc::undecryptable);
}

TEST_F(Handshake, A_renewal_needs_the_old_sessions_exporter_on_both_sides) {
  const auto old = meet(rng);
  const auto other = meet(rng);
  const auto own = card_of(2);
  const HandshakeOptions renewal{0, &old.initiated.session.exporter()};
  const auto hello = hello_to(own, renewal);
  EXPECT_EQ(refusal(own, hello), Errc::undecryptable);
  EXPECT_EQ(refusal(own, hello, {0, &other.responded.session.exporter()}), Errc::undecryptable);
  EXPECT_EQ(refusal(own, hello_to(own), renewal), Errc::undecryptable);
  EXPECT_TRUE(respond(identity(2), {&own, 1}, hello, {0, &old.responded.session.exporter()}, kStart));
}

TEST_F(Handshake, The_replay_cache_knows_a_HELLO_by_what_is_in_clear) {
  const auto own = card_of(2);
  const auto hello = hello_to(own);
  auto other_tail = hello;
  other_tail.back() ^= 1U;
  EXPECT_EQ(hello_id(hello).value(), hello_id(other_tail).value());
  EXPECT_NE(hello_id(hello).value(), hello_id(hello_to(own)).value());
  EXPECT_EQ(hello_id(hello).value(), respond(identity(2), {&own, 1}, hello, {}, kStart).value().id);
  EXPECT_EQ(hello_id(ByteView(hello).first(100)).error().code, Errc::bad_length);
}

TEST_F(Handshake, Keys_of_small_order_and_second_spellings_are_refused) {
  auto own = card_of(2);
  auto hello = hello_to(own);
  std::fill_n(hello.begin(), 32, std::uint8_t{0});
  EXPECT_EQ(refusal(own, hello), Errc::undecryptable);
  hello = hello_to(own);
  hello[31] |= 0x80U;
  EXPECT_EQ(refusal(own, hello), Errc::undecryptable);
  own.card.prekey_dh = {};
  EXPECT_EQ(initiate(identity(1), own.card, {}, {}, kStart, rng).error().code, Errc::weak_shared_secret);
}

TEST_F(Handshake, Nothing_of_the_initiator_is_in_clear) {
  const auto own = card_of(2);
  const auto hello = hello_to(own);
  const auto& alice = identity(1).public_part();
  const auto has = [&](ByteView what) {
    return std::search(hello.begin(), hello.end(), what.begin(), what.end()) != hello.end();
  };
  EXPECT_FALSE(has(alice.sign.view()));
  EXPECT_FALSE(has(alice.dh.view()));
  EXPECT_FALSE(has(alice.kem.view()));
  EXPECT_FALSE(has(as_bytes("hello")));
}

TEST_F(Handshake, The_initiator_says_nothing_more_before_the_first_answer) {
  const auto meeting = meet(rng);
  EXPECT_FALSE(meeting.initiated.session.may_send());
  EXPECT_EQ(seal(meeting.initiated.session, as_bytes("text"), kStart, rng).error().code, Errc::not_ready);
  EXPECT_EQ(seal(meeting.initiated.session, {}, kStart, rng).error().code, Errc::not_ready);
}

TEST_F(Handshake, Somebody_without_the_initiators_KEM_key_cannot_read_the_first_answer) {
  auto meeting = meet(rng);
  const auto answer = seal(meeting.responded.session, as_bytes("secret"), kStart, rng).value().envelope;
  EXPECT_TRUE(open(meeting.initiated.session, identity(1), answer, kStart));
  EXPECT_EQ(open(meeting.initiated.session, identity(3), answer, kStart).error().code, Errc::undecryptable);
}

}  // namespace
}  // namespace stille::e2e
