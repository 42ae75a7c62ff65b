// What the attackers know of the relay that they attack, and what they have done to it so far.
// Knows no sockets.
#pragma once

#include <atomic>

#include "common/protocol/relay_address.hpp"

namespace stille::siege {

struct Quarry {
  protocol::RelayAddress relay;
  protocol::LinkId link;  // with a card: the largest answer that is had for the smallest question
  Bytes client_hello;     // the first flight of a TLS client
};

/// Counted by processes of their own, in memory that they share with the siege.
struct Tally {
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> failed = 0;     // not even connected
  std::atomic<std::uint64_t> commands = 0;   // with an answer
  std::atomic<std::uint64_t> mailboxes = 0;  // asked for
};

}  // namespace stille::siege
