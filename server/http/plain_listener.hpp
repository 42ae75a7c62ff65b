// HTTP without TLS, for this machine alone: a port of the loopback, or a Unix socket. For monitors.
// Knows nothing of what is asked for.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <memory>

#include "common/base/result.hpp"
#include "server/http/message.hpp"

namespace stille::http {

/// What one connection may take, and how many there may be; more are closed at once.
struct PlainLimits {
  std::chrono::milliseconds turn = std::chrono::seconds{5};  // request and answer together
  std::size_t connections = 16;
};

/// One thread: the executor's.
class PlainListener {
 public:
  /// `where`: "127.0.0.1:9464", "[::1]:9464" (port 0: any), or the absolute path of a Unix socket; a socket
  /// left there by an earlier process is replaced, and its mode is 0660. unreachable, with the system's
  /// reason in `why`; invalid_argument for an address that is not this machine's own or no address at all.
  static Result<std::unique_ptr<PlainListener>> open(boost::asio::any_io_executor executor,
                                                     const std::string& where, Answer answer,
                                                     boost::system::error_code& why, PlainLimits limits = {});
  ~PlainListener();
  PlainListener(const PlainListener&) = delete;
  PlainListener& operator=(const PlainListener&) = delete;

  /// Accepts no more; removes its Unix socket. What is being answered goes on.
  void close();
  /// 0 for a Unix socket.
  [[nodiscard]] std::uint16_t port() const;

 private:
  struct State;
  explicit PlainListener(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace stille::http
