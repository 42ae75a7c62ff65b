// Two TLS ends on the loopback within one io_context, and coroutines run to their end.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>
#include <optional>

#include <gtest/gtest.h>

#include "common/net/tls_stream.hpp"

namespace stille::net {

using Tcp = asio::ip::tcp;

class TwoEnds {
 public:
  TwoEnds() {
    Tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    Tcp::socket near(context);
    near.connect(acceptor.local_endpoint());
    client.emplace(std::move(near));
    relay.emplace(acceptor.accept());
  }

  template <class T>
  using Slot = std::shared_ptr<std::optional<Result<T>>>;

  /// Starts; the result appears in the slot.
  template <class T>
  Slot<T> start(asio::awaitable<Result<T>> operation) {
    auto slot = std::make_shared<std::optional<Result<T>>>();
    asio::co_spawn(context, into(std::move(operation), slot), [](std::exception_ptr error) {
      if (error) std::rethrow_exception(error);
    });
    return slot;
  }

  /// Runs until everything that was started has ended.
  void run() {
    context.restart();
    context.run();
  }

  template <class T>
  Result<T> finish(asio::awaitable<Result<T>> operation) {
    const auto slot = start(std::move(operation));
    run();
    return **slot;
  }

  /// Both handshakes.
  std::pair<Result<void>, Result<void>> shake(TlsContext client_side, TlsContext relay_side) {
    const auto a = start(client->handshake(std::move(client_side)));
    const auto b = start(relay->handshake(std::move(relay_side)));
    run();
    return {**a, **b};
  }

  asio::io_context context{1};
  std::optional<TlsStream> client;
  std::optional<TlsStream> relay;

 private:
  template <class T>
  static asio::awaitable<void> into(asio::awaitable<Result<T>> operation, Slot<T> slot) {
    slot->emplace(co_await std::move(operation));
  }
};

}  // namespace stille::net
