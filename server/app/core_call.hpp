// Work on the core's thread, awaited on the net thread.
#pragma once

#include <boost/asio/post.hpp>

#include "common/net/signal.hpp"
#include "server/net/core_inbox.hpp"

namespace stille::server {

/// Runs `work` there, in its turn, and comes back with what it gives. Never comes back when the core has
/// ended before: the caller is then destroyed with its executor. `work` is a variable of the caller's: g++ 12
/// destroys a function made within a co_await expression twice.
template <class T>
boost::asio::awaitable<T> on_core(CoreInbox& core, const std::function<T(const CoreView&)>& work) {
  struct Slot {
    explicit Slot(boost::asio::any_io_executor executor) : done(std::move(executor)) {}
    net::Signal done;
    std::optional<T> value;
  };
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto slot = std::make_shared<Slot>(executor);
  core.push(OnCore{[weak = std::weak_ptr(slot), executor, work](const CoreView& view) {
    auto made = std::make_shared<T>(work(view));
    boost::asio::post(executor, [weak, made = std::move(made)] {
      const auto waiting = weak.lock();
      if (!waiting) return;
      waiting->value.emplace(std::move(*made));
      waiting->done.notify();
    });
  }});
  while (!slot->value) co_await slot->done.wait();
  co_return std::move(*slot->value);
}

}  // namespace stille::server
