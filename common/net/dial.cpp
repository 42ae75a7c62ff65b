#include "common/net/dial.hpp"

#include <boost/asio/write.hpp>

#include "common/base/quick_thread.hpp"
#include "common/net/with_timeout.hpp"

namespace stille::net {
namespace {

using asio::ip::tcp;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadAtATime = 512;

asio::awaitable<Result<tcp::socket>> open(tcp::endpoint where) {
  takes_its_time("a connection");
  tcp::socket socket(co_await asio::this_coro::executor);
  const auto [error] = co_await socket.async_connect(where, kAwait);
  if (error) co_return fail(Errc::unreachable);
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  co_return socket;
}

asio::awaitable<Result<std::vector<tcp::endpoint>>> look_up(protocol::HostPort place) {
  std::vector<tcp::endpoint> out;
  boost::system::error_code no_literal;
  const auto literal = asio::ip::make_address(place.host, no_literal);
  if (!no_literal) {
    out.emplace_back(literal, place.port);
    co_return out;
  }
  if (place.host.ends_with(".onion")) co_return fail(Errc::unreachable);
  tcp::resolver resolver(co_await asio::this_coro::executor);
  auto [error, found] = co_await resolver.async_resolve(place.host, std::to_string(place.port), kAwait);
  if (error) co_return fail(Errc::unreachable);
  for (const auto& entry : found) out.push_back(entry.endpoint());
  co_return out;
}

asio::awaitable<Result<tcp::socket>> reach(protocol::HostPort place) {
  STILLE_CO_TRY(const auto found, co_await look_up(std::move(place)));
  for (const auto& where : found) {
    auto socket = co_await with_timeout(open(where), kPerAddress);
    if (socket) co_return std::move(socket).value();
  }
  co_return fail(Errc::unreachable);
}

std::unique_ptr<ProxyDialogue> dialogue_with(Proxy proxy, protocol::HostPort target) {
  if (proxy.address.kind == protocol::ProxyKind::socks5)
    return socks5_dialogue(std::move(target), std::move(proxy.login));
  return http_dialogue(std::move(target), std::move(proxy.login));
}

/// `socket` outlives it.
asio::awaitable<Result<void>> ask(tcp::socket* socket, std::unique_ptr<ProxyDialogue> dialogue) {
  auto say = dialogue->begin();
  std::array<std::uint8_t, kReadAtATime> heard{};
  while (!dialogue->is_open()) {
    if (!say.empty()) {
      const auto words = say.expose();
      const auto [error, sent] =
          co_await asio::async_write(*socket, asio::buffer(words.data(), words.size()), kAwait);
      if (error) co_return fail(Errc::refused);
    }
    const auto [error, size] = co_await socket->async_read_some(asio::buffer(heard), kAwait);
    if (error) co_return fail(Errc::refused);
    STILLE_CO_TRY(say, dialogue->take(ByteView(heard).first(size)));
  }
  co_return ok();
}

}  // namespace

asio::awaitable<Result<tcp::socket>> dial(protocol::HostPort target, Way way) {
  if (!way) co_return co_await reach(std::move(target));
  auto socket = co_await reach(way->address.place);
  if (!socket) co_return fail(Errc::not_found);
  auto dialogue = dialogue_with(std::move(*way), std::move(target));
  STILLE_CO_TRYV(co_await ask(&socket.value(), std::move(dialogue)));
  co_return std::move(socket).value();
}

}  // namespace stille::net
