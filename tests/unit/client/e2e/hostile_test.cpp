// A peer that holds the keys and lies; and a second user of one session.
#include "tests/unit/client/e2e/hostile_peer.hpp"

namespace stille::e2e {
namespace {

using testing::Couple;
using testing::HostilePeer;
using testing::kStart;

class Hostile : public ::testing::Test {
 protected:
  Hostile() { couple.connected(); }
  Couple couple;
};

TEST_F(Hostile, The_honest_form_of_the_message_is_accepted) {
  EXPECT_EQ(couple.bob.reads(HostilePeer(couple.alice).sends()), "hostile");
  HostilePeer turning(couple.bob);
  EXPECT_EQ(couple.alice.reads(turning.sends()), "hostile");
}

TEST_F(Hostile, A_header_names_its_own_epoch) {
  HostilePeer peer(couple.bob);
  peer.header.epoch += 2;
  EXPECT_EQ(couple.alice.refuses(peer.sends()), Errc::undecryptable);
}

/// Bob opens an epoch with keys of his choice; everything but the keys themselves is as it should be.
class HostileKeys : public Hostile {
 protected:
  Errc answer() {
    const auto& alices = std::get<OwnEpoch>(couple.alice.state.parts().turn).keys.dh;
    auto shared = crypto::dh(secret, alices).value();
    if (keys.dh == crypto::DhPublic{}) shared = {};
    const auto opened = couple.alice.tries(HostilePeer(couple.bob, keys, shared).sends());
    return opened ? Errc::internal : opened.error().code;
  }
  crypto::DhSecret secret = couple.rng.secret<crypto::DhSecret>();
  EpochKeys keys{crypto::dh_public(secret), crypto::kem_public(crypto::KemSeed())};
};

TEST_F(HostileKeys, Good_keys_are_accepted_so_that_the_others_are_refused_for_what_they_are) {
  EXPECT_EQ(answer(), Errc::internal);
}

TEST_F(HostileKeys, A_ratchet_key_with_a_second_spelling_is_refused) {
  keys.dh.raw[31] |= 0x80U;
  EXPECT_EQ(answer(), Errc::undecryptable);
}

TEST_F(HostileKeys, A_ratchet_key_of_small_order_is_refused) {
  keys.dh = {};
  EXPECT_EQ(answer(), Errc::undecryptable);
}

TEST_F(HostileKeys, A_KEM_key_out_of_range_is_refused) {
  keys.kem.raw[0] = 0xff;
  keys.kem.raw[1] = 0xff;
  EXPECT_EQ(answer(), Errc::undecryptable);
}

TEST_F(Hostile, A_wrong_KEM_ciphertext_only_loses_that_copy) {
  HostilePeer peer(couple.bob);
  const auto good = peer.sends();
  peer.header.ciphertext.raw[5] ^= 1U;
  EXPECT_EQ(couple.alice.refuses(peer.sends()), Errc::undecryptable);
  EXPECT_EQ(couple.alice.reads(good), "hostile");
}

TEST_F(Hostile, The_previous_epoch_cannot_have_been_shorter_than_what_arrived) {
  couple.alice.opens(couple.bob.sends("epoch 3"));
  couple.bob.opens(couple.alice.sends("epoch 4"));
  HostilePeer peer(couple.bob);
  peer.header.previous_length = 0;
  peer.prelude.seq -= 1;
  EXPECT_EQ(couple.alice.refuses(peer.sends()), Errc::undecryptable);
}

TEST_F(Hostile, Before_the_first_answer_the_previous_length_is_known) {
  Couple fresh(2);
  HostilePeer bob(fresh.bob);
  bob.header.previous_length = 1;
  bob.prelude.seq += 1;
  EXPECT_EQ(fresh.alice.refuses(bob.sends()), Errc::undecryptable);
  fresh.alice.opens(fresh.bob.sends("answer"));
  for (const std::uint32_t length : {0U, 2U}) {
    HostilePeer alice(fresh.alice);
    alice.header.previous_length = length;
    alice.prelude.seq = length + 1;
    EXPECT_EQ(fresh.bob.refuses(alice.sends()), Errc::undecryptable);
  }
}

TEST_F(Hostile, A_message_number_follows_from_its_place) {
  HostilePeer peer(couple.alice);
  peer.prelude.seq += 1;
  EXPECT_EQ(couple.bob.refuses(peer.sends()), Errc::undecryptable);
}

TEST_F(Hostile, A_claimed_place_needs_that_places_key) {
  HostilePeer peer(couple.alice);
  peer.header.n += 3;
  EXPECT_EQ(couple.bob.refuses(peer.sends()), Errc::undecryptable);
}

TEST_F(Hostile, A_wrong_digest_of_the_messages_before_is_a_fork) {
  HostilePeer peer(couple.alice);
  peer.prelude.prev.raw[0] ^= 1U;
  const auto opened = couple.bob.opens(peer.sends());
  EXPECT_TRUE(opened.forked);
  EXPECT_EQ(couple.bob.state.status(), SessionStatus::forked);
  EXPECT_EQ(seal(couple.bob.state, as_bytes("x"), kStart, couple.rng).error().code, Errc::forked);
}

TEST_F(Hostile, Acknowledging_what_was_never_sent_is_a_fork) {
  HostilePeer peer(couple.alice);
  peer.prelude.ack.seq = couple.bob.state.sent() + 1;
  EXPECT_TRUE(couple.bob.opens(peer.sends()).forked);
}

TEST_F(Hostile, A_wrong_digest_of_what_was_sent_is_a_fork) {
  HostilePeer peer(couple.alice);
  peer.prelude.ack.digest.raw[0] ^= 1U;
  EXPECT_TRUE(couple.bob.opens(peer.sends()).forked);
}

class Clone : public Hostile {
 protected:
  testing::Person clone_of(const testing::Person& person) {
    return {person.self, person.state.clone(), other_rng};
  }
  crypto::SeededRng other_rng{99};
};

TEST_F(Clone, The_owner_learns_from_the_next_answer_that_a_clone_sent) {
  auto thief = clone_of(couple.alice);
  couple.bob.opens(thief.sends("by the thief"));
  couple.alice.sends("by alice, never read");
  EXPECT_TRUE(couple.alice.opens(couple.bob.sends("answer")).forked);
}

TEST_F(Clone, The_owner_learns_it_even_without_having_sent) {
  auto thief = clone_of(couple.alice);
  couple.bob.opens(thief.sends("by the thief"));
  EXPECT_TRUE(couple.alice.opens(couple.bob.sends("answer")).forked);
}

TEST_F(Clone, The_receiver_learns_it_from_the_owners_next_message) {
  auto thief = clone_of(couple.alice);
  couple.bob.opens(thief.sends("by the thief"));
  EXPECT_EQ(couple.bob.refuses(couple.alice.sends("same place")), Errc::duplicate);
  EXPECT_TRUE(couple.bob.opens(couple.alice.sends("next place")).forked);
}

TEST_F(Clone, Two_openings_of_one_epoch_are_noticed_at_once) {
  couple.alice.opens(couple.bob.sends("your turn"));
  auto thief = clone_of(couple.alice);
  couple.bob.opens(thief.sends("by the thief"));
  EXPECT_EQ(couple.bob.refuses(couple.alice.sends("by alice")), Errc::forked);
  couple.bob.state = mark_forked(couple.bob.state);
  EXPECT_EQ(couple.bob.state.status(), SessionStatus::forked);
}

TEST_F(Clone, An_answer_to_an_epoch_we_never_opened_is_noticed) {
  couple.alice.opens(couple.bob.sends("your turn"));
  auto thief = clone_of(couple.alice);
  couple.bob.opens(thief.sends("by the thief"));
  EXPECT_EQ(couple.alice.refuses(couple.bob.sends("answer to the thief")), Errc::forked);
}

TEST_F(Clone, An_answer_to_another_opening_than_ours_is_noticed) {
  couple.alice.opens(couple.bob.sends("your turn"));
  auto thief = clone_of(couple.alice);
  couple.alice.sends("still on its way");
  couple.bob.opens(thief.sends("by the thief"));
  EXPECT_EQ(couple.alice.refuses(couple.bob.sends("answer to the thief")), Errc::forked);
}

TEST_F(Clone, A_clone_opens_nothing_after_one_round_trip) {
  auto thief = clone_of(couple.bob);
  couple.alice.opens(couple.bob.sends("fresh keys of bob"));
  couple.bob.opens(couple.alice.sends("fresh keys of alice"));
  const auto envelope = couple.alice.sends("private again");
  EXPECT_EQ(couple.bob.reads(envelope), "private again");
  EXPECT_FALSE(open(thief.state, thief.self, envelope, kStart));
}

TEST_F(Clone, A_restored_state_with_the_same_randomness_repeats_no_nonce) {
  // The worst case: state and random generator both roll back, and another text is sent.
  const auto before = couple.alice.state.clone();
  crypto::SeededRng first(5);
  crypto::SeededRng again(5);
  const auto one = seal(before, as_bytes("one"), kStart, first).value().envelope;
  const auto two = seal(before, as_bytes("two"), kStart, again).value().envelope;
  EXPECT_FALSE(same(ByteView(one).first(24), ByteView(two).first(24)));
  crypto::SeededRng third(5);
  EXPECT_TRUE(same(one, seal(before, as_bytes("one"), kStart, third).value().envelope));
}

TEST_F(Hostile, A_fork_is_announced_once_and_receiving_goes_on) {
  HostilePeer peer(couple.alice);
  peer.prelude.ack.seq = 1000;
  EXPECT_TRUE(couple.bob.opens(peer.sends()).forked);
  HostilePeer again(couple.alice);
  again.header.n += 1;
  again.prelude.seq += 1;
  again.prelude.ack.seq = 1000;
  const auto opened = couple.bob.opens(again.sends(1));
  EXPECT_FALSE(opened.forked);
  EXPECT_EQ(as_text(opened.content.expose()), "hostile");
}

}  // namespace
}  // namespace stille::e2e
