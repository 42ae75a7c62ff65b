#include "server/app/inherited.hpp"

#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/app/complaint.hpp"

namespace stille::server {
namespace {

constexpr int kFirst = 3;

std::string taken(const char* name) {
  const char* value = std::getenv(name);
  std::string out = value != nullptr ? value : "";
  ::unsetenv(name);
  return out;
}

bool listens_for_tcp(int socket) {
  const auto option = [&](int name) {
    int value = 0;
    socklen_t size = sizeof value;
    return ::getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
  };
  const int family = option(SO_DOMAIN);
  return option(SO_ACCEPTCONN) == 1 && option(SO_TYPE) == SOCK_STREAM &&
         (family == AF_INET || family == AF_INET6);
}

}  // namespace

std::optional<int> inherited_socket() {
  const auto process = taken("LISTEN_PID");
  const auto count = taken("LISTEN_FDS");
  (void)taken("LISTEN_FDNAMES");
  if (process != std::to_string(::getpid()) || count.empty()) return std::nullopt;
  if (count != "1" || !listens_for_tcp(kFirst))
    throw Complaint(Exit::usage,
                    "the service manager hands over something else than one listening TCP socket.",
                    "Keep one ListenStream= in stille-relay.socket.");
  (void)::fcntl(kFirst, F_SETFD, FD_CLOEXEC);
  return kFirst;
}

}  // namespace stille::server
