// The bytes of a relay's record: one canonical encoding, which its signature covers.
#pragma once

#include "common/protocol/relay_record.hpp"

namespace stille::wire {

/// Sizes, names and numbers are as proto/relay.proto says; an error for anything else.
Result<protocol::RelayRecord> parse_relay_record(ByteView bytes);
Bytes write_relay_record(const protocol::RelayRecord& record);

}  // namespace stille::wire
