// A TCP connection to a host, straight or through a proxy and then through nothing else. Knows nothing of
// what is said on it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "common/base/time.hpp"
#include "common/net/proxy_dialogue.hpp"

namespace stille::net {

namespace asio = boost::asio;

struct Proxy {
  protocol::ProxyAddress address;
  /// For a proxy with a user, what it knows; for SOCKS5 without one, a name that keeps streams apart.
  std::optional<ProxyLogin> login;
};

/// No proxy: straight to the host. With one, an error of the proxy is an error; there is no second way.
using Way = std::optional<Proxy>;

/// For one address of a name, so that one that swallows everything leaves time for the others.
inline constexpr milliseconds kPerAddress = seconds{5};

/// Errors: unreachable; not_found when nothing answers at the proxy; refused when it wants another login,
/// forbids the way or breaks its protocol. Without a proxy a name under .onion is unreachable and is not
/// looked up (RFC 7686); an address in figures is never looked up. No limit of time.
asio::awaitable<Result<asio::ip::tcp::socket>> dial(protocol::HostPort target, Way way);

}  // namespace stille::net
