#include "common/net/inherited_socket.hpp"

#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stille::net {
namespace {

constexpr int kFirst = 3;

std::string taken(const char* name) {
  const char* value = std::getenv(name);
  std::string out = value != nullptr ? value : "";
  ::unsetenv(name);
  return out;
}

bool listens_for(ListensFor kind, int socket) {
  const auto option = [&](int name) {
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
  };
  const int family = option(SO_DOMAIN);
  const bool fits = kind == ListensFor::local ? family == AF_UNIX : family == AF_INET || family == AF_INET6;
  return fits && option(SO_ACCEPTCONN) == 1 && option(SO_TYPE) == SOCK_STREAM;
}

}  // namespace

Result<std::optional<int>> inherited_socket(ListensFor kind) {
  const auto process = taken("LISTEN_PID");
  const auto count = taken("LISTEN_FDS");
  (void)taken("LISTEN_FDNAMES");
  if (process != std::to_string(::getpid()) || count.empty()) return std::optional<int>{};
  if (count != "1" || !listens_for(kind, kFirst)) return fail(Errc::bad_value);
  (void)::fcntl(kFirst, F_SETFD, FD_CLOEXEC);
  return std::optional<int>(kFirst);
}

}  // namespace stille::net
