// Listening sockets: accepts connections for an exchange and reminds it of the time. Knows nothing of them.
#pragma once

#include <boost/asio/steady_timer.hpp>

#include "server/net/exchange.hpp"

namespace stille::server {

/// One thread. The exchange outlives it.
class Listener {
 public:
  /// unreachable when the address cannot be listened on; `why` then says the system's reason.
  static Result<std::unique_ptr<Listener>> open(asio::any_io_executor executor, asio::ip::tcp::endpoint where,
                                                Exchange& exchange, boost::system::error_code& why);

  /// Takes over a TCP socket that listens already.
  static Result<std::unique_ptr<Listener>> adopt(asio::any_io_executor executor, int socket,
                                                 Exchange& exchange, boost::system::error_code& why);

  /// The real port, where port 0 was asked for.
  [[nodiscard]] asio::ip::tcp::endpoint endpoint() const;
  void start();
  /// Accepts no more. The listener may go once the executor has run on.
  void close();

 private:
  Listener(asio::ip::tcp::acceptor acceptor, Exchange& exchange);
  struct State;
  static asio::awaitable<void> accept(std::shared_ptr<State> state);
  static asio::awaitable<void> keep_time(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace stille::server
