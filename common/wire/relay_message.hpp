// What a relay says: domain values to bytes and back, in the one canonical encoding. A client trusts a relay
// no further than a relay trusts a client, so sizes and lists are bounded here too.
#pragma once

#include "common/protocol/reply.hpp"

namespace stille::wire {

/// An error means that this is no relay of our version: close the connection.
Result<protocol::RelayMessage> parse_relay_message(ByteView message);
/// Waits longer than a u32 of milliseconds are cut to it, negative ones to 0.
Bytes write_relay_message(const protocol::RelayMessage& message);

}  // namespace stille::wire
