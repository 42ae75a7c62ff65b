#include "client/e2e/sequence.hpp"

#include "client/e2e/limits.hpp"
#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

using testing::kStart;

/// One direction: what the sender commits to, and a receiver that gets parts of it.
class Sequence : public ::testing::Test {
 protected:
  Sequence() {
    digests.push_back(sequence_start(sid));
    for (std::uint8_t i = 1; i <= 100; ++i) {
      Commitment commitment{};
      commitment.fill(i);
      commitments.push_back(commitment);
      digests.push_back(sequence_next(digests.back(), commitment));
    }
  }
  Arrival arrives(std::uint64_t seq, TimePoint now = kStart) {
    return received.add(seq, digests[seq - 1], commitments[seq - 1], now);
  }
  void arrive(std::initializer_list<std::uint64_t> numbers) {
    for (auto seq : numbers) ASSERT_EQ(arrives(seq), Arrival::in_place) << seq;
  }
  /// Same message, other predecessor.
  Arrival arrives_with_wrong_prev(std::uint64_t seq) {
    return received.add(seq, SequenceDigest{}, commitments[seq - 1], kStart);
  }
  /// Same place, other message.
  Arrival another_arrives(std::uint64_t seq) {
    return received.add(seq, digests[seq - 1], Commitment{}, kStart);
  }

  SessionId sid{{1, 2, 3}};
  std::vector<SequenceDigest> digests;
  std::vector<Commitment> commitments;
  ReceivedSequence received = ReceivedSequence::start(sid);
};

TEST_F(Sequence, In_order_it_follows_the_sender) {
  arrive({1, 2, 3});
  EXPECT_EQ(received.up_to, 3U);
  EXPECT_EQ(received.digest, digests[3]);
}

TEST_F(Sequence, Every_order_of_five_messages_ends_at_the_same_digest) {
  std::array<std::uint64_t, 5> order{1, 2, 3, 4, 5};
  do {
    received = ReceivedSequence::start(sid);
    for (auto seq : order) ASSERT_EQ(arrives(seq), Arrival::in_place);
    ASSERT_EQ(received.up_to, 5U);
    ASSERT_EQ(received.digest, digests[5]);
    ASSERT_TRUE(received.islands.empty());
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(Sequence, Islands_grow_at_both_ends_and_merge) {
  arrive({4, 8, 5, 7});
  ASSERT_EQ(received.islands.size(), 2U);
  EXPECT_EQ(received.islands[0].last, 5U);
  EXPECT_EQ(received.islands[1].first, 7U);
  arrive({6});
  ASSERT_EQ(received.islands.size(), 1U);
  EXPECT_EQ(received.islands[0].first, 4U);
  EXPECT_EQ(received.islands[0].last, 8U);
  arrive({1, 2, 3});
  EXPECT_EQ(received.up_to, 8U);
}

TEST_F(Sequence, A_wrong_predecessor_contradicts_the_anchor_and_the_end_of_an_island) {
  arrive({1, 5});
  EXPECT_EQ(arrives_with_wrong_prev(2), Arrival::contradiction);
  EXPECT_EQ(arrives_with_wrong_prev(6), Arrival::contradiction);
  EXPECT_EQ(received.up_to, 1U);
  EXPECT_EQ(received.islands[0].last, 5U);
}

TEST_F(Sequence, Another_message_contradicts_the_island_behind_it) {
  arrive({1, 3, 6});
  EXPECT_EQ(another_arrives(2), Arrival::contradiction);
  EXPECT_EQ(another_arrives(5), Arrival::contradiction);
}

TEST_F(Sequence, A_number_that_is_already_there_is_a_contradiction_or_late) {
  arrive({1, 3, 4});
  EXPECT_EQ(arrives(3), Arrival::contradiction);
  EXPECT_EQ(arrives(4), Arrival::contradiction);
  EXPECT_EQ(arrives(1), Arrival::late);
}

TEST_F(Sequence, A_gap_keeps_the_time_when_it_was_first_seen) {
  (void)arrives(9, kStart);
  (void)arrives(5, kStart + std::chrono::hours(1));
  EXPECT_EQ(received.islands[0].noticed, kStart);
  EXPECT_EQ(received.give_up(kStart + kGapPatience), (std::vector<SeqRange>{{1, 4}, {6, 8}}));
  EXPECT_EQ(received.digest, digests[9]);
}

TEST_F(Sequence, After_a_gap_was_given_up_the_chain_goes_on_from_the_new_anchor) {
  arrive({3});
  (void)received.give_up(kStart + kGapPatience);
  arrive({4});
  EXPECT_EQ(received.digest, digests[4]);
  EXPECT_EQ(arrives(2), Arrival::late);
  EXPECT_EQ(arrives_with_wrong_prev(5), Arrival::contradiction);
}

TEST_F(Sequence, The_sender_recognises_its_own_past) {
  auto sent = SentSequence::start(sid);
  for (const auto& commitment : commitments) sent.append(commitment);
  EXPECT_EQ(sent.sent(), 100U);
  EXPECT_EQ(sent.last, digests[100]);
  arrive({1, 2, 3});
  EXPECT_TRUE(sent.acknowledge(received.ack()));
  EXPECT_EQ(sent.acknowledged, 3U);
  EXPECT_EQ(sent.sent(), 100U);
  EXPECT_TRUE(sent.acknowledge(received.ack()));
  arrive({4});
  const auto newer = received.ack();
  EXPECT_TRUE(sent.acknowledge(newer));
  EXPECT_EQ(sent.acknowledged, 4U);
}

TEST_F(Sequence, An_older_acknowledgement_proves_nothing) {
  auto sent = SentSequence::start(sid);
  sent.append(commitments[0]);
  arrive({1});
  EXPECT_TRUE(sent.acknowledge(received.ack()));
  EXPECT_TRUE(sent.acknowledge({0, {}}));
  EXPECT_EQ(sent.acknowledged, 1U);
}

TEST_F(Sequence, The_sender_refuses_a_foreign_past_or_future) {
  auto sent = SentSequence::start(sid);
  sent.append(commitments[0]);
  EXPECT_FALSE(sent.acknowledge({1, {}}));
  EXPECT_FALSE(sent.acknowledge({2, {}}));
  EXPECT_FALSE(sent.acknowledge({~std::uint64_t{0}, {}}));
  EXPECT_EQ(sent.acknowledged, 0U);
}

}  // namespace
}  // namespace stille::e2e
