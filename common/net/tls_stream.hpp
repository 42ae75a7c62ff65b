// TLS over one non-blocking TCP socket, OpenSSL on the socket itself. An idle stream holds no buffers, and no
// TLS object at all before the handshake. Knows nothing of frames or of time: whoever waits sets a limit
// (with_timeout) or ends the wait with abort().
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "common/net/tls_context.hpp"

namespace stille::net {

namespace asio = boost::asio;

/// One thread. At most one read and one write wait at a time; both may wait together.
/// Errors of every operation: connection_closed after an orderly end by the peer (close_notify), unreachable
/// for a stream cut off without one or a network that fails, protocol_violation for TLS that breaks its
/// rules, cancelled after abort() or cancellation.
class TlsStream {
 public:
  /// Makes the socket non-blocking; throws when it cannot (a bug: not a socket).
  explicit TlsStream(asio::ip::tcp::socket socket);
  ~TlsStream();
  TlsStream(TlsStream&&) noexcept;
  TlsStream& operator=(TlsStream&&) = delete;

  /// Waits until the peer has sent something, or has gone.
  asio::awaitable<Result<void>> wait_readable();
  /// Also untrusted_peer (client: another relay than expected). Makes the TLS object. A client ends with a
  /// relay that does not choose "stille/1"; a relay asks speaks_stille().
  asio::awaitable<Result<void>> handshake(TlsContext context);
  /// Relay, after the handshake: false for a browser.
  [[nodiscard]] bool speaks_stille() const;
  /// Fills all of `into`, which outlives the operation.
  asio::awaitable<Result<void>> read(ByteSpan into);
  /// At least one byte; how many.
  asio::awaitable<Result<std::size_t>> read_some(ByteSpan into);
  /// All of `bytes`, which outlive the operation.
  asio::awaitable<Result<void>> write(ByteView bytes);
  /// Says close_notify and ends the sending side; the peer's last bytes can still be read.
  asio::awaitable<Result<void>> finish();
  /// Closes the socket now; whatever waits ends with cancelled. Safe to repeat.
  void abort() noexcept;

  /// EXPORTER-Channel-Binding (RFC 9266). After the handshake.
  [[nodiscard]] Result<protocol::ChannelBinding> channel_binding() const;
  /// When the relay's online certificate ends. Client, after the handshake.
  [[nodiscard]] TimePoint certificate_expires() const;
  [[nodiscard]] asio::ip::tcp::socket& socket() noexcept { return socket_; }

 private:
  enum class Step : std::uint8_t { done, want_read, want_write, failed };
  Step step_of(int result);
  asio::awaitable<Result<void>> wait_for(Step step);

  struct Tls;
  asio::ip::tcp::socket socket_;
  std::unique_ptr<Tls> tls_;
  Errc error_ = Errc::connection_closed;
};

}  // namespace stille::net
