#include "client/rpc/socket_client.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "client/rpc/json_rpc.hpp"
#include "common/base/quick_thread.hpp"

namespace stille::rpc {
namespace {

using SteadyClock = std::chrono::steady_clock;

bool same_user(int socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

}  // namespace

Result<SocketClient> SocketClient::connect(const std::filesystem::path& path) {
  takes_its_time("a connection");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.native().size() >= sizeof address.sun_path) return fail(Errc::too_large);
  std::memcpy(address.sun_path, path.c_str(), path.native().size());
  SocketClient out(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (out.socket_ < 0) return fail(Errc::unreachable);
  const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
  if (::connect(out.socket_, generic, sizeof address) != 0) return fail(Errc::unreachable);
  if (!same_user(out.socket_)) return fail(Errc::untrusted_peer);
  return out;
}

int SocketClient::release() && noexcept {
  return std::exchange(socket_, -1);
}

SocketClient::SocketClient(SocketClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      last_id_(other.last_id_),
      buffer_(std::move(other.buffer_)) {}

SocketClient& SocketClient::operator=(SocketClient&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(last_id_, other.last_id_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

SocketClient::~SocketClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool SocketClient::send(std::string_view line) const {
  while (!line.empty()) {
    const auto written = ::send(socket_, line.data(), line.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    line.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

SocketClient::Line SocketClient::read_line(std::string& line, std::chrono::milliseconds patience,
                                           int stop_fd) {
  const auto deadline = SteadyClock::now() + patience;
  std::size_t searched = 0;
  for (;;) {
    const auto end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return Line::got;
    }
    searched = buffer_.size();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now());
    if (left.count() <= 0) return Line::late;
    std::array<pollfd, 2> watched{{{socket_, POLLIN, 0}, {stop_fd, POLLIN, 0}}};
    const auto step = std::min<std::int64_t>(left.count(), 3'600'000);
    if (::poll(watched.data(), watched.size(), static_cast<int>(step)) < 0 && errno != EINTR)
      return Line::ended;
    if (watched[1].revents != 0) return Line::stopped;
    if (watched[0].revents == 0) continue;
    std::array<char, 65536> chunk;  // NOLINT: written by recv before it is read
    const auto got = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Line::ended;
    buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  }
}

std::optional<Answer> SocketClient::call(std::string_view method, const Json& params,
                                         std::chrono::milliseconds patience, int stop_fd) {
  const Json id = ++last_id_;
  const auto line = request_line({.id = id, .method = std::string(method), .params = params});
  if (line.size() > kLongestLine) return Answer(fault(FaultCode::too_large));
  if (!send(line + '\n')) return std::nullopt;
  for (;;) {
    std::string text;
    switch (read_line(text, patience, stop_fd)) {
      case Line::ended:
        return std::nullopt;
      case Line::stopped:
        return Answer(fault(FaultCode::cancelled));
      case Line::late:
        return Answer(fault(FaultCode::busy));
      case Line::got:
        break;
    }
    auto incoming = parse_answer(text);
    if (incoming.has_error()) return Answer(incoming.error());
    if (incoming.value().id == id) return std::move(incoming.value().answer);
  }
}

}  // namespace stille::rpc
