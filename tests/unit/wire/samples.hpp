// One valid value of everything that travels between a client and a relay, and raw protobuf fields by hand.
#pragma once

#include "common/protocol/reply.hpp"
#include "tests/support/mutator.hpp"

namespace stille::wire::samples {

crypto::SeededRng& rng();
Bytes random_bytes(std::size_t count);

/// Every command but Unsupported, at its smallest and largest.
std::vector<protocol::Command> commands();
/// Requests with each of the commands, and hellos.
std::vector<protocol::ClientMessage> client_messages();
std::vector<protocol::RelayMessage> relay_messages();

/// Protobuf by hand.
using stille::testing::varint;
/// A length-delimited field.
Bytes field(std::uint32_t number, ByteView body);
/// A varint field.
Bytes number_field(std::uint32_t number, std::uint64_t value);

}  // namespace stille::wire::samples
