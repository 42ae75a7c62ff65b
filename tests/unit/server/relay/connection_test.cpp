// What a connection may do: numbers, rates, shutting down, and every call of the store failing.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::MailboxKind;
using protocol::Status;

TEST(Connection, A_number_that_does_not_grow_ends_it) {
  World world;
  auto& alice = world.client();
  alice.pings();
  alice.asks({1, protocol::Ping{}, {}, {}});
  EXPECT_TRUE(alice.closed);
}

TEST(Connection, Numbers_may_be_missing) {
  World world;
  auto& alice = world.client();
  alice.asks({7, protocol::Ping{}, {}, {}});
  EXPECT_EQ(alice.status(7), Status::ok);
  EXPECT_EQ(alice.status(alice.pings()), Status::ok);
}

TEST(Connection, Number_zero_ends_it) {
  World world;
  auto& alice = world.client();
  alice.asks({0, protocol::Ping{}, {}, {}});
  EXPECT_TRUE(alice.closed);
}

TEST(Connection, A_command_of_a_later_version_is_unsupported) {
  World world;
  auto& alice = world.client();
  alice.asks({1, protocol::Unsupported{}, {}, {}});
  EXPECT_EQ(alice.status(1), Status::unsupported);
  EXPECT_FALSE(alice.closed);
}

TEST(Connection, The_first_good_tag_makes_it_authenticated) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  alice.pings();
  alice.sends(world.mailbox());
  EXPECT_FALSE(alice.authenticated);
  alice.sends(box);
  EXPECT_TRUE(alice.authenticated);
}

TEST(Connection, A_refused_creation_does_not_make_it_authenticated) {
  World world{Limits{}};
  auto& alice = world.client();
  alice.creates(world.mailbox());
  EXPECT_FALSE(alice.authenticated);
}

TEST(Rate, Commands_beyond_the_bucket_are_told_when_to_come_back) {
  auto limits = World::open_relay();
  limits.commands = {10, 3};
  World world(limits);
  auto& alice = world.client();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(alice.status(alice.pings()), Status::ok);
  const auto refused = alice.pings();
  EXPECT_EQ(alice.status(refused), Status::slow_down);
  EXPECT_EQ(alice.reply(refused)->retry_after, milliseconds(100));
  world.passes(milliseconds(100));
  EXPECT_EQ(alice.status(alice.pings()), Status::ok);
}

TEST(Rate, A_batch_costs_what_its_entries_cost) {
  auto limits = World::open_relay();
  limits.commands = {10, 3};
  World world(limits);
  auto& bob = world.client();
  protocol::Request request{1, protocol::Subscribe{}, {}, {}};
  std::get<protocol::Subscribe>(request.command).entries.resize(2);
  bob.asks(request);
  request.number = 2;
  bob.asks(request);
  EXPECT_EQ(bob.status(2), Status::slow_down);
}

TEST(Rate, Guessing_costs_more_than_the_bucket_of_refusals_holds) {
  auto limits = World::open_relay();
  limits.refusals = {1, 4};
  World world(limits);
  auto& mallory = world.client();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(mallory.status(mallory.sends(world.mailbox())), Status::denied);
  EXPECT_EQ(mallory.status(mallory.sends(world.mailbox())), Status::slow_down);
}

TEST(Rate, Connections_from_one_address_share_its_commands) {
  auto limits = World::open_relay();
  limits.address_commands = {10, 3};
  World world(limits);
  auto& first = world.client(7);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(first.status(first.pings()), Status::ok);
  auto& second = world.client(7);
  const auto refused = second.pings();
  EXPECT_EQ(second.status(refused), Status::slow_down);
  EXPECT_EQ(second.reply(refused)->retry_after, milliseconds(100));
  auto& elsewhere = world.client(8);
  EXPECT_EQ(elsewhere.status(elsewhere.pings()), Status::ok);
  world.passes(milliseconds(100));
  EXPECT_EQ(second.status(second.pings()), Status::ok);
}

TEST(Rate, Coming_back_does_not_make_an_address_new) {
  auto limits = World::open_relay();
  limits.address_refusals = {1, 4};
  World world(limits);
  for (int i = 0; i < 4; ++i) {
    auto& mallory = world.client(7);
    EXPECT_EQ(mallory.status(mallory.sends(world.mailbox())), Status::denied);
    mallory.leaves();
  }
  ASSERT_TRUE(world.ticks());
  auto& again = world.client(7);
  EXPECT_EQ(again.status(again.pings()), Status::slow_down);
}

TEST(Rate, Refusals_of_others_do_not_hold_back_who_has_proved_a_key) {
  auto limits = World::open_relay();
  limits.address_refusals = {1, 4};
  World world(limits);
  const auto box = world.existing();
  auto& alice = world.client(7);
  alice.sends(box);
  auto& mallory = world.client(7);
  for (int i = 0; i < 4; ++i) mallory.sends(world.mailbox());
  EXPECT_EQ(mallory.status(mallory.pings()), Status::slow_down);
  EXPECT_EQ(alice.status(alice.pings()), Status::ok);
}

TEST(Rate, Creations_have_their_own_bucket) {
  auto limits = World::open_relay();
  limits.creations = {1, 2};
  World world(limits);
  auto& alice = world.client();
  alice.creates(world.mailbox());
  alice.creates(world.mailbox());
  EXPECT_EQ(alice.status(alice.creates(world.mailbox())), Status::slow_down);
}

TEST(Shutdown, Everybody_is_told_to_go_and_nothing_new_is_accepted_but_the_group_is_kept) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  const auto before = alice.sends(box);
  world.relay->shut_down(world.now);
  world.hands_out();
  const auto away = alice.takes<protocol::GoAway>();
  ASSERT_EQ(away.size(), 1u);
  EXPECT_GE(away[0].retry_after, world.limits.retry_go_away);
  EXPECT_LE(away[0].retry_after, world.limits.retry_go_away + world.limits.retry_go_away_spread);
  EXPECT_EQ(alice.status(alice.sends(box)), Status::unavailable);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(before), Status::stored);
}

TEST(Refusal, Says_when_to_try_again_as_the_operator_has_set_it) {
  auto limits = World::open_relay();
  limits.envelopes_per_mailbox = 1;
  limits.retry_full = seconds{7};
  limits.retry_unavailable = seconds{3};
  World world(limits);
  const auto box = world.existing();
  auto& alice = world.client();
  alice.sends(box);
  ASSERT_TRUE(world.commits());
  const auto full = alice.sends(box);
  EXPECT_EQ(alice.status(full), Status::full);
  EXPECT_EQ(alice.reply(full)->retry_after, seconds{7});
  world.store.fail_call(1, Errc::storage_failed);
  const auto failed = alice.sends(world.mailbox());
  EXPECT_EQ(alice.status(failed), Status::unavailable);
  EXPECT_EQ(alice.reply(failed)->retry_after, seconds{3});
}

TEST(Disk, While_it_is_full_reading_and_acknowledging_go_on) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  alice.sends(box);
  ASSERT_TRUE(world.commits());
  world.store.set_full(true);
  const auto refused = alice.sends(box);
  ASSERT_FALSE(world.commits());
  EXPECT_EQ(alice.status(refused), Status::unavailable);
  EXPECT_EQ(alice.status(alice.sends(box)), Status::unavailable);
  EXPECT_EQ(alice.status(alice.creates(world.mailbox())), Status::unavailable);
  auto& bob = world.client();
  bob.subscribes(box);
  const auto ack = bob.acks(box, bob.takes<Deliver>().at(0).sequence);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(ack), Status::ok);
  world.store.set_full(false);
  world.passes(world.limits.pause_when_disk_is_full);
  const auto sent = alice.sends(box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(sent), Status::stored);
}

/// One run through every command; true when all of it went well.
bool everything(World& world) {
  const auto box = world.mailbox();
  const auto hello = world.mailbox(MailboxKind::hello_once);
  const auto link = world.rng.fixed<protocol::LinkId>();
  auto& bob = world.client();
  auto& alice = world.client();
  bool well = true;
  const auto step = [&](Client& who, std::uint64_t number, Status wanted) {
    well &= world.commits().has_value();
    well &= who.status(number) == wanted;
  };
  step(bob, bob.creates(box), Status::ok);
  step(bob, bob.creates(hello), Status::ok);
  step(bob, bob.puts_link(hello, link), Status::ok);
  step(alice, alice.gets_link(link), Status::ok);
  step(alice, alice.sends(hello, protocol::kHelloSize), Status::stored);
  step(alice, alice.sends(box), Status::stored);
  step(bob, bob.subscribes(box), Status::ok);
  well &= bob.takes<Deliver>().size() == 1;
  step(bob, bob.acks(box, 1), Status::ok);
  step(bob, bob.deletes_link(hello, link), Status::ok);
  const auto blob = world.blob(1);
  step(bob, bob.creates_blob(blob, box), Status::ok);
  step(bob, bob.puts(blob, 0, Bytes(protocol::kSmallChunk)), Status::stored);
  step(alice, alice.gets(blob, 0), Status::ok);
  step(bob, bob.deletes(blob), Status::ok);
  step(bob, bob.deletes(box), Status::ok);
  well &= world.ticks().has_value();
  return well;
}

TEST(Disk, Every_call_of_the_store_can_fail_once_and_nothing_wrong_is_promised) {
  World counting;
  ASSERT_TRUE(everything(counting));
  const auto calls = counting.store.calls();
  ASSERT_GT(calls, 20u);
  for (std::size_t n = 1; n <= calls; ++n) {
    World world;
    world.store.fail_call(n, Errc::damaged);
    EXPECT_FALSE(everything(world)) << "call " << n << " is not noticed";
    EXPECT_TRUE(everything(world)) << "call " << n << " leaves damage";
  }
}

TEST(Disk, A_store_that_stays_failed_is_never_hidden) {
  World world;
  const auto box = world.existing();
  auto& alice = world.client();
  world.store.fail_call(1, Errc::storage_failed);
  const auto sent = alice.sends(box);
  (void)world.commits().has_value();
  EXPECT_EQ(alice.status(sent), Status::unavailable);
  EXPECT_EQ(alice.status(alice.sends(box)), Status::unavailable);
  EXPECT_FALSE(world.ticks());
}

}  // namespace
}  // namespace stille::relay::test
