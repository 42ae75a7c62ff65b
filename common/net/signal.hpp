// Wakes the coroutines that wait for a change. Carries no value: whoever wakes looks again.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace stille::net {

namespace asio = boost::asio;

/// One thread. Outlives its waiters.
class Signal {
 public:
  explicit Signal(asio::any_io_executor executor)
      : timer_(std::move(executor), asio::steady_timer::time_point::max()) {}
  /// Ends at the next notify(), or when cancelled. Wait in a loop around the condition.
  asio::awaitable<void> wait() { (void)co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable)); }
  void notify() { timer_.cancel(); }

 private:
  asio::steady_timer timer_;
};

}  // namespace stille::net
