// CREATE, DELETE, SUBSCRIBE and the room in a mailbox, by script.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::MailboxKind;
using protocol::Status;

TEST(Create, It_is_confirmed_when_durable_and_idempotent) {
  World world;
  const auto box = world.mailbox();
  auto& bob = world.client();
  const auto first = bob.creates(box);
  const auto again = bob.creates(box);
  EXPECT_EQ(bob.status(first), kNoReply);
  EXPECT_EQ(bob.status(again), kNoReply);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(first), Status::ok);
  EXPECT_EQ(bob.status(again), Status::ok);
  EXPECT_EQ(bob.status(bob.creates(box)), Status::ok);
}

TEST(Create, An_id_that_is_taken_by_something_else_is_refused) {
  World world;
  const auto box = world.existing();
  auto& bob = world.client();
  auto other = world.mailbox();
  other.reader_id = box.reader_id;
  EXPECT_EQ(bob.status(bob.creates(other)), Status::exists);
  other = world.mailbox();
  other.writer_id = box.writer_id;
  EXPECT_EQ(bob.status(bob.creates(other)), Status::exists);
}

TEST(Create, A_closed_relay_takes_no_new_mailboxes_and_keeps_serving_old_ones) {
  World world;
  const auto box = world.existing();
  world.limits.open = false;
  world.crashes();
  auto& bob = world.client();
  EXPECT_EQ(bob.status(bob.creates(world.mailbox())), Status::creation_refused);
  EXPECT_EQ(bob.status(bob.creates(box)), Status::ok);
  EXPECT_EQ(bob.reply(bob.subscribes(box))->subscribed.at(0).status, Status::ok);
}

TEST(Create, A_failed_commit_leaves_no_mailbox_behind) {
  World world;
  const auto box = world.mailbox();
  auto& bob = world.client();
  const auto number = bob.creates(box);
  world.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(world.commits());
  EXPECT_EQ(bob.status(number), Status::unavailable);
  EXPECT_EQ(bob.reply(bob.subscribes(box))->subscribed.at(0).status, Status::denied);
  world.passes(world.limits.pause_when_disk_is_full);
  const auto again = bob.creates(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(again), Status::ok);
}

TEST(Delete, The_mailbox_is_unknown_at_once_and_its_envelopes_are_gone) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  auto& bob = world.client();
  alice.sends(box);
  ASSERT_TRUE(world.commits());
  const auto number = bob.deletes(box);
  EXPECT_EQ(alice.status(alice.sends(box)), Status::denied);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(number), Status::ok);
  EXPECT_EQ(alice.status(alice.sends(box)), Status::denied);
  EXPECT_EQ(bob.status(bob.deletes(box)), Status::denied);
  EXPECT_EQ(world.memory.waiting(box.reader_id, 0, store::kNoSequenceLimit).value().count, 0u);
}

TEST(Delete, The_same_ids_can_come_back_in_the_same_group) {
  World world;
  const auto box = world.existing();
  auto& bob = world.client();
  bob.deletes(box);
  const auto number = bob.creates(box);
  auto& alice = world.client();
  const auto sent = alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(number), Status::ok);
  EXPECT_EQ(alice.status(sent), Status::stored);
  bob.subscribes(box);
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
}

TEST(Delete, A_failed_commit_keeps_the_mailbox) {
  World world;
  const auto box = world.existing();
  auto& bob = world.client();
  bob.deletes(box);
  world.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(world.commits());
  EXPECT_EQ(bob.reply(bob.subscribes(box))->subscribed.at(0).status, Status::ok);
}

TEST(Subscribe, A_batch_is_answered_entry_by_entry) {
  World world;
  const auto mine = world.existing();
  const auto unknown = world.mailbox();
  auto& bob = world.client();
  const auto bytes = as_bytes("batch");
  protocol::Request request{bob.next_number(),
                            protocol::Subscribe{{{unknown.reader_id, 0}, {mine.reader_id, 0}}},
                            Bytes(bytes.begin(), bytes.end()),
                            {}};
  for (const auto* box : {&unknown, &mine}) {
    request.tags.push_back(bob.tag(box->reader.secret, protocol::MailboxRole::reader, box->reader_id.raw,
                                   request.number, bytes));
  }
  bob.asks(request);
  const auto reply = bob.reply(request.number);
  ASSERT_EQ(reply->subscribed.size(), 2u);
  EXPECT_EQ(reply->subscribed[0].status, Status::denied);
  EXPECT_EQ(reply->subscribed[1].status, Status::ok);
}

TEST(Subscribe, A_newer_connection_takes_over_and_gets_what_is_not_acknowledged) {
  World world;
  const auto box = world.existing();
  auto& old = world.client();
  old.subscribes(box);
  world.client().sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(old.takes<Deliver>().size(), 1u);
  auto& newer = world.client();
  newer.subscribes(box);
  EXPECT_EQ(old.takes<protocol::TakenOver>().size(), 1u);
  EXPECT_EQ(newer.takes<Deliver>().size(), 1u);
  world.client().sends(box);
  EXPECT_EQ(newer.takes<Deliver>().size(), 1u);
  EXPECT_TRUE(old.takes<Deliver>().empty());
}

TEST(Subscribe, Again_on_the_same_connection_changes_the_window_and_repeats_nothing) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  for (int i = 0; i < 3; ++i) alice.sends(box);
  ASSERT_TRUE(world.commits());
  auto& bob = world.client();
  bob.subscribes(box, 1);
  EXPECT_EQ(bob.takes<Deliver>().size(), 1u);
  bob.subscribes(box, 2);
  const auto more = bob.takes<Deliver>();
  ASSERT_EQ(more.size(), 1u);
  EXPECT_EQ(more[0].sequence, 2u);
  EXPECT_TRUE(bob.takes<protocol::TakenOver>().empty());
}

TEST(Subscribe, A_connection_has_a_most_number_of_subscriptions) {
  auto limits = World::open_relay();
  limits.subscriptions_per_connection = 2;
  World world(limits);
  auto& bob = world.client();
  bob.subscribes(world.existing());
  bob.subscribes(world.existing());
  EXPECT_EQ(bob.status(bob.subscribes(world.existing())), Status::full);
}

TEST(Subscribe, More_entries_than_a_command_holds_are_a_bad_request) {
  World world;
  auto& bob = world.client();
  protocol::Request request{bob.next_number(), protocol::Subscribe{}, Bytes{1}, {}};
  std::get<protocol::Subscribe>(request.command).entries.resize(protocol::kMostSubscriptionsPerCommand + 1);
  bob.asks(request);
  EXPECT_EQ(bob.status(request.number), Status::bad_request);
}

TEST(Room, A_mailbox_holds_4096_envelopes_then_says_full_and_once_space) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  for (int i = 0; i < 4096; ++i) {
    alice.sends(box);
    if (world.relay->commit_now()) (void)world.commits().has_value();
  }
  ASSERT_TRUE(world.commits());
  const auto refused = alice.sends(box);
  EXPECT_EQ(alice.status(refused), Status::full);
  EXPECT_GT(alice.reply(refused)->retry_after.count(), 0);
  auto& bob = world.client();
  bob.acks(box, 20);
  ASSERT_TRUE(world.commits());
  bob.acks(box, 40);
  const auto space = alice.takes<protocol::Space>();
  ASSERT_EQ(space.size(), 1u);
  EXPECT_EQ(space[0].writer_id, box.writer_id);
  const auto number = alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(number), Status::stored);
}

TEST(Room, A_mailbox_holds_its_budget_of_bytes) {
  auto limits = World::open_relay();
  limits.bytes_per_mailbox = 100'000;
  World world(limits);
  const auto box = world.existing();
  auto& alice = world.client();
  alice.sends(box, protocol::kLargestEnvelope);
  EXPECT_EQ(alice.status(alice.sends(box, protocol::kLargestEnvelope)), Status::full);
  const auto small = alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(small), Status::stored);
}

TEST(Room, Only_so_many_writers_are_told_of_space) {
  auto limits = World::open_relay();
  limits.envelopes_per_mailbox = 1;
  limits.writers_waiting_for_space = 2;
  World world(limits);
  const auto box = world.existing();
  world.client().sends(box);
  ASSERT_TRUE(world.commits());
  std::vector<Client*> writers;
  for (int i = 0; i < 3; ++i) writers.push_back(&world.client());
  for (auto* writer : writers) EXPECT_EQ(writer->status(writer->sends(box)), Status::full);
  world.client().acks(box, 1);
  EXPECT_EQ(writers[0]->takes<protocol::Space>().size(), 1u);
  EXPECT_EQ(writers[1]->takes<protocol::Space>().size(), 1u);
  EXPECT_TRUE(writers[2]->takes<protocol::Space>().empty());
}

TEST(Expiry, Envelopes_and_marks_go_after_thirty_days_in_bounded_pieces) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  const auto id = world.envelope_id();
  alice.sends(box, id, Bytes(4096, 1));
  for (int i = 0; i < 300; ++i) alice.sends(box);
  ASSERT_TRUE(world.commits());
  world.passes(world.limits.envelope_life - milliseconds(1));
  ASSERT_TRUE(world.ticks());
  const auto left = [&] { return world.memory.waiting(box.reader_id, 0, store::kNoSequenceLimit).value(); };
  EXPECT_EQ(left().count, 301u);
  world.passes(milliseconds(1));
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(left().count, 301u - world.limits.expire_piece);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(world.ticks());
  EXPECT_EQ(left().count, 0u);
  const auto again = alice.sends(box, id, Bytes(4096, 1));
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(again), Status::stored);
}

TEST(Expiry, It_makes_room_and_says_so) {
  auto limits = World::open_relay();
  limits.envelopes_per_mailbox = 1;
  World world(limits);
  const auto box = world.existing();
  auto& alice = world.client();
  alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(alice.sends(box)), Status::full);
  world.passes(world.limits.envelope_life);
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(alice.takes<protocol::Space>().size(), 1u);
  EXPECT_EQ(alice.status(alice.sends(box)), kNoReply);
}

TEST(Expiry, What_the_open_group_holds_still_counts) {
  auto limits = World::open_relay();
  limits.envelopes_per_mailbox = 2;
  World world(limits);
  const auto box = world.existing();
  auto& alice = world.client();
  alice.sends(box);
  ASSERT_TRUE(world.commits());
  world.passes(world.limits.envelope_life);
  alice.sends(box);
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(alice.status(alice.sends(box)), kNoReply);
  EXPECT_EQ(alice.status(alice.sends(box)), Status::full);
}

TEST(Cache, Mailboxes_beyond_its_bound_are_read_again) {
  auto limits = World::open_relay();
  limits.cached_mailboxes = 4;
  World world(limits);
  std::vector<TestMailbox> boxes;
  for (int i = 0; i < 40; ++i) boxes.push_back(world.existing());
  auto& alice = world.client();
  for (int round = 0; round < 2; ++round) {
    for (const auto& box : boxes) {
      const auto number = alice.sends(box);
      ASSERT_TRUE(world.commits());
      EXPECT_EQ(alice.status(number), Status::stored);
    }
  }
  auto& bob = world.client();
  for (const auto& box : boxes) bob.subscribes(box);
  EXPECT_EQ(bob.takes<Deliver>().size(), 80u);
}

}  // namespace
}  // namespace stille::relay::test
