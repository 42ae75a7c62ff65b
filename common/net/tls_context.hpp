// The settings of TLS: version 1.3 only, no tickets, no early data; between client and relay ALPN "stille/1"
// and the relay known by its fingerprint alone. A relay also takes "http/1.1" and peers without ALPN:
// browsers. Made once per relay address or once per relay; streams share it. Knows no sockets.
#pragma once

#include <memory>

#include "common/net/tls_identity.hpp"

struct ssl_ctx_st;  // OpenSSL's SSL_CTX

namespace stille::net {

inline constexpr std::string_view kAlpn = "stille/1";
inline constexpr std::string_view kAlpnHttp = "http/1.1";

/// Copies share the settings. For one thread.
class TlsContext {
 public:
  /// damaged when OpenSSL refuses the certificate. For browsers, which know no Ed25519, it makes a second
  /// certificate with a fresh P-256 key that nobody needs to trust; clients never accept that one.
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
