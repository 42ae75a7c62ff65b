#include "server/admin/admin_client.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace stille::admin {
namespace {

using Steady = std::chrono::steady_clock;

/// The relay runs as the owner of its folder, whoever asks.
bool trusted(int socket, const std::filesystem::path& path) {
  ucred peer{};
  socklen_t size = sizeof peer;
  struct stat folder{};
  return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         ::stat(path.parent_path().c_str(), &folder) == 0 &&
         (peer.uid == ::geteuid() || peer.uid == folder.st_uid || peer.uid == 0);
}

bool send_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Appends what comes next; connection_closed at the end.
Result<void> receive(int socket, std::string& buffer, Steady::time_point until) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - Steady::now()).count();
    if (left <= 0) return fail(Errc::timed_out);
    pollfd watched{socket, POLLIN, 0};
    const auto ready = ::poll(&watched, 1, static_cast<int>(std::min<milliseconds::rep>(left, 60'000)));
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    std::array<char, 16'384> piece{};
    const auto got = ::recv(socket, piece.data(), piece.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return fail(Errc::connection_closed);
    buffer.append(piece.data(), static_cast<std::size_t>(got));
    return ok();
  }
}

}  // namespace

Result<AdminClient> AdminClient::connect(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.native().size() >= sizeof address.sun_path) return fail(Errc::too_large);
  std::memcpy(address.sun_path, path.c_str(), path.native().size());
  AdminClient out(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
  if (out.socket_ < 0) return fail(Errc::unreachable);
  if (::connect(out.socket_, generic, sizeof address) != 0)
    return fail(errno == EACCES || errno == EPERM ? Errc::refused : Errc::unreachable);
  if (!trusted(out.socket_, path)) return fail(Errc::untrusted_peer);
  return out;
}

AdminClient::AdminClient(AdminClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

AdminClient::~AdminClient() {
  if (socket_ >= 0) (void)::close(socket_);
}

Result<Answer> AdminClient::ask(const Request& request, milliseconds patience) {
  if (!send_all(socket_, to_line(request) + '\n')) return fail(Errc::connection_closed);
  const auto until = Steady::now() + patience;
  for (;;) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      const auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return parse_answer(line);
    }
    if (buffer_.size() > kLongestAnswer) return fail(Errc::too_large);
    STILLE_TRYV(receive(socket_, buffer_, until));
  }
}

Result<void> AdminClient::wait_for_end(milliseconds patience) {
  const auto until = Steady::now() + patience;
  for (;;) {
    std::string thrown_away;
    const auto more = receive(socket_, thrown_away, until);
    if (more) continue;
    if (more.error().code == Errc::connection_closed) return ok();
    return more;
  }
}

}  // namespace stille::admin
