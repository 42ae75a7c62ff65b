#include "client/rpc/socket_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <list>
#include <unordered_set>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/rpc/json_rpc.hpp"

namespace stille::rpc {
namespace asio = boost::asio;
namespace {

using Local = asio::local::stream_protocol;
constexpr std::size_t kMostAnswersWaiting = 256;
constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

bool same_user(Local::socket& socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         peer.uid == ::geteuid();
}

class Connection;

}  // namespace

struct SocketServer::Shared {
  Shared(asio::io_context& context, std::filesystem::path where, Dispatch what)
      : io(context), path(std::move(where)), dispatch(std::move(what)), acceptor(context) {}
  asio::io_context& io;
  std::filesystem::path path;
  Dispatch dispatch;
  Local::acceptor acceptor;
  std::unordered_set<Connection*> connections;
  std::size_t under_way = 0;
  bool door_open = true;
};

namespace {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Home = std::shared_ptr<SocketServer::Shared>;

  Connection(Local::socket socket, Home home, asio::io_context& io)
      : socket_(std::move(socket)), home_(std::move(home)), has_output_(io) {
    has_output_.expires_at(asio::steady_timer::time_point::max());
  }

  static asio::awaitable<void> read(std::shared_ptr<Connection> self) {
    std::string buffer;
    while (!self->ended_) {
      const auto [error, size] = co_await asio::async_read_until(
          self->socket_, asio::dynamic_buffer(buffer, kLongestLine + 1), '\n', kTuple);
      if (error) {
        if (error == asio::error::not_found) self->refuse_long_line();
        break;
      }
      self->take(std::string_view(buffer).substr(0, size - 1));
      buffer.erase(0, size);
    }
    self->end();
  }

  static asio::awaitable<void> write(std::shared_ptr<Connection> self) {
    while (!self->ended_ || !self->output_.empty()) {
      if (self->output_.empty()) {
        co_await self->has_output_.async_wait(kTuple);
        continue;
      }
      const std::string line = std::move(self->output_.front());
      self->output_.pop_front();
      const auto [error, size] = co_await asio::async_write(self->socket_, asio::buffer(line), kTuple);
      if (error) break;
    }
    self->end();
    boost::system::error_code ignored;
    self->socket_.close(ignored);
  }

  void end() {
    if (ended_) return;
    ended_ = true;
    for (auto& signal : calls_) signal.emit(asio::cancellation_type::terminal);
    has_output_.cancel();
    boost::system::error_code ignored;
    socket_.shutdown(Local::socket::shutdown_receive, ignored);
  }

  void cut() {
    output_.clear();
    end();
    boost::system::error_code ignored;
    socket_.close(ignored);
  }

 private:
  using Calls = std::list<asio::cancellation_signal>;

  void take(std::string_view line) {
    auto parsed = parse_request(line);
    if (auto* refusal = std::get_if<std::string>(&parsed)) return push(std::move(*refusal));
    auto& request = std::get<Request>(parsed);
    if (calls_.size() >= kMostRequestsUnderWay && !request.wants_answer) return;
    if (calls_.size() >= kMostRequestsUnderWay) {
      return push(answer_line(request.id, fault(FaultCode::busy, "Too many requests at once.")));
    }
    const auto call = calls_.emplace(calls_.end());
    ++home_->under_way;
    asio::co_spawn(home_->io, serve(shared_from_this(), std::move(request)),
                   asio::bind_cancellation_slot(call->slot(),
                                                [self = shared_from_this(), call](const std::exception_ptr&) {
                                                  --self->home_->under_way;
                                                  self->calls_.erase(call);
                                                }));
  }

  // A call that ends by an exception was cancelled, or met a bug; its caller then hears nothing or
  // `internal`.
  static asio::awaitable<void> serve(std::shared_ptr<Connection> self, Request request) {
    std::string line;
    try {
      const auto answer =
          co_await self->home_->dispatch(std::move(request.method), std::move(request.params));
      line = answer_line(request.id, answer);
    } catch (const std::exception&) {
      line = answer_line(request.id, fault(FaultCode::internal));
    }
    if (request.wants_answer) self->push(std::move(line));
  }

  void refuse_long_line() {
    push(answer_line(nullptr, fault(FaultCode::too_large, "This line is longer than a request may be.")));
  }

  void push(std::string line) {
    if (ended_) return;
    if (output_.size() >= kMostAnswersWaiting) return cut();  // it asks and asks, and never reads
    line.push_back('\n');
    output_.push_back(std::move(line));
    has_output_.cancel();
  }

  Local::socket socket_;
  Home home_;
  asio::steady_timer has_output_;
  std::deque<std::string> output_;
  Calls calls_;
  bool ended_ = false;
};

asio::awaitable<void> converse(Connection::Home home, std::shared_ptr<Connection> connection) {
  asio::co_spawn(home->io, Connection::write(connection), [](const std::exception_ptr&) {});
  co_await Connection::read(std::move(connection));
}

asio::awaitable<void> accept(Connection::Home home) {
  while (home->door_open) {
    auto [error, socket] = co_await home->acceptor.async_accept(kTuple);
    if (!home->door_open || error == asio::error::operation_aborted) co_return;
    if (error) {  // out of descriptors, most likely: not in a busy loop
      asio::steady_timer pause(home->io, std::chrono::milliseconds(50));
      co_await pause.async_wait(kTuple);
      continue;
    }
    if (home->connections.size() >= kMostConnections || !same_user(socket)) continue;
    auto connection = std::make_shared<Connection>(std::move(socket), home, home->io);
    auto* const key = connection.get();
    home->connections.insert(key);
    asio::co_spawn(home->io, converse(home, std::move(connection)),
                   [home, key](const std::exception_ptr&) { home->connections.erase(key); });
  }
}

}  // namespace

Result<std::unique_ptr<SocketServer>> SocketServer::start(asio::io_context& io,
                                                          const std::filesystem::path& path,
                                                          Dispatch dispatch) {
  auto shared = std::make_shared<Shared>(io, path, std::move(dispatch));
  ::unlink(path.c_str());
  boost::system::error_code error;
  shared->acceptor.open(Local(), error);
  if (!error) shared->acceptor.bind(Local::endpoint(path.native()), error);
  // The folder keeps others out already; the mode says the same of the socket itself.
  if (!error) ::chmod(path.c_str(), 0600);
  if (!error) shared->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return fail(Errc::storage_failed);
  asio::co_spawn(io, accept(shared), [](const std::exception_ptr&) {});
  return std::unique_ptr<SocketServer>(new SocketServer(std::move(shared)));
}

Result<std::unique_ptr<SocketServer>> SocketServer::adopt(asio::io_context& io, int listening,
                                                          Dispatch dispatch) {
  auto shared = std::make_shared<Shared>(io, std::filesystem::path(), std::move(dispatch));
  boost::system::error_code error;
  shared->acceptor.assign(Local(), listening, error);
  if (error) {
    (void)::close(listening);
    return fail(Errc::storage_failed);
  }
  asio::co_spawn(io, accept(shared), [](const std::exception_ptr&) {});
  return std::unique_ptr<SocketServer>(new SocketServer(std::move(shared)));
}

SocketServer::SocketServer(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}

SocketServer::~SocketServer() {
  close_door();
  const auto connections = shared_->connections;
  for (auto* connection : connections) connection->cut();
}

void SocketServer::close_door() {
  if (!shared_->door_open) return;
  shared_->door_open = false;
  if (!shared_->path.empty()) ::unlink(shared_->path.c_str());
  boost::system::error_code ignored;
  shared_->acceptor.close(ignored);
}

std::size_t SocketServer::under_way() const noexcept {
  return shared_->under_way;
}

}  // namespace stille::rpc
