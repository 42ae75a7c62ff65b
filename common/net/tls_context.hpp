// The settings of TLS: version 1.3 only, ALPN "stille/1", no tickets, no early data, the relay known by its
// fingerprint alone. Made once per relay address or once per relay; streams share it. Knows no sockets.
#pragma once

#include <memory>

#include "common/net/tls_identity.hpp"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace stille::net {

inline constexpr std::string_view kAlpn = "stille/1";

/// Copies share the settings. For one thread.
class TlsContext {
 public:
  /// damaged when OpenSSL refuses the certificate.
  static Result<TlsContext> for_relay(const OnlineCertificate& certificate);
  /// Connects only to the relay with this identity.
  static TlsContext for_client(const protocol::RelayFingerprint& expected);

  [[nodiscard]] ssl_ctx_st* native() const noexcept;
  [[nodiscard]] bool accepts() const noexcept;

 private:
  struct State;
  explicit TlsContext(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

}  // namespace stille::net
