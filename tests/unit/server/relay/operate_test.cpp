// What the operator does to a running core.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {
namespace {

using protocol::Status;

TEST(Block, A_blocked_mailbox_answers_like_one_that_does_not_exist) {
  World world;
  const auto box = world.existing();
  auto& owner = world.client();
  owner.subscribes(box);
  auto& writer = world.client();
  ASSERT_TRUE(world.relay->block(box.reader_id.raw, true, world.now).value());
  const auto absent = world.mailbox();
  EXPECT_EQ(writer.status(writer.sends(box)), Status::denied);
  EXPECT_EQ(writer.status(writer.sends(absent)), Status::denied);
  EXPECT_EQ(owner.status(owner.acks(box, 1)), Status::denied);
  EXPECT_EQ(owner.status(owner.deletes(box)), Status::denied);
  EXPECT_EQ(owner.status(owner.creates(box)), Status::denied);
  EXPECT_TRUE(owner.takes<protocol::Deliver>().empty());
}

TEST(Block, Either_id_will_do_it_lasts_over_a_restart_and_can_be_taken_back) {
  World world;
  const auto box = world.existing();
  ASSERT_TRUE(world.relay->block(box.writer_id.raw, true, world.now).value());
  world.crashes();
  auto& writer = world.client();
  EXPECT_EQ(writer.status(writer.sends(box)), Status::denied);
  ASSERT_TRUE(world.relay->block(box.reader_id.raw, false, world.now).value());
  const auto sent = writer.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(writer.status(sent), Status::stored);
  EXPECT_FALSE(world.relay->block(world.mailbox().reader_id.raw, true, world.now).value());
}

TEST(Block, A_reader_who_is_there_gets_nothing_more) {
  World world;
  const auto box = world.existing();
  auto& reader = world.client();
  reader.subscribes(box);
  auto& writer = world.client();
  const auto before = writer.sends(box);
  ASSERT_TRUE(world.relay->block(box.reader_id.raw, true, world.now).value());
  world.hands_out();
  EXPECT_EQ(writer.status(before), Status::stored);
  (void)reader.takes<protocol::Deliver>();
  ASSERT_TRUE(world.relay->block(box.reader_id.raw, false, world.now).value());
  writer.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_TRUE(reader.takes<protocol::Deliver>().empty());
  EXPECT_EQ(reader.status(reader.subscribes(box)), Status::ok);
  EXPECT_EQ(reader.takes<protocol::Deliver>().size(), 2u);
}

TEST(Figures, Count_requests_answers_and_deliveries) {
  World world;
  const auto box = world.existing();
  const auto before = world.relay->figures();
  auto& reader = world.client();
  reader.subscribes(box);
  reader.sends(box);
  ASSERT_TRUE(world.commits());
  reader.sends(world.mailbox());
  const auto after = world.relay->figures();
  const auto more = [&](Status status) {
    return after.answers.at(std::size_t(status)) - before.answers.at(std::size_t(status));
  };
  EXPECT_EQ(after.requests - before.requests, 3u);
  EXPECT_EQ(more(Status::stored), 1u);
  EXPECT_EQ(more(Status::denied), 1u);
  EXPECT_EQ(after.delivered - before.delivered, 1u);
  EXPECT_EQ(after.subscriptions, 1u);
}

TEST(Limits, So_many_hellos_wait_in_a_link_s_mailbox_and_no_more) {
  auto limits = World::open_relay();
  limits.hellos_waiting = 2;
  World world(limits);
  const auto box = world.existing(protocol::MailboxKind::hello);
  auto& stranger = world.client();
  for (int n = 0; n < 2; ++n) stranger.sends(box, protocol::kHelloSize);
  EXPECT_EQ(stranger.status(stranger.sends(box, protocol::kHelloSize)), Status::full);
  const auto conversation = world.existing();
  for (int n = 0; n < 2; ++n) stranger.sends(conversation);
  EXPECT_NE(stranger.status(stranger.sends(conversation)), Status::full);
}

TEST(Limits, A_group_is_due_after_its_delay_and_full_at_its_bound_of_writes) {
  auto limits = World::open_relay();
  limits.group_delay = milliseconds{7};
  limits.group_writes = 3;
  World world(limits);
  const auto box = world.existing();
  auto& writer = world.client();
  ASSERT_TRUE(world.commits());
  EXPECT_FALSE(world.relay->commit_due());
  writer.sends(box);
  EXPECT_EQ(world.relay->commit_due(), world.now + milliseconds{7});
  EXPECT_FALSE(world.relay->commit_now());
  int sent = 1;
  for (; !world.relay->commit_now() && sent < 10; ++sent) writer.sends(box);
  EXPECT_LE(sent, 3);
}

TEST(Limits, Take_effect_at_once_when_they_are_set_anew) {
  World world;
  auto& client = world.client();
  auto limits = world.limits;
  limits.open = false;
  world.relay->set_limits(limits);
  EXPECT_EQ(client.status(client.creates(world.mailbox())), Status::creation_refused);
}

}  // namespace
}  // namespace stille::relay::test
