// Whole messages over a TLS stream. Knows nothing of what they say.
#pragma once

#include "common/net/tls_stream.hpp"
#include "common/wire/frame.hpp"

namespace stille::net {

/// Errors: the stream's, and protocol_violation for a frame that breaks its form.
class FrameStream {
 public:
  explicit FrameStream(asio::ip::tcp::socket socket) : tls_(std::move(socket)) {}

  [[nodiscard]] TlsStream& tls() noexcept { return tls_; }
  asio::awaitable<Result<wire::FrameShape>> read_header();
  /// The message that the header announced. Memory grows with what has come in, not with what is announced.
  asio::awaitable<Result<Bytes>> read_body(wire::FrameShape shape);
  /// Header and body.
  asio::awaitable<Result<Bytes>> read();
  /// too_large or bad_length for a message that no frame holds.
  asio::awaitable<Result<void>> write(Bytes message);

 private:
  TlsStream tls_;
};

}  // namespace stille::net
