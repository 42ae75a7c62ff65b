// Turns: nobody waits for all that somebody else has asked.
#include "server/net/event_queue.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

namespace stille::server {
namespace {

using relay::ConnectionId;

CoreEvent asked(ConnectionId id, std::uint64_t number, bool known = true) {
  Incoming out{id, {}, known};
  out.request.number = number;
  return out;
}

/// "connection:number" of each request, in order.
std::vector<std::string> requests(const EventQueue::Events& events) {
  std::vector<std::string> out;
  for (const auto& event : events) {
    if (const auto* in = std::get_if<Incoming>(&event))
      out.push_back(std::to_string(in->id) + ':' + std::to_string(in->request.number));
  }
  return out;
}

using Order = std::vector<std::string>;

/// So many that each has one request at a time.
std::vector<ConnectionId> more_than_at_once() {
  std::vector<ConnectionId> out(EventQueue::kRequestsAtOnce);
  std::iota(out.begin(), out.end(), ConnectionId{100});
  return out;
}

TEST(EventQueue, What_one_asks_stays_together_as_long_as_few_ask) {
  EventQueue queue;
  for (const std::uint64_t number : {1U, 2U, 3U}) {
    queue.push(asked(7, number));
    queue.push(asked(8, number));
  }
  EXPECT_EQ(requests(queue.take()), (Order{"7:1", "7:2", "7:3", "8:1", "8:2", "8:3"}));
}

TEST(EventQueue, Connections_take_turns_and_each_keeps_its_order) {
  EventQueue queue;
  for (const std::uint64_t number : {1U, 2U, 3U}) queue.push(asked(7, number));
  queue.push(asked(8, 1));
  queue.push(asked(8, 2));
  for (const ConnectionId other : more_than_at_once()) queue.push(asked(other, 1));
  const auto first = requests(queue.take());
  EXPECT_EQ(Order(first.begin(), first.begin() + 3), (Order{"7:1", "8:1", "100:1"}));
  const auto rest = requests(queue.take());
  EXPECT_EQ(Order(rest.end() - 3, rest.end()), (Order{"7:2", "7:3", "8:2"}));
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, Every_other_turn_is_for_those_who_are_known) {
  EventQueue queue;
  for (const ConnectionId stranger : {1U, 2U, 3U}) queue.push(asked(stranger, 1, false));
  for (const std::uint64_t number : {1U, 2U}) queue.push(asked(9, number, true));
  EXPECT_EQ(requests(queue.take()), (Order{"9:1", "9:2", "1:1", "2:1", "3:1"}));
  for (const ConnectionId stranger : more_than_at_once()) queue.push(asked(stranger, 1, false));
  for (const ConnectionId known : {9U, 8U}) queue.push(asked(known, 1, true));
  const auto out = requests(queue.take());
  EXPECT_EQ(Order(out.begin(), out.begin() + 4), (Order{"9:1", "100:1", "8:1", "101:1"}));
}

TEST(EventQueue, Who_becomes_known_keeps_the_order_of_what_waits) {
  EventQueue queue;
  queue.push(asked(1, 1, false));
  queue.push(asked(1, 2, true));
  queue.push(asked(2, 1, false));
  EXPECT_EQ(requests(queue.take()), (Order{"1:1", "1:2", "2:1"}));
}

TEST(EventQueue, What_comes_late_waits_for_a_bounded_number_of_requests) {
  EventQueue queue;
  for (std::uint64_t number = 1; number <= 1000; ++number) queue.push(asked(1, number));
  EXPECT_EQ(queue.take().size(), EventQueue::kRequestsAtOnce);
  queue.push(asked(2, 1));
  const auto next = requests(queue.take());
  EXPECT_NE(std::find(next.begin(), next.end(), "2:1"), next.end());
}

TEST(EventQueue, What_is_no_request_goes_along_with_the_next_one) {
  EventQueue queue;
  queue.push(Written{1, 5});
  queue.push(asked(1, 1));
  queue.push(Disconnected{1});
  queue.push(asked(2, 1));
  const auto out = queue.take();
  ASSERT_EQ(out.size(), 4U);
  EXPECT_TRUE(std::holds_alternative<Written>(out.front()));
  EXPECT_TRUE(std::holds_alternative<Disconnected>(*std::next(out.begin(), 2)));
  EXPECT_EQ(requests(out), (Order{"1:1", "2:1"}));
}

TEST(EventQueue, The_shutdown_comes_after_everything_that_waits) {
  EventQueue queue;
  for (std::uint64_t number = 1; number <= 2 * EventQueue::kRequestsAtOnce; ++number)
    queue.push(asked(1, number));
  queue.push(ShutDown{});
  std::size_t taken = 0;
  for (;;) {
    ASSERT_FALSE(queue.empty());
    const auto out = queue.take();
    taken += requests(out).size();
    if (std::holds_alternative<ShutDown>(out.back())) break;
  }
  EXPECT_EQ(taken, 2 * EventQueue::kRequestsAtOnce);
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace stille::server
