// Where a relay is and how to know it: stille://<fingerprint>@host[:port].
#pragma once

#include <string>

#include "common/protocol/ids.hpp"
#include "common/protocol/limits.hpp"

namespace stille::protocol {

/// `host` is a lower-case DNS name, an IPv4 address, or an IPv6 address without brackets; 1 to 253
/// characters.
struct RelayAddress {
  RelayFingerprint fingerprint;
  std::string host;
  std::uint16_t port = kDefaultPort;
  auto operator<=>(const RelayAddress&) const = default;
};

/// bad_encoding for anything else; without a port it is 7443.
Result<RelayAddress> parse_relay_address(std::string_view text);
/// The one text we write, always with the port.
std::string to_text(const RelayAddress& address);

/// The part after the scheme, shared with links: "<fingerprint>@host:port".
Result<RelayAddress> parse_authority(std::string_view text);
std::string to_authority(const RelayAddress& address);

}  // namespace stille::protocol
