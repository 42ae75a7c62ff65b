// Waiting for changes: everybody wakes, nobody waits past the deadline.
#include "client/rpc/changes.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

namespace stille::rpc {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> wait(Changes& changes, Deadline deadline, std::vector<bool>& woken) {
  const bool notified = co_await changes.next(deadline);
  woken.push_back(notified);
}

TEST(Changes, A_notification_wakes_everybody_who_waits) {
  asio::io_context io;
  Changes changes(io.get_executor());
  std::vector<bool> woken;
  for (int i = 0; i < 3; ++i) asio::co_spawn(io, wait(changes, Deadline::max(), woken), asio::detached);
  io.poll();
  EXPECT_TRUE(woken.empty());

  changes.notify();
  io.poll();

  EXPECT_EQ(woken, std::vector<bool>({true, true, true}));
}

TEST(Changes, A_deadline_that_has_passed_ends_the_wait_without_a_notification) {
  asio::io_context io;
  Changes changes(io.get_executor());
  std::vector<bool> woken;

  asio::co_spawn(io, wait(changes, Deadline::min(), woken), asio::detached);
  io.run();

  EXPECT_EQ(woken, std::vector<bool>({false}));
}

}  // namespace
}  // namespace stille::rpc
