// Where a client's proxy is and what it speaks: socks5://[user@]host:port or http://[user@]host:port. A
// password is no part of it.
#pragma once

#include "common/protocol/host_port.hpp"

namespace stille::protocol {

enum class ProxyKind : std::uint8_t { socks5, http };

/// What RFC 1929 has room for.
inline constexpr std::size_t kLongestProxyUser = 255;
inline constexpr std::size_t kLongestProxyPassword = 255;

struct ProxyAddress {
  ProxyKind kind = ProxyKind::socks5;
  HostPort place;
  std::string user;  // empty: none. Visible ASCII without : @ and /
  auto operator<=>(const ProxyAddress&) const = default;
};

/// Also host:port alone and socks5h://, which mean SOCKS5. bad_encoding or bad_length for anything else, a
/// password in the text included.
Result<ProxyAddress> parse_proxy_address(std::string_view text);
/// The one text we write.
std::string to_text(const ProxyAddress& proxy);

}  // namespace stille::protocol
