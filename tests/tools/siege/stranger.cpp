#include "tests/tools/siege/stranger.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <netinet/tcp.h>
#include <sys/socket.h>

#include "common/wire/client_message.hpp"
#include "common/wire/relay_message.hpp"

namespace stille::siege {

using asio::ip::tcp;

asio::awaitable<Result<tcp::socket>> dial(const Quarry& quarry, asio::ip::address_v4 from, bool deaf) {
  constexpr int kSmallBuffer = 4096;
  constexpr int kSmallSegment = 536;
  tcp::socket socket(co_await asio::this_coro::executor, tcp::v4());
  if (deaf) {
    (void)::setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVBUF, &kSmallBuffer, sizeof kSmallBuffer);
    (void)::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_MAXSEG, &kSmallSegment, sizeof kSmallSegment);
  }
  boost::system::error_code wrong;
  (void)socket.bind({from, 0}, wrong);
  if (wrong) co_return fail(Errc::unreachable);
  const tcp::endpoint where(asio::ip::make_address(quarry.relay.host), quarry.relay.port);
  const auto [error] = co_await socket.async_connect(where, asio::as_tuple(asio::use_awaitable));
  if (error) co_return fail(Errc::unreachable);
  socket.set_option(tcp::no_delay(true), wrong);
  co_return socket;
}

asio::awaitable<Result<void>> Stranger::greet(net::TlsContext context) {
  STILLE_CO_TRYV(co_await stream_.tls().handshake(std::move(context)));
  STILLE_CO_TRY(binding_, stream_.tls().channel_binding());
  auto hello = wire::write_client_message(protocol::ClientHello{});
  STILLE_CO_TRYV(co_await stream_.write(std::move(hello)));
  STILLE_CO_TRY(const auto bytes, co_await stream_.read());
  STILLE_CO_TRY(const auto message, wire::parse_relay_message(bytes));
  const auto* relay = std::get_if<protocol::RelayHello>(&message);
  if (relay == nullptr) co_return fail(Errc::protocol_violation);
  session_key_ = relay->session_key;
  co_return ok();
}

asio::awaitable<Result<void>> Stranger::settle() {
  const protocol::Create create{
      reader_id_, writer_id_, reader_.public_key, writer_.public_key, protocol::MailboxKind::conversation,
      {}};
  co_return co_await ask(signed_frame(create, reader_key()), protocol::Status::ok);
}

asio::awaitable<Result<void>> Stranger::fill(int envelopes) {
  const auto writer = net::MailboxKey::writer(writer_id_, writer_.secret);
  for (int i = 0; i < envelopes; ++i) {
    const protocol::Send send{writer_id_, rng_.fixed<protocol::EnvelopeId>(),
                              Bytes(protocol::kLargestEnvelope)};
    STILLE_CO_TRYV(co_await ask(signed_frame(send, writer), protocol::Status::stored));
  }
  const protocol::Subscribe all{{{reader_id_, protocol::kLargestWindow}}};
  co_return co_await stream_.tls().write(signed_frame(all, reader_key()));
}

asio::awaitable<Result<void>> Stranger::ask(Bytes frame, protocol::Status expected) {
  STILLE_CO_TRYV(co_await stream_.tls().write(frame));
  STILLE_CO_TRY(const auto reply, co_await next_reply());
  if (reply.status != expected) co_return fail(Errc::refused);
  co_return ok();
}

asio::awaitable<Result<protocol::Reply>> Stranger::next_reply() {
  for (;;) {
    STILLE_CO_TRY(const auto bytes, co_await stream_.read());
    STILLE_CO_TRY(auto message, wire::parse_relay_message(bytes));
    if (auto* reply = std::get_if<protocol::Reply>(&message)) co_return std::move(*reply);
  }
}

Bytes Stranger::frame(const protocol::Command& command, bool tagged) {
  protocol::Request out;
  out.number = ++number_;
  out.command_bytes = wire::write_command(command);
  if (tagged) out.tags.push_back(rng_.fixed<protocol::CommandTag>());
  return wire::write_frame(wire::write_client_message(out)).value();
}

Bytes Stranger::signed_frame(const protocol::Command& command, const net::MailboxKey& key) {
  protocol::Request out;
  out.number = ++number_;
  out.command_bytes = wire::write_command(command);
  const protocol::AuthContext context{binding_, quarry_.relay.fingerprint, key.role, key.id};
  const auto shared = protocol::command_key(key.secret, session_key_, context).value();
  out.tags.push_back(protocol::command_tag(shared, out.number, context, out.command_bytes));
  return wire::write_frame(wire::write_client_message(out)).value();
}

}  // namespace stille::siege
