// Waiting for "something changed": every waiter wakes at each notification and looks for itself.
// Knows nothing of what changed. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>

namespace stille::rpc {

using Deadline = std::chrono::steady_clock::time_point;

class Changes {
 public:
  explicit Changes(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}
  /// Wakes everybody who waits now.
  void notify();
  /// Until the next notification or the deadline; false at the deadline.
  boost::asio::awaitable<bool> next(Deadline deadline);

 private:
  boost::asio::any_io_executor executor_;
  std::list<boost::asio::steady_timer*> waiting_;
};

}  // namespace stille::rpc
