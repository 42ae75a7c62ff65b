// HTTP/1.1 for one turn, without sockets: bytes of a request in, bytes of the answer out, then the connection
// ends. GET and HEAD only. Knows nothing of what is asked for. RFC 9110, RFC 9112.
#pragma once

#include <memory>
#include <optional>

#include "common/base/bytes.hpp"
#include "server/http/message.hpp"

namespace stille::http {

/// A longer request line with its headers is answered with 431.
inline constexpr std::size_t kLargestRequest = 8192;

class Turn {
 public:
  /// `answer` outlives it.
  explicit Turn(const Answer& answer);
  ~Turn();
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// The next bytes from the peer. Nothing while the request is not complete; then, once, all that has to be
  /// sent. Refusals answer themselves: 400, 405, 413 (a body), 431.
  [[nodiscard]] std::optional<Bytes> take(ByteView bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stille::http
