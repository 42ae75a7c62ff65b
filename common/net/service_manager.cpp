#include "common/net/service_manager.hpp"

#include <charconv>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace stille::net {

void notify_service_manager(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto size = path == nullptr ? 0 : std::strlen(path);
  if (size < 2 || size >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, path, size);
  // Abstract names are written with @ for their first, zero byte.
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
  (void)::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                 static_cast<const sockaddr*>(static_cast<const void*>(&address)), length);
  (void)::close(socket);
}

milliseconds watchdog_interval() {
  const char* text = std::getenv("WATCHDOG_USEC");
  std::int64_t micros = 0;
  if (text == nullptr) return milliseconds{0};
  const auto* end = text + std::strlen(text);
  if (std::from_chars(text, end, micros).ptr != end || micros < 0) return milliseconds{0};
  return milliseconds{micros / 1000};
}

}  // namespace stille::net
