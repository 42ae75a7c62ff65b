// What is measured of a relay, by kind. Each adds its rows to the report and leaves the relay as it was, but
// for what it stored.
#pragma once

#include "tests/bench/relay/load.hpp"
#include "tests/bench/report.hpp"

namespace stille::bench {

/// What the machine itself can do, measured in the same run.
struct Floors {
  double sync_time = 0;         // microseconds of an fdatasync, the median
  double group_sync_rate = 0;   // envelopes/s when 32 of them share one write and fdatasync
  double handshake_cpu = 0;     // seconds that OpenSSL alone takes for the server's half of a handshake
  double connection_bytes = 0;  // memory of an idle connection in OpenSSL alone
};
Floors measure_floors(const std::string& folder, Report& report);

// speed.cpp
void latency(Load& load, const Floors& floors, Report& report);
void throughput(Load& load, const RelayProcess& relay, bool online, const Floors& floors, Report& report);
/// Latencies while so many envelopes a second are offered, whether the relay keeps up or not.
void offered(Load& load, double rate, const Floors& floors, Report& report);
/// A reader comes back to full mailboxes.
void drain(Load& load, Report& report);
void stored_memory(Load& load, const RelayProcess& relay, Report& report);

// connections.cpp
void handshakes(Load& load, const RelayProcess& relay, const Floors& floors, Report& report);
void idle(Load& load, const RelayProcess& relay, std::size_t count, const Floors& floors, Report& report);
void reconnect_storm(Load& load, const RelayProcess& relay, const Floors& floors, Report& report);

}  // namespace stille::bench
