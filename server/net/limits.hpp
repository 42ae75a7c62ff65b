// Every bound of the relay's sockets, by name, with its default. The configuration file sets them.
// Bounds of the core are in server/relay/limits.hpp, those of the wire in common/protocol/limits.hpp.
#pragma once

#include <chrono>
#include <cstddef>

namespace stille::server {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct NetLimits {
  // Connections that have not yet proved that they hold a mailbox key.
  std::size_t unauthenticated_per_address = 16;  // an IPv4 address or an IPv6 /64
  std::size_t unauthenticated = 1024;
  milliseconds unauthenticated_life = seconds{120};

  std::size_t connections = 50'000;

  // How long a peer may take.
  milliseconds first_byte = seconds{5};
  milliseconds handshake = seconds{10};
  milliseconds frame = seconds{30};        // a whole frame, once its length is there
  milliseconds write_stall = seconds{30};  // without any progress
  milliseconds idle = seconds{120};        // clients ping every 30 seconds

  // Back-pressure.
  std::size_t requests_in_flight = 64;                         // of one connection; then it is not read from
  std::size_t request_bytes_in_flight = std::size_t{2} << 20;  // the same in bytes: two large chunks
  std::size_t queued_bytes = std::size_t{32} << 20;            // of all requests waiting for the core
  std::size_t outbox_bytes = std::size_t{1} << 20;             // of one connection; then it is closed
  std::size_t unread_bytes = std::size_t{128} << 10;           // of one connection; then it is not read from
  std::size_t backlog_bytes = std::size_t{64} << 20;           // of all; then the slowest are closed
  std::size_t bad_requests = 16;                               // of one connection; then it is closed

  /// How long a shutdown waits for connections to take what is theirs.
  milliseconds drain = seconds{5};
};

}  // namespace stille::server
