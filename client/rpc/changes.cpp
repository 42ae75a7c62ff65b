#include "client/rpc/changes.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

// A waiter that is cancelled or thrown through must leave the list all the same.
struct Enlisted {
  std::list<asio::steady_timer*>& list;
  std::list<asio::steady_timer*>::iterator place;
  Enlisted(std::list<asio::steady_timer*>& in, asio::steady_timer* timer)
      : list(in), place(in.insert(in.end(), timer)) {}
  Enlisted(const Enlisted&) = delete;
  Enlisted& operator=(const Enlisted&) = delete;
  ~Enlisted() { list.erase(place); }
};

}  // namespace

void Changes::notify() {
  for (auto* timer : waiting_) timer->cancel();
}

asio::awaitable<bool> Changes::next(Deadline deadline) {
  asio::steady_timer timer(executor_, deadline);
  const Enlisted enlisted(waiting_, &timer);
  const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return error == asio::error::operation_aborted;
}

}  // namespace stille::rpc
