// The attacks: what each of them does with a connection, and with how many at a time.
// Knows no processes and no measurements.
#pragma once

#include <span>

#include "common/base/time.hpp"
#include "tests/tools/siege/stranger.hpp"

namespace stille::siege {

/// What all lanes of a process share; one thread.
struct Field {
  const Quarry& quarry;
  Tally& tally;
  crypto::Rng& rng;
  net::TlsContext tls;
};

/// Holds the connection until the relay has ended it, or until the attack has done with it.
using Act = asio::awaitable<Result<void>> (*)(Field& field, asio::ip::tcp::socket socket);

struct Attack {
  const char* name;
  Act act;
  std::size_t divisor;  // of the number of attackers: connections at a time; 0: `lanes`
  std::size_t lanes;
  milliseconds redial;  // after the relay has ended one
  bool deaf;
};

std::span<const Attack> attacks();
/// No attack: has a mailbox and stays. For what must not be there when all have gone.
const Attack& straggling();
std::size_t connections_of(const Attack& attack, std::size_t attackers);
/// For ever: dials, acts, and again; each time from the next address.
asio::awaitable<void> lane(Field& field, const Attack& attack, std::uint32_t& next_address);

/// What a TLS client says first, had from our own by listening to it.
Bytes first_flight(const protocol::RelayFingerprint& relay);

}  // namespace stille::siege
