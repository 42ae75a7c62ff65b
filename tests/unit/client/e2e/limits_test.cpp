// Every bound of a session, and what happens one step beyond it.
#include "tests/unit/client/e2e/hostile_peer.hpp"

namespace stille::e2e {
namespace {

using std::chrono::hours;
using testing::Couple;
using testing::forget_unacknowledged;
using testing::HostilePeer;
using testing::kStart;

/// Sends that many messages and keeps none.
Bytes sends_many(testing::Person& person, std::size_t count) {
  Bytes last;
  for (std::size_t i = 0; i < count; ++i) last = person.sends("x");
  return last;
}

TEST(Limits, A_sender_stops_at_a_thousand_unacknowledged_messages) {
  Couple couple;
  couple.connected();
  couple.alice.opens(couple.bob.sends("acknowledges everything so far"));
  const auto last = sends_many(couple.alice, kMostUnacknowledged);
  EXPECT_EQ(seal(couple.alice.state, as_bytes("x"), kStart, couple.rng).error().code, Errc::limit_reached);
  couple.bob.opens(last);
  couple.alice.opens(couple.bob.sends("acknowledges only what is complete"));
  EXPECT_EQ(seal(couple.alice.state, as_bytes("x"), kStart, couple.rng).error().code, Errc::limit_reached);
}

TEST(Limits, An_acknowledgement_lets_the_sender_go_on) {
  Couple couple;
  couple.connected();
  while (couple.alice.state.sent() - couple.alice.state.acknowledged() < kMostUnacknowledged) {
    couple.bob.opens(couple.alice.sends("x"));
  }
  EXPECT_FALSE(seal(couple.alice.state, as_bytes("x"), kStart, couple.rng));
  couple.alice.opens(couple.bob.sends(""));
  EXPECT_TRUE(seal(couple.alice.state, as_bytes("x"), kStart, couple.rng));
}

TEST(Limits, Two_people_who_both_reached_the_limit_free_each_other) {
  Couple couple;
  couple.connected();
  std::vector<Bytes> to_bob;
  std::vector<Bytes> to_alice;
  while (seal(couple.alice.state, as_bytes("x"), kStart, couple.rng))
    to_bob.push_back(couple.alice.sends("x"));
  while (seal(couple.bob.state, as_bytes("x"), kStart, couple.rng)) to_alice.push_back(couple.bob.sends("x"));
  for (const auto& envelope : to_bob) couple.bob.opens(envelope);
  for (const auto& envelope : to_alice) couple.alice.opens(envelope);
  couple.alice.opens(couple.bob.sends(""));
  couple.bob.opens(couple.alice.sends("free again"));
  EXPECT_TRUE(seal(couple.bob.state, as_bytes("x"), kStart, couple.rng));
}

TEST(Limits, Empty_messages_end_where_the_receiver_could_no_longer_follow) {
  Couple couple;
  couple.connected();
  while (couple.alice.state.sent() - couple.alice.state.acknowledged() < kMaxJump) couple.alice.sends("");
  EXPECT_EQ(seal(couple.alice.state, {}, kStart, couple.rng).error().code, Errc::limit_reached);
}

TEST(Limits, A_message_may_run_ahead_by_MAX_JUMP_and_no_further) {
  Couple couple;
  couple.connected();
  couple.bob.opens(couple.alice.sends("here"));
  sends_many(couple.alice, 512);
  forget_unacknowledged(couple.alice);
  sends_many(couple.alice, kMaxJump - 512);
  const auto furthest = couple.alice.sends("furthest");
  EXPECT_EQ(couple.bob.refuses(couple.alice.sends("too far")), Errc::undecryptable);
  EXPECT_EQ(couple.bob.reads(furthest), "furthest");
  EXPECT_EQ(couple.bob.state.parts().skipped.count(), kMostSkippedKeys);
}

TEST(Limits, A_jump_across_an_epoch_counts_both_chains) {
  Couple couple;
  couple.connected();
  couple.bob.opens(couple.alice.sends("here"));
  HostilePeer hostile(couple.bob);
  hostile.header.previous_length += 1000;
  hostile.header.n = kMaxJump - 1000 + 1;
  EXPECT_EQ(couple.alice.refuses(hostile.sends(hostile.header.n)), Errc::undecryptable);
  hostile.header.n -= 1;
  hostile.prelude.seq += 1000 + hostile.header.n;
  EXPECT_TRUE(couple.alice.tries(hostile.sends(hostile.header.n)));
}

TEST(Limits, The_oldest_stored_keys_make_room_for_new_ones) {
  Couple couple;
  couple.connected();
  const auto oldest = couple.alice.sends("oldest");
  const auto second = couple.alice.sends("second");
  for (int round = 0; round < 2; ++round) {
    sends_many(couple.alice, 511);
    forget_unacknowledged(couple.alice);
    couple.bob.opens(couple.alice.sends("x"));
  }
  EXPECT_EQ(couple.bob.state.parts().skipped.count(), kMostSkippedKeys);
  sends_many(couple.alice, 1);
  couple.bob.opens(couple.alice.sends("x"));
  EXPECT_EQ(couple.bob.state.parts().skipped.count(), kMostSkippedKeys);
  EXPECT_EQ(couple.bob.refuses(oldest), Errc::duplicate);
  EXPECT_EQ(couple.bob.reads(second), "second");
}

TEST(Limits, A_stored_key_lives_thirty_days) {
  Couple couple;
  couple.connected();
  const auto one = couple.alice.sends("one");
  const auto two = couple.alice.sends("two");
  couple.bob.opens(couple.alice.sends("three"), kStart);
  EXPECT_EQ(couple.bob.reads(one, kStart + kSkippedKeyLife - seconds(1)), "one");
  couple.bob.state = tidy(couple.bob.state, kStart + kSkippedKeyLife).next;
  EXPECT_EQ(couple.bob.state.parts().skipped.count(), 0U);
  EXPECT_EQ(couple.bob.refuses(two), Errc::duplicate);
}

TEST(Limits, Sending_erases_stored_keys_past_their_time_too) {
  Couple couple;
  couple.connected();
  couple.alice.sends("missing");
  couple.bob.opens(couple.alice.sends("next"), kStart);
  couple.bob.sends("later", kStart + kSkippedKeyLife);
  EXPECT_EQ(couple.bob.state.parts().skipped.count(), 0U);
}

TEST(Limits, Keys_of_thirty_two_epochs_are_kept) {
  Couple couple;
  couple.connected();
  std::vector<Bytes> missing;
  for (std::size_t i = 0; i < kMostOldEpochs + 1; ++i) {
    couple.alice.opens(couple.bob.sends("turn"));
    missing.push_back(couple.alice.sends("missing"));
    couple.bob.opens(couple.alice.sends("arrives"));
  }
  EXPECT_EQ(couple.bob.state.parts().skipped.epochs().size(), kMostOldEpochs);
  EXPECT_EQ(couple.bob.refuses(missing[0]), Errc::undecryptable);
  for (std::size_t i = 1; i < missing.size(); ++i) ASSERT_EQ(couple.bob.reads(missing[i]), "missing") << i;
}

TEST(Limits, A_gap_is_given_up_after_seven_days) {
  Couple couple;
  couple.connected();
  const auto missing = couple.alice.sends(as_bytes("missing"), kStart);
  couple.bob.opens(couple.alice.sends("next"), kStart);
  EXPECT_TRUE(
      couple.bob.opens(couple.alice.sends("x"), kStart + kGapPatience - milliseconds(1)).lost.empty());
  const auto opened = couple.bob.opens(couple.alice.sends("x"), kStart + kGapPatience);
  EXPECT_EQ(opened.lost, (std::vector<SeqRange>{{missing.seq, missing.seq}}));
  const auto late = couple.bob.opens(missing.envelope, kStart + kGapPatience);
  EXPECT_TRUE(late.late);
  EXPECT_EQ(as_text(late.content.expose()), "missing");
  EXPECT_FALSE(late.forked);
}

TEST(Limits, Tidying_gives_up_a_gap_without_a_message) {
  Couple couple;
  couple.connected();
  couple.alice.sends("missing");
  couple.bob.opens(couple.alice.sends("next"), kStart);
  EXPECT_TRUE(tidy(couple.bob.state, kStart).lost.empty());
  const auto tidied = tidy(couple.bob.state, kStart + kGapPatience);
  EXPECT_EQ(tidied.lost.size(), 1U);
  EXPECT_EQ(tidied.next.received_up_to(), couple.alice.state.sent());
}

TEST(Limits, A_gap_is_given_up_when_five_hundred_messages_are_behind_it) {
  Couple couple;
  couple.connected();
  couple.alice.sends("missing");
  for (std::size_t i = 1; i < kGapPatienceMessages; ++i) {
    ASSERT_TRUE(couple.bob.opens(couple.alice.sends("x")).lost.empty()) << i;
  }
  EXPECT_EQ(couple.bob.opens(couple.alice.sends("x")).lost.size(), 1U);
  couple.alice.opens(couple.bob.sends("turn"));
  EXPECT_EQ(couple.alice.state.acknowledged(), couple.alice.state.sent());
  EXPECT_EQ(couple.alice.state.status(), SessionStatus::connected);
}

TEST(Limits, The_first_gap_is_given_up_when_there_are_too_many) {
  Couple couple;
  couple.connected();
  for (std::size_t i = 0; i < kMostIslands; ++i) {
    couple.alice.sends("missing");
    ASSERT_TRUE(couple.bob.opens(couple.alice.sends("x")).lost.empty()) << i;
  }
  couple.alice.sends("missing");
  EXPECT_EQ(couple.bob.opens(couple.alice.sends("x")).lost.size(), 1U);
  EXPECT_EQ(couple.bob.state.parts().received.islands.size(), kMostIslands);
}

TEST(Limits, The_fullest_state_survives_encoding) {
  Couple couple;
  couple.connected();
  for (std::size_t i = 0; i < kMostIslands; ++i) {
    sends_many(couple.alice, i == 0 ? 300 : 1);
    couple.bob.opens(couple.alice.sends("x"));
  }
  while (seal(couple.bob.state, {}, kStart, couple.rng)) couple.bob.sends("");
  const auto encoded = couple.bob.state.encode();
  const auto decoded = SessionState::decode(encoded.expose());
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(same(decoded.value().encode().expose(), encoded.expose()));
}

}  // namespace
}  // namespace stille::e2e
