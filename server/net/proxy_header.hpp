// The PROXY protocol as a balancer speaks it before the TLS of the client that it stands for: version 2, and
// the line of version 1, as nginx has no other. Read strictly; nothing is guessed. Knows no sockets.
// haproxy.org, proxy-protocol.txt, sections 2.1 and 2.2.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"

namespace stille::server {

/// What a line of version 1 begins with; version 2 begins otherwise.
inline constexpr std::array<std::uint8_t, 6> kProxyLineStart{'P', 'R', 'O', 'X', 'Y', ' '};
/// Of a whole line, with its start and its end.
inline constexpr std::size_t kLongestProxyLine = 107;
/// `rest` is what follows the start, up to and with the line feed. Whom the connection is made for; nobody
/// for UNKNOWN. protocol_violation for anything else.
Result<std::optional<boost::asio::ip::address>> read_proxy_line(std::string_view rest);

/// The fixed part of version 2: signature, version and command, family, length of the rest.
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
