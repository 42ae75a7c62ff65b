#include "tests/tools/siege/attack.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "common/net/with_timeout.hpp"

namespace stille::siege {
namespace {

using asio::ip::tcp;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds kDrip = seconds{10};
constexpr std::size_t kAtOnce = 64;
constexpr milliseconds kPatient = seconds{1};
// More than a bucket of refusals holds, so that the work for refusing is had from each connection.
constexpr int kBadRounds = 10;

asio::awaitable<Result<void>> until_cut(tcp::socket& socket) {
  std::array<std::uint8_t, 4096> thrown_away{};
  for (;;) {
    const auto [error, count] = co_await socket.async_read_some(asio::buffer(thrown_away), kAwait);
    if (error) co_return fail(Errc::connection_closed);
  }
}

asio::awaitable<Result<void>> stay_silent(Field&, tcp::socket socket) {
  co_return co_await until_cut(socket);
}

asio::awaitable<Result<void>> drip(Field&, tcp::socket socket) {
  // The head of a TLS record of 16 KiB, and then what may be in it.
  constexpr std::array<std::uint8_t, 5> kRecord{0x16, 3, 1, 0x40, 0};
  for (std::size_t i = 0;; ++i) {
    const std::uint8_t byte = i < kRecord.size() ? kRecord.at(i) : 0;
    boost::system::error_code gone;
    asio::write(socket, asio::buffer(&byte, 1), gone);
    if (gone) co_return fail(Errc::connection_closed);
    const auto cut = co_await net::with_timeout(until_cut(socket), kDrip);
    if (cut.error().code != Errc::timed_out) co_return cut;
  }
}

asio::awaitable<Result<void>> stop_in_handshake(Field& field, tcp::socket socket) {
  const auto [error, count] =
      co_await asio::async_write(socket, asio::buffer(field.quarry.client_hello), kAwait);
  if (error) co_return fail(Errc::connection_closed);
  co_return co_await until_cut(socket);
}

asio::awaitable<Result<void>> stop_in_frame(Field& field, tcp::socket socket) {
  Stranger stranger(std::move(socket), field.quarry, field.rng);
  STILLE_CO_TRYV(co_await stranger.greet(field.tls));
  const protocol::Send largest{{}, {}, Bytes(protocol::kLargestEnvelope)};
  auto frame = stranger.frame(largest);
  frame.pop_back();
  STILLE_CO_TRYV(co_await stranger.stream().tls().write(frame));
  (void)(co_await stranger.next_reply()).has_value();
  co_return ok();
}

/// Asks and never reads. Every fifth has envelopes waiting as well.
asio::awaitable<Result<void>> ask_and_never_read(Field& field, tcp::socket socket) {
  Stranger stranger(std::move(socket), field.quarry, field.rng);
  STILLE_CO_TRYV(co_await stranger.greet(field.tls));
  ++field.tally.mailboxes;
  STILLE_CO_TRYV(co_await stranger.settle());
  if (field.rng.below(5) == 0) {
    STILLE_CO_TRYV(co_await stranger.fill(3));
  }
  for (;;) {
    for (std::size_t i = 0; i < kAtOnce; ++i) {
      const auto frame = stranger.frame(protocol::GetLink{field.quarry.link});
      STILLE_CO_TRYV(co_await stranger.stream().tls().write(frame));
    }
    co_await net::pause(kPatient / 10);
  }
}

asio::awaitable<Result<void>> reset(Field&, tcp::socket socket) {
  boost::system::error_code ignored;
  socket.set_option(asio::socket_base::linger(true, 0), ignored);
  socket.close(ignored);
  co_return ok();
}

asio::awaitable<Result<void>> shake_hands(Field& field, tcp::socket socket) {
  net::TlsStream stream(std::move(socket));
  STILLE_CO_TRYV(co_await stream.handshake(field.tls));
  co_return co_await reset(field, std::move(stream.socket()));
}

asio::awaitable<Result<void>> command_badly(Field& field, tcp::socket socket) {
  Stranger stranger(std::move(socket), field.quarry, field.rng);
  STILLE_CO_TRYV(co_await stranger.greet(field.tls));
  for (int round = 0; round < kBadRounds; ++round) {
    Bytes frames;
    for (std::size_t i = 0; i < kAtOnce; ++i) {
      const auto frame = stranger.frame(protocol::Ack{field.rng.fixed<protocol::ReaderId>(), 1}, true);
      frames.insert(frames.end(), frame.begin(), frame.end());
    }
    STILLE_CO_TRYV(co_await stranger.stream().tls().write(frames));
    for (std::size_t i = 0; i < kAtOnce; ++i) {
      STILLE_CO_TRY(const auto reply, co_await stranger.next_reply());
      if (reply.status == protocol::Status::ok) co_return fail(Errc::internal);
      ++field.tally.commands;
    }
  }
  co_return ok();
}

asio::awaitable<Result<void>> straggle(Field& field, tcp::socket socket) {
  Stranger stranger(std::move(socket), field.quarry, field.rng);
  STILLE_CO_TRYV(co_await stranger.greet(field.tls));
  STILLE_CO_TRYV(co_await stranger.settle());
  ++field.tally.commands;
  co_return co_await until_cut(stranger.stream().tls().socket());
}

constexpr milliseconds kAtOncePause{10};
constexpr std::array<Attack, 9> kAttacks{{
    {"silent", stay_silent, 1, 0, kPatient, false},
    {"one byte each 10 s", drip, 1, 0, kPatient, false},
    {"stop in the handshake", stop_in_handshake, 5, 0, kPatient, false},
    {"stop in a frame", stop_in_frame, 5, 0, kPatient, false},
    {"ask and never read", ask_and_never_read, 5, 0, kPatient, true},
    {"connect and reset", reset, 0, 64, kAtOncePause, false},
    {"whole handshakes", shake_hands, 0, 32, milliseconds{1}, false},
    {"bad commands", command_badly, 0, 64, milliseconds{1}, false},
    {"straggle", straggle, 0, 64, kPatient, false},
}};

}  // namespace

std::span<const Attack> attacks() {
  return std::span(kAttacks).first<kAttacks.size() - 1>();
}

const Attack& straggling() {
  return kAttacks.back();
}

std::size_t connections_of(const Attack& attack, std::size_t attackers) {
  return attack.divisor == 0 ? attack.lanes : attackers / attack.divisor;
}

asio::awaitable<void> lane(Field& field, const Attack& attack, std::uint32_t& next_address) {
  // 127.16.0.0 and up; ours is 127.0.0.1.
  constexpr std::uint32_t kFirst = 0x7f10'0000;
  co_await net::pause(milliseconds{field.rng.below(1000)});
  for (;;) {
    const asio::ip::address_v4 from(kFirst + next_address++);
    auto socket = co_await dial(field.quarry, from, attack.deaf);
    if (socket) {
      ++field.tally.connections;
      (void)(co_await attack.act(field, std::move(socket).value())).has_value();
    } else {
      ++field.tally.failed;
    }
    co_await net::pause(attack.redial);
  }
}

Bytes first_flight(const protocol::RelayFingerprint& relay) {
  asio::io_context context(1);
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
  tcp::socket near(context);
  near.connect(acceptor.local_endpoint());
  auto far = acceptor.accept();
  net::TlsStream client(std::move(near));
  Bytes out(4096);
  const auto shake = [&]() -> asio::awaitable<void> {
    (void)(co_await client.handshake(net::TlsContext::for_client(relay))).has_value();
  };
  asio::co_spawn(context, shake(), [](const std::exception_ptr&) {});
  far.async_read_some(asio::buffer(out), [&](const boost::system::error_code&, std::size_t count) {
    out.resize(count);
    client.abort();
  });
  context.run();
  return out;
}

}  // namespace stille::siege
