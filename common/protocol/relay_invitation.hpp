// The text by which a relay takes somebody in: its address, and the code of an invitation to it if it needs
// one: stille://<fingerprint>@host[:port][/r#<22 characters>]. PROTOCOL.md section 13.
#pragma once

#include <optional>

#include "common/protocol/relay_address.hpp"

namespace stille::protocol {

/// Whoever knows it may redeem it; the relay keeps only its hash.
using RelayCode = Fixed<struct RelayCodeTag, 16>;

struct RelayInvitation {
  RelayAddress relay;
  std::optional<RelayCode> code;
};

/// An address with or without a code. Surrounding white space is ignored; bad_encoding for anything else.
Result<RelayInvitation> parse_relay_invitation(std::string_view text);
std::string to_text(const RelayInvitation& invitation);

}  // namespace stille::protocol
