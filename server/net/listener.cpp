#include "server/net/listener.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/socket.h>

#include "common/net/with_timeout.hpp"

namespace stille::server {
namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr int kBacklog = 4096;
// When no descriptor is left, accepting again at once would only burn the processor.
constexpr milliseconds kPauseAfterError{100};
constexpr milliseconds kTimeCheck{1000};

}  // namespace

struct Listener::State {
  State(asio::ip::tcp::acceptor acceptor_, Exchange& exchange_)
      : acceptor(std::move(acceptor_)), clock(acceptor.get_executor()), exchange(exchange_) {}
  asio::ip::tcp::acceptor acceptor;
  asio::steady_timer clock;
  Exchange& exchange;
};

Listener::Listener(asio::ip::tcp::acceptor acceptor, Exchange& exchange)
    : state_(std::make_shared<State>(std::move(acceptor), exchange)) {}

Result<std::unique_ptr<Listener>> Listener::open(asio::any_io_executor executor,
                                                 asio::ip::tcp::endpoint where, Exchange& exchange,
                                                 boost::system::error_code& why) {
  asio::ip::tcp::acceptor acceptor(std::move(executor));
  (void)acceptor.open(where.protocol(), why);
  if (!why) (void)acceptor.set_option(asio::socket_base::reuse_address(true), why);
  if (!why && where.address().is_v6()) (void)acceptor.set_option(asio::ip::v6_only(false), why);
  if (!why) (void)acceptor.bind(where, why);
  if (!why) (void)acceptor.listen(kBacklog, why);
  if (why) return fail(Errc::unreachable);
  return std::unique_ptr<Listener>(new Listener(std::move(acceptor), exchange));
}

Result<std::unique_ptr<Listener>> Listener::adopt(asio::any_io_executor executor, int socket,
                                                  Exchange& exchange, boost::system::error_code& why) {
  int family = 0;
  socklen_t size = sizeof family;
  (void)::getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &family, &size);
  asio::ip::tcp::acceptor acceptor(std::move(executor));
  (void)acceptor.assign(family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4(), socket, why);
  if (why) return fail(Errc::unreachable);
  return std::unique_ptr<Listener>(new Listener(std::move(acceptor), exchange));
}

asio::ip::tcp::endpoint Listener::endpoint() const {
  return state_->acceptor.local_endpoint();
}

void Listener::start() {
  const auto report = [state = state_](const std::exception_ptr& error) {
    // Without its listener a relay is nothing: let main say so.
    if (error) std::rethrow_exception(error);
  };
  asio::co_spawn(state_->acceptor.get_executor(), accept(state_), report);
  asio::co_spawn(state_->acceptor.get_executor(), keep_time(state_), report);
}

void Listener::close() {
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
}

asio::awaitable<void> Listener::accept(std::shared_ptr<State> state) {
  while (state->acceptor.is_open()) {
    auto [error, socket] = co_await state->acceptor.async_accept(kAwait);
    if (!error) {
      state->exchange.admit(std::move(socket));
    } else if (error != asio::error::operation_aborted) {
      co_await net::pause(kPauseAfterError);
    }
  }
}

asio::awaitable<void> Listener::keep_time(std::shared_ptr<State> state) {
  for (;;) {
    state->clock.expires_after(kTimeCheck);
    (void)co_await state->clock.async_wait(kAwait);
    state->exchange.check_time(std::chrono::steady_clock::now());
  }
}

}  // namespace stille::server
