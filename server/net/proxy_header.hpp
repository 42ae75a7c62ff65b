// The PROXY protocol, version 2, as a balancer speaks it before the TLS of the client that it stands for.
// Read strictly; nothing is guessed. Knows no sockets. haproxy.org, proxy-protocol.txt, section 2.2.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

namespace stille::server {

/// The fixed part: signature, version and command, family, length of the rest.
using ProxyPrefix = std::array<std::uint8_t, 16>;
/// Of addresses and extensions together; balancers send far less.
inline constexpr std::size_t kLargestProxyRest = 1024;

struct ProxyShape {
  bool local = false;  // the balancer speaks for itself, as its health checks do
  bool v6 = false;
  std::size_t rest = 0;
};

/// protocol_violation for another signature, version, command or family (TCP over IPv4 or IPv6; a LOCAL
/// header may have any), or a length out of bounds.
Result<ProxyShape> read_proxy_prefix(const ProxyPrefix& bytes);
/// Whom the connection is made for; nobody for LOCAL. `rest` has the announced size. protocol_violation when
/// the extensions do not fill it exactly.
Result<std::optional<boost::asio::ip::address>> read_proxy_rest(const ProxyShape& shape, ByteView rest);

}  // namespace stille::server
