// A host and its port, as addresses of relays and of proxies write them.
#pragma once

#include <optional>
#include <string>

#include "common/base/result.hpp"

namespace stille::protocol {

/// `host` is a lower-case DNS name, an IPv4 address, or an IPv6 address without brackets; 1 to 253
/// characters.
struct HostPort {
  std::string host;
  std::uint16_t port = 0;
  auto operator<=>(const HostPort&) const = default;
};

/// "host:port" or "[v6]:port"; without a port, `otherwise` if there is one. bad_encoding or bad_length for
/// anything else.
Result<HostPort> parse_host_port(std::string_view text, std::optional<std::uint16_t> otherwise = {});
/// Always with the port.
std::string to_text(const HostPort& place);

}  // namespace stille::protocol
