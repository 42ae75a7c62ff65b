// Asks a running relay over its administration socket. Synchronous. Knows none of the commands.
#pragma once

#include <filesystem>

#include "common/base/time.hpp"
#include "server/admin/message.hpp"

namespace stille::admin {

class AdminClient {
 public:
  /// unreachable when nobody listens there, refused when this user may not, untrusted_peer when the listener
  /// is neither this user nor the folder's owner, too_large for a path longer than a socket address.
  static Result<AdminClient> connect(const std::filesystem::path& path);
  AdminClient(AdminClient&& other) noexcept;
  AdminClient& operator=(AdminClient&&) = delete;
  ~AdminClient();

  /// connection_closed when the relay ended first; timed_out.
  Result<Answer> ask(const Request& request, milliseconds patience);
  /// Until the relay has closed the connection; timed_out.
  Result<void> wait_for_end(milliseconds patience);

 private:
  explicit AdminClient(int socket) noexcept : socket_(socket) {}
  int socket_;
  std::string buffer_;
};

}  // namespace stille::admin
