// Asks the owner of a profile over its Unix socket. Synchronous: one call at a time, from one thread.
// Knows nothing of the methods.
#pragma once

#include <filesystem>
#include <optional>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

class SocketClient {
 public:
  /// unreachable when nobody listens there (a left-over socket included); untrusted_peer when the listener is
  /// another user's.
  static Result<SocketClient> connect(const std::filesystem::path& path);
  /// For whoever speaks lines on it by themselves; they close it.
  [[nodiscard]] int release() && noexcept;
  SocketClient(SocketClient&& other) noexcept;
  SocketClient& operator=(SocketClient&& other) noexcept;
  ~SocketClient();

  /// Empty when the owner ended before it answered: the call may or may not have been done. `cancelled` as
  /// soon as `stop_fd` becomes readable; `busy` when no answer comes within `patience`.
  std::optional<Answer> call(std::string_view method, const Json& params, std::chrono::milliseconds patience,
                             int stop_fd);

 private:
  explicit SocketClient(int socket) : socket_(socket) {}
  bool send(std::string_view line) const;
  enum class Line : std::uint8_t { got, ended, stopped, late };
  Line read_line(std::string& line, std::chrono::milliseconds patience, int stop_fd);

  int socket_ = -1;
  std::uint64_t last_id_ = 0;
  std::string buffer_;
};

}  // namespace stille::rpc
