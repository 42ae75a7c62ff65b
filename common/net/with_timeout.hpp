// A limit on how long an operation may take. (Boost 1.81 has no cancel_after.)
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "common/base/time.hpp"

namespace stille::net {

namespace asio = boost::asio;

inline asio::awaitable<void> pause(milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  (void)co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

/// The operation's own result, or timed_out; the operation is then cancelled and has ended.
template <class T>
asio::awaitable<Result<T>> with_timeout(asio::awaitable<Result<T>> operation, milliseconds limit) {
  using asio::experimental::awaitable_operators::operator||;
  auto first = co_await (std::move(operation) || pause(limit));
  if (first.index() == 1) co_return fail(Errc::timed_out);
  if constexpr (requires { std::get<0>(first)->has_value(); }) {
    co_return *std::get<0>(std::move(first));
  } else {
    co_return std::get<0>(std::move(first));
  }
}

}  // namespace stille::net
