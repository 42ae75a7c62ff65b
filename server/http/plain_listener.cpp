#include "server/http/plain_listener.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

#include <sys/stat.h>
#include <unistd.h>

#include "common/net/with_timeout.hpp"
#include "server/http/turn.hpp"

namespace stille::http {
namespace {

namespace asio = boost::asio;
using asio::generic::stream_protocol;
using Socket = stream_protocol::socket;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr int kBacklog = 64;
constexpr std::chrono::milliseconds kPauseAfterError{100};

/// No name is looked up, and nothing but the loopback is taken.
Result<asio::ip::tcp::endpoint> loopback(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return fail(Errc::invalid_argument);
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const auto [end, bad] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
  boost::system::error_code no_address;
  const auto address = asio::ip::make_address(host, no_address);
  if (bad != std::errc{} || end != text.data() + text.size() || no_address || !address.is_loopback())
    return fail(Errc::invalid_argument);
  return asio::ip::tcp::endpoint(address, port);
}

/// A socket that nobody listens on any more; any other file stays and makes the bind fail.
void remove_leftover(const std::string& path) {
  struct stat found{};
  if (::lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode)) (void)::unlink(path.c_str());
}

asio::awaitable<Result<void>> take_turn(Socket& socket, const Answer& answer) {
  Turn turn(answer);
  std::array<std::uint8_t, 2048> piece{};
  for (;;) {
    const auto [error, count] = co_await socket.async_read_some(asio::buffer(piece), kAwait);
    if (error) co_return fail(Errc::unreachable);
    const auto out = turn.take(ByteView(piece.data(), count));
    if (!out) continue;
    const auto [failed, written] = co_await asio::async_write(socket, asio::buffer(*out), kAwait);
    if (failed) co_return fail(Errc::unreachable);
    break;
  }
  boost::system::error_code ignored;
  socket.shutdown(Socket::shutdown_send, ignored);
  // Closing with unread bytes would make TCP throw away what is on its way to the peer.
  for (;;) {
    const auto [error, count] = co_await socket.async_read_some(asio::buffer(piece), kAwait);
    if (error) co_return ok();
  }
}

}  // namespace

struct PlainListener::State {
  State(asio::any_io_executor executor, Answer answer_, PlainLimits limits_)
      : acceptor(std::move(executor)), answer(std::move(answer_)), limits(limits_) {}

  Result<void> listen(const std::string& where, boost::system::error_code& why);
  static asio::awaitable<void> accept(std::shared_ptr<State> self);
  static asio::awaitable<void> serve(std::shared_ptr<State> self, Socket socket);

  asio::basic_socket_acceptor<stream_protocol> acceptor;
  Answer answer;
  PlainLimits limits;
  std::string path;  // of a Unix socket
  std::size_t open = 0;
};

Result<void> PlainListener::State::listen(const std::string& where, boost::system::error_code& why) {
  stream_protocol::endpoint endpoint;
  if (where.starts_with('/')) {
    struct sockaddr_un room{};
    if (where.size() >= sizeof room.sun_path) return fail(Errc::invalid_argument);
    endpoint = asio::local::stream_protocol::endpoint(where);
    path = where;
    remove_leftover(path);
  } else {
    STILLE_TRY(const auto address, loopback(where));
    endpoint = address;
  }
  (void)acceptor.open(endpoint.protocol(), why);
  if (!why && path.empty()) (void)acceptor.set_option(asio::socket_base::reuse_address(true), why);
  if (!why) (void)acceptor.bind(endpoint, why);
  if (!why && !path.empty()) (void)::chmod(path.c_str(), 0660);
  if (!why) (void)acceptor.listen(kBacklog, why);
  return why ? Result<void>(fail(Errc::unreachable)) : ok();
}

asio::awaitable<void> PlainListener::State::serve(std::shared_ptr<State> self, Socket socket) {
  (void)(co_await net::with_timeout(take_turn(socket, self->answer), self->limits.turn)).has_value();
}

asio::awaitable<void> PlainListener::State::accept(std::shared_ptr<State> self) {
  while (self->acceptor.is_open()) {
    auto [error, socket] = co_await self->acceptor.async_accept(kAwait);
    if (error == asio::error::operation_aborted) continue;
    if (error) {
      co_await net::pause(kPauseAfterError);
    } else if (self->open < self->limits.connections) {
      ++self->open;
      asio::co_spawn(self->acceptor.get_executor(), serve(self, std::move(socket)),
                     [self](const std::exception_ptr&) { --self->open; });
    }
  }
}

PlainListener::PlainListener(std::shared_ptr<State> state) : state_(std::move(state)) {}

PlainListener::~PlainListener() {
  close();
}

Result<std::unique_ptr<PlainListener>> PlainListener::open(asio::any_io_executor executor,
                                                           const std::string& where, Answer answer,
                                                           boost::system::error_code& why,
                                                           PlainLimits limits) {
  auto state = std::make_shared<State>(executor, std::move(answer), limits);
  STILLE_TRYV(state->listen(where, why));
  asio::co_spawn(executor, State::accept(state), [](const std::exception_ptr&) {});
  return std::unique_ptr<PlainListener>(new PlainListener(std::move(state)));
}

void PlainListener::close() {
  if (!state_->acceptor.is_open()) return;
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
  if (!state_->path.empty()) (void)::unlink(state_->path.c_str());
}

std::uint16_t PlainListener::port() const {
  boost::system::error_code gone;
  const auto here = state_->acceptor.local_endpoint(gone);
  if (gone || !state_->path.empty()) return 0;
  asio::ip::tcp::endpoint out;
  std::memcpy(out.data(), here.data(), std::min(here.size(), out.capacity()));
  return out.port();
}

}  // namespace stille::http
