// SEND, DELIVER and ACK by script: what is promised, when, and in which order.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::Status;

std::vector<std::uint64_t> sequences(const std::vector<Deliver>& deliveries) {
  std::vector<std::uint64_t> out;
  for (const auto& one : deliveries) out.push_back(one.sequence);
  return out;
}

TEST(Send, Stored_is_said_only_after_the_commit) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  const auto number = alice.sends(box);
  EXPECT_EQ(alice.status(number), kNoReply);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(number), Status::stored);
}

TEST(Send, The_group_is_due_two_milliseconds_after_its_first_envelope) {
  World world;
  const auto box = world.existing();
  EXPECT_FALSE(world.relay->commit_due());
  world.client().sends(box);
  EXPECT_EQ(world.relay->commit_due(), world.now + milliseconds(2));
}

TEST(Send, A_group_is_full_at_32_envelopes) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  for (int i = 0; i < 31; ++i) alice.sends(box);
  EXPECT_FALSE(world.relay->commit_now());
  alice.sends(box);
  EXPECT_TRUE(world.relay->commit_now());
}

TEST(Send, A_shell_that_forgets_a_full_group_does_not_make_it_grow) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  const auto first = alice.sends(box);
  for (int i = 0; i < 32; ++i) alice.sends(box);
  EXPECT_EQ(alice.status(first), Status::stored);
}

TEST(Send, A_failed_commit_promises_nothing_to_anybody) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& carol = world.client();
  const auto one = alice.sends(box);
  const auto other = carol.sends(box);
  world.store.fail_call(1, Errc::storage_full);
  EXPECT_FALSE(world.commits());
  EXPECT_EQ(alice.status(one), Status::unavailable);
  EXPECT_EQ(carol.status(other), Status::unavailable);
  EXPECT_GT(alice.reply(one)->retry_after.count(), 0);
}

TEST(Send, The_same_envelope_id_again_is_a_duplicate_before_and_after_the_commit_and_the_ack) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  bob.subscribes(box);
  const auto id = world.envelope_id();
  alice.sends(box, id, Bytes(4096, 1));
  const auto in_group = alice.sends(box, id, Bytes(4096, 1));
  EXPECT_EQ(alice.status(in_group), kNoReply);  // the first one is not durable yet either
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(in_group), Status::duplicate);
  EXPECT_EQ(alice.status(alice.sends(box, id, Bytes(4096, 1))), Status::duplicate);
  bob.acks(box, bob.takes<Deliver>().at(0).sequence);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(alice.sends(box, id, Bytes(4096, 1))), Status::duplicate);
  EXPECT_TRUE(bob.takes<Deliver>().empty());
}

TEST(Deliver, What_waited_comes_at_subscribe_in_order_after_the_reply) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  for (int i = 0; i < 3; ++i) alice.sends(box);
  ASSERT_TRUE(world.commits());
  auto& bob = world.client();
  const auto number = bob.subscribes(box);
  const auto reply = bob.reply(number);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->subscribed.at(0).status, Status::ok);
  EXPECT_EQ(reply->subscribed.at(0).last, 3u);
  EXPECT_EQ(sequences(bob.takes<Deliver>()), (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(Deliver, An_online_reader_gets_it_before_the_commit) {
  World world;
  const auto box = world.existing();
  auto& bob = world.client();
  bob.subscribes(box);
  world.client().sends(box, world.envelope_id(), Bytes(4096, 7));
  const auto deliveries = bob.takes<Deliver>();
  ASSERT_EQ(deliveries.size(), 1u);
  EXPECT_EQ(deliveries[0].envelope, Bytes(4096, 7));
}

TEST(Deliver, An_ack_before_the_commit_spares_the_disk_and_the_sender_is_told_stored) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  bob.subscribes(box);
  const auto number = alice.sends(box);
  const auto ack = bob.acks(box, bob.takes<Deliver>().at(0).sequence);
  EXPECT_EQ(alice.status(number), Status::stored);
  EXPECT_EQ(bob.status(ack), Status::ok);
  // Only the mark is written, and nobody waits for it.
  EXPECT_EQ(world.relay->commit_due(), world.now + world.limits.lazy_delay);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(world.memory.waiting(box.reader_id, 0, store::kNoSequenceLimit).value().count, 0u);
}

TEST(Deliver, A_number_that_is_not_durably_reserved_waits_for_the_commit) {
  World world;
  const auto box = world.existing();
  world.crashes();  // the next number now needs a new block
  auto& alice = world.client();
  auto& bob = world.client();
  bob.subscribes(box);
  alice.sends(box);
  EXPECT_TRUE(bob.takes<Deliver>().empty());
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
}

TEST(Deliver, Blocks_are_renewed_early_so_that_a_steady_stream_never_waits) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  bob.subscribes(box);
  for (std::uint64_t i = 1; i <= 3 * world.limits.sequence_block; ++i) {
    alice.sends(box);
    ASSERT_EQ(sequences(bob.takes<Deliver>()), std::vector<std::uint64_t>{i});
    bob.acks(box, i);
    if (i % 20 == 0) {
      ASSERT_TRUE(world.commits());
    }
  }
}

TEST(Deliver, The_window_bounds_what_is_unacknowledged) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  bob.subscribes(box, 5);
  for (int i = 0; i < 8; ++i) alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.takes<Deliver>().size(), 5u);
  bob.acks(box, 2);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(sequences(bob.takes<Deliver>()), (std::vector<std::uint64_t>{6, 7}));
}

TEST(Deliver, No_window_is_larger_than_256) {
  World world;
  const auto box = world.existing();
  auto& bob = world.client();
  bob.subscribes(box, 100'000);
  auto& alice = world.client();
  for (int i = 0; i < 300; ++i) {
    alice.sends(box);
    if (world.relay->commit_now()) {
      ASSERT_TRUE(world.commits());
    }
  }
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.takes<Deliver>().size(), 256u);
}

TEST(Deliver, A_reader_that_does_not_take_its_bytes_gets_64_KiB_and_no_more) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  bob.stalls = true;
  bob.subscribes(box);
  for (int i = 0; i < 20; ++i) alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.takes<Deliver>().size(), 16u);
  bob.drains();
  world.hands_out();
  EXPECT_EQ(bob.takes<Deliver>().size(), 4u);
}

TEST(Deliver, Nothing_overtakes_what_had_to_wait_for_the_reader) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  bob.stalls = true;
  bob.subscribes(box);
  for (int i = 0; i < 17; ++i) alice.sends(box);
  bob.stalls = false;
  bob.drains();
  alice.sends(box);
  EXPECT_EQ(bob.takes<Deliver>().size(), 16u);  // the 17th is first, and not on disk yet
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(sequences(bob.takes<Deliver>()), (std::vector<std::uint64_t>{17, 18}));
}

TEST(Deliver, One_envelope_goes_out_even_if_it_is_larger_than_the_budget) {
  auto limits = World::open_relay();
  limits.outbound_bytes = 5000;
  World world(limits);
  const auto box = world.existing();
  auto& bob = world.client();
  bob.stalls = true;
  bob.subscribes(box);
  auto& alice = world.client();
  alice.sends(box, protocol::kLargestEnvelope);
  alice.sends(box, protocol::kLargestEnvelope);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
  bob.drains();
  world.hands_out();
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
}

TEST(Deliver, What_the_store_failed_to_read_is_tried_again_at_the_next_tick) {
  World world;
  const auto box = world.existing();
  world.client().sends(box);
  ASSERT_TRUE(world.commits());
  auto& bob = world.client();
  world.store.fail_call(1, Errc::damaged);
  const auto number = bob.subscribes(box);
  EXPECT_EQ(bob.status(number), Status::ok);
  EXPECT_TRUE(bob.takes<Deliver>().empty());
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
}

TEST(Deliver, Mailboxes_of_one_connection_take_turns) {
  World world;
  const auto busy = world.existing();
  const auto quiet = world.existing();
  auto& alice = world.client();
  for (int i = 0; i < 60; ++i) alice.sends(busy);
  alice.sends(quiet);
  ASSERT_TRUE(world.commits());
  auto& bob = world.client();
  bob.stalls = true;
  bob.subscribes(busy);
  bob.subscribes(quiet);
  for (int i = 0; i < 2; ++i) {
    bob.drains();
    world.hands_out();
  }
  const auto got = bob.takes<Deliver>();
  EXPECT_LT(got.size(), 60u);  // far from all of the busy one
  EXPECT_TRUE(std::any_of(got.begin(), got.end(),
                          [&](const Deliver& one) { return one.reader_id == quiet.reader_id; }));
}

TEST(Ack, It_is_cumulative_and_durable_before_it_is_confirmed) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  for (int i = 0; i < 4; ++i) alice.sends(box);
  ASSERT_TRUE(world.commits());
  auto& bob = world.client();
  bob.subscribes(box);
  const auto number = bob.acks(box, 3);
  EXPECT_EQ(bob.status(number), kNoReply);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(number), Status::ok);
  const auto left = world.memory.read(box.reader_id, 0, {10, 1 << 20}).value();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].sequence, 4u);
}

TEST(Ack, One_beyond_everything_given_out_does_not_swallow_what_comes_later) {
  World world;
  const auto box = world.existing();
  auto& bob = world.client();
  bob.subscribes(box);
  bob.acks(box, ~std::uint64_t{0});
  auto& alice = world.client();
  const auto number = alice.sends(box);
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(number), Status::stored);
  auto& later = world.client();
  later.subscribes(box);
  EXPECT_EQ(later.takes<Deliver>().size(), 1u);
}

TEST(Ack, A_failed_ack_leaves_the_envelope_for_the_next_connection) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  alice.sends(box);
  ASSERT_TRUE(world.commits());
  auto& bob = world.client();
  bob.subscribes(box);
  const auto number = bob.acks(box, 1);
  world.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(world.commits());
  EXPECT_EQ(bob.status(number), Status::unavailable);
  auto& later = world.client();
  later.subscribes(box);
  EXPECT_EQ(later.takes<Deliver>().size(), 1u);
}

TEST(Sequence, Numbers_grow_over_crashes_and_failed_commits) {
  World world;
  const auto box = world.existing();
  std::uint64_t highest = 0;
  for (int round = 0; round < 20; ++round) {
    auto& alice = world.client();
    auto& bob = world.client();
    bob.subscribes(box);
    alice.sends(box);
    if (round % 3 == 1) world.store.fail_call(1, Errc::storage_full);
    (void)world.commits().has_value();
    for (const auto& one : bob.takes<Deliver>()) {
      EXPECT_GT(one.sequence, highest);
      highest = one.sequence;
    }
    bob.acks(box, highest);
    (void)world.commits().has_value();
    if (round % 2 == 0) world.crashes();
    world.passes(world.limits.pause_when_disk_is_full);
  }
  EXPECT_GT(highest, 10u);
}

}  // namespace
}  // namespace stille::relay::test
