// A client by hand, message by message, for tests of the relay's side of a connection.
#pragma once

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"
#include "tests/unit/net/scripted_core.hpp"

namespace stille::server {

/// A client by hand, message by message.
class RawClient {
 public:
  explicit RawClient(Shell& shell) : shell_(shell) {
    net::Tcp::socket socket(shell.ends.context);
    socket.connect({asio::ip::address_v4::loopback(), shell.listener->endpoint().port()});
    socket.set_option(net::Tcp::no_delay(true));
    stream.emplace(std::move(socket));
  }
  Result<void> shake() {
    return shell_.finish(stream->tls().handshake(net::TlsContext::for_client(shell_.identity.fingerprint())));
  }
  Result<void> shake_as_browser() {
    auto context = net::TlsContext::for_client(shell_.identity.fingerprint());
    SSL_CTX_set_alpn_protos(context.native(), nullptr, 0);
    auto shaken = shell_.finish(stream->tls().handshake(context));
    // Our own client insists on its protocol; the connection stands all the same.
    return shaken.has_value() || shaken.error().code == Errc::protocol_violation ? ok() : shaken;
  }
  Result<void> write_plain(ByteView bytes) { return shell_.finish(stream->tls().write(bytes)); }
  Result<std::size_t> read_plain(ByteSpan into) {
    auto count = shell_.finish(stream->tls().read_some(into));
    if (!count) last_error = count.error().code;
    return count;
  }
  Result<void> write(Bytes message) { return shell_.finish(stream->write(std::move(message))); }
  Result<protocol::RelayMessage> read() {
    auto bytes = shell_.finish(stream->read());
    if (!bytes) return bytes.error();
    return wire::parse_relay_message(bytes.value());
  }
  Result<void> request(std::uint64_t number, Bytes command) {
    return write(
        wire::write_client_message(protocol::Request{number, protocol::Ping{}, std::move(command), {}}));
  }
  Result<void> ping(std::uint64_t number) { return request(number, wire::write_command(protocol::Ping{})); }
  protocol::Status status() { return std::get<protocol::Reply>(read().value()).status; }
  /// The relay has ended the connection, in order or not.
  bool is_cut() { return !read().has_value(); }
  /// A frame of the largest size.
  Result<void> put(std::uint64_t number) {
    return request(number, wire::write_command(protocol::BlobPut{{}, 0, Bytes(protocol::kLargeChunk)}));
  }
  /// As far as the relay's hello.
  void greet() {
    ASSERT_TRUE(shake().has_value());
    ASSERT_TRUE(write(wire::write_client_message(protocol::ClientHello{})).has_value());
    ASSERT_TRUE(std::holds_alternative<protocol::RelayHello>(read().value()));
  }

  std::optional<net::FrameStream> stream;
  Errc last_error = Errc::internal;

 private:
  Shell& shell_;
};

}  // namespace stille::server
