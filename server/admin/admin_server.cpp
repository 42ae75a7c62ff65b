#include "server/admin/admin_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/net/with_timeout.hpp"

namespace stille::admin {
namespace asio = boost::asio;
namespace {

using Local = asio::local::stream_protocol;
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr milliseconds kPauseAfterError{100};
// How long somebody may take to read an answer.
constexpr milliseconds kLongestWrite{10'000};

bool may_ask(Local::socket& socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == ::geteuid() || peer.uid == 0);
}

asio::awaitable<Result<std::string>> read_line(Local::socket& socket, std::string& buffer) {
  const auto [error, size] =
      co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer, kLongestRequest), '\n', kAwait);
  if (error == asio::error::not_found) co_return fail(Errc::too_large);
  if (error) co_return fail(Errc::connection_closed);
  std::string line = buffer.substr(0, size - 1);
  buffer.erase(0, size);
  co_return line;
}

asio::awaitable<Result<void>> write(Local::socket& socket, std::string text) {
  const auto [error, size] = co_await asio::async_write(socket, asio::buffer(text), kAwait);
  if (error) co_return fail(Errc::connection_closed);
  co_return ok();
}

asio::awaitable<Answer> answer(const Commands& commands, Result<std::string> line) {
  if (!line) co_return Fault{"too_large", "The request is longer than 65536 bytes.", "Send a shorter one."};
  auto request = parse_request(line.value());
  if (!request)
    co_return Fault{"bad_request", "This is no request.",
                    R"(Send one JSON object a line: {"command":"status","params":{}}.)"};
  const auto found = commands.find(request.value().command);
  if (found == commands.end())
    co_return Fault{"unknown_command", "The running relay does not know this command.",
                    "Use the stille-relay of the same version as the running one."};
  try {
    co_return co_await found->second(std::move(request.value().params));
  } catch (const Json::exception&) {
    co_return Fault{"bad_request", "A parameter is missing or has the wrong type.",
                    "Use the stille-relay of the same version as the running one."};
  }
}

}  // namespace

struct AdminServer::State {
  State(asio::any_io_executor executor, std::filesystem::path where, Commands what)
      : acceptor(std::move(executor)), path(std::move(where)), commands(std::move(what)) {}
  Local::acceptor acceptor;
  std::filesystem::path path;
  Commands commands;
  std::size_t connections = 0;
};

namespace {

using StatePtr = std::shared_ptr<AdminServer::State>;

asio::awaitable<void> converse(StatePtr state, Local::socket socket) {
  std::string buffer;
  for (;;) {
    auto line = co_await net::with_timeout(read_line(socket, buffer), kLongestSilence);
    const bool over = !line.has_value();
    if (over && line.error().code != Errc::too_large) co_return;
    const auto text = to_line(co_await answer(state->commands, std::move(line))) + '\n';
    const auto written = co_await net::with_timeout(write(socket, text), kLongestWrite);
    if (over || !written) co_return;
  }
}

asio::awaitable<void> accept(StatePtr state) {
  while (state->acceptor.is_open()) {
    auto [error, socket] = co_await state->acceptor.async_accept(kAwait);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      co_await net::pause(kPauseAfterError);
      continue;
    }
    if (state->connections >= kMostConnections || !may_ask(socket)) continue;
    ++state->connections;
    asio::co_spawn(state->acceptor.get_executor(), converse(state, std::move(socket)),
                   [state](const std::exception_ptr&) { --state->connections; });
  }
}

}  // namespace

Result<std::unique_ptr<AdminServer>> AdminServer::start(asio::any_io_executor executor,
                                                        const std::filesystem::path& path,
                                                        Commands commands) {
  if (path.native().size() >= sizeof(sockaddr_un{}.sun_path)) return fail(Errc::too_large);
  auto state = std::make_shared<State>(std::move(executor), path, std::move(commands));
  (void)::unlink(path.c_str());
  boost::system::error_code error;
  state->acceptor.open(Local(), error);
  if (!error) state->acceptor.bind(Local::endpoint(path.native()), error);
  if (!error && ::chmod(path.c_str(), 0600) != 0) error = asio::error::access_denied;
  if (!error) state->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(Errc::storage_failed);
  asio::co_spawn(state->acceptor.get_executor(), accept(state), [](const std::exception_ptr&) {});
  return std::unique_ptr<AdminServer>(new AdminServer(std::move(state)));
}

AdminServer::AdminServer(std::shared_ptr<State> state) : state_(std::move(state)) {}

AdminServer::~AdminServer() {
  (void)::unlink(state_->path.c_str());
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
}

}  // namespace stille::admin
