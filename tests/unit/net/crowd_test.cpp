// Many connections at once: who makes room for whom, in places and in memory.
#include <gtest/gtest.h>

#include "tests/unit/net/raw_client.hpp"

namespace stille::server {
namespace {

/// So many that have connected and say nothing.
std::vector<std::unique_ptr<RawClient>> silent_ones(Shell& shell, std::size_t count) {
  std::vector<std::unique_ptr<RawClient>> out;
  const auto before = shell.exchange.accepted();
  for (std::size_t i = 0; i < count; ++i) out.push_back(std::make_unique<RawClient>(shell));
  shell.until([&] { return shell.exchange.accepted() == before + count; });
  return out;
}

NetLimits places(std::size_t count) {
  NetLimits out;
  out.unauthenticated = count;
  return out;
}

TEST(Crowd, A_newcomer_gets_in_although_silent_ones_hold_all_places) {
  Shell shell(places(3));
  const auto silent = silent_ones(shell, 3);
  RawClient newcomer(shell);
  newcomer.greet();
  EXPECT_EQ(shell.exchange.turned_away(), 1U);
  EXPECT_EQ(shell.exchange.unauthenticated(), 3U);
  EXPECT_FALSE(silent.front()->shake().has_value());
}

TEST(Crowd, Who_has_said_hello_stays_while_others_come_and_stay_silent) {
  Shell shell(places(3));
  RawClient stranger(shell);
  stranger.greet();
  const auto silent = silent_ones(shell, 12);
  shell.settle();
  EXPECT_EQ(shell.exchange.connections(), 3U);
  EXPECT_EQ(shell.exchange.turned_away(), 10U);
  ASSERT_TRUE(stranger.ping(1).has_value());
  EXPECT_EQ(stranger.status(), protocol::Status::ok);
}

TEST(Crowd, Who_has_proved_a_key_makes_room_for_nobody) {
  Shell shell(places(1));
  shell.core.authenticates = true;
  RawClient known(shell);
  known.greet();
  ASSERT_TRUE(known.ping(1).has_value());
  EXPECT_EQ(known.status(), protocol::Status::ok);
  const auto silent = silent_ones(shell, 5);
  ASSERT_TRUE(known.ping(2).has_value());
  EXPECT_EQ(known.status(), protocol::Status::ok);
}

TEST(Crowd, A_stranger_that_made_room_is_forgotten_by_the_core) {
  Shell shell(places(1));
  RawClient first(shell);
  first.greet();
  RawClient second(shell);
  second.greet();
  shell.until([&] { return shell.core.gone == 1 && shell.exchange.connections() == 1; });
}

CoreOutput large_envelope(relay::ConnectionId to) {
  CoreOutput out;
  out.actions.emplace_back(
      relay::SendMessage{to, protocol::Event{protocol::Deliver{{}, 1, Bytes(protocol::kLargestEnvelope)}}});
  return out;
}

TEST(Crowd, Who_takes_nothing_of_what_waits_makes_room_for_those_who_do) {
  NetLimits limits;
  limits.outbox_bytes = std::size_t{64} << 20;
  limits.backlog_bytes = std::size_t{2} << 20;
  Shell shell(limits);
  RawClient deaf(shell);
  deaf.greet();
  const auto deaf_one = shell.core.last_id;
  RawClient reader(shell);
  reader.greet();
  const auto reading_one = shell.core.last_id;
  for (int i = 0; shell.core.gone == 0; ++i) {
    ASSERT_LT(i, 1000) << "it stays whatever waits for it";
    shell.core.give(large_envelope(deaf_one));
    shell.core.give(large_envelope(reading_one));
    ASSERT_TRUE(reader.read().has_value());
  }
  EXPECT_EQ(shell.exchange.connections(), 1U);
  EXPECT_EQ(shell.exchange.turned_away(), 1U);
  ASSERT_TRUE(reader.ping(1).has_value());
}

TEST(Crowd, Who_asks_for_more_than_may_wait_for_him_is_not_read_from) {
  NetLimits limits;
  limits.unread_bytes = 4 * protocol::kFrameSizes.front();
  Shell shell(limits);
  shell.core.answers = false;
  RawClient client(shell);
  client.greet();
  for (std::uint64_t number = 1; number <= 20; ++number) ASSERT_TRUE(client.ping(number).has_value());
  shell.settle();
  EXPECT_EQ(shell.core.taken, 4U);
  while (shell.core.taken < 20) {
    shell.core.answer_all();
    shell.settle();
  }
}

}  // namespace
}  // namespace stille::server
