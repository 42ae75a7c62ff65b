// Every bound of the relay's core, by name, with its default. The configuration file sets them.
// Bounds of the wire are in common/protocol/limits.hpp; those of sockets and handshakes in server/net.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "common/protocol/limits.hpp"
#include "common/protocol/relay_record.hpp"

namespace stille::relay {

using std::chrono::milliseconds;

/// A bucket that holds `burst` and gains `per_second`.
struct Rate {
  std::uint32_t per_second = 0;
  std::uint32_t burst = 0;
};

struct Limits {
  /// Anyone may create mailboxes.
  bool open = false;

  // A mailbox of class standard; it keeps what it was made with.
  std::uint64_t envelopes_per_mailbox = 4096;
  std::uint64_t bytes_per_mailbox = std::uint64_t{16} << 20;
  std::uint64_t blob_bytes_per_mailbox = std::uint64_t{1} << 30;
  /// Further classes, by name.
  std::map<std::string, protocol::Budget> classes{};

  // Any mailbox.
  std::size_t hellos_waiting = protocol::kMostHellosWaiting;
  std::uint32_t claims_counted = 1000;
  std::size_t writers_waiting_for_space = 16;

  // Blobs.
  std::uint64_t largest_blob = std::uint64_t{1} << 30;
  milliseconds blob_life = protocol::kLongestBlobLife;
  std::size_t chunks_wanted = 64;                          // of one connection, waiting to be read
  std::size_t chunk_bytes_in = std::size_t{32} << 20;      // on their way to the disk, of all connections
  std::size_t chunk_bytes_out = std::size_t{64} << 20;     // envelopes and chunks on their way to everybody
  milliseconds sweep_every = std::chrono::hours{1};        // for files without rows and rows without files
  milliseconds blob_time_every = std::chrono::minutes{2};  // how often the blobs' clock is written down

  // From how full a disk on.
  std::uint32_t disk_warn_percent = 80;
  std::uint32_t disk_creations_percent = 90;  // CREATE and BLOB_CREATE are refused
  std::uint32_t disk_writes_percent = 95;     // SEND and BLOB_PUT as well

  // How long things are kept.
  milliseconds envelope_life = std::chrono::hours{24 * 30};  // marks of accepted envelope ids as well
  milliseconds link_tombstone_life = std::chrono::hours{24 * 7};

  // A connection. A command costs one, SUBSCRIBE one per entry, TICKET and RESUME one for every four
  // mailboxes.
  Rate commands{4000, 8000};
  Rate refusals{10, 512};  // DENIED costs one; an empty bucket answers SLOW_DOWN to everything
  Rate creations{1, 256};
  Rate redemptions{1, 4};
  // All connections from one IPv4 address or IPv6 /64. Who has proved a mailbox key is not held back by the
  // refusals of others.
  Rate address_commands{8000, 160'000};
  Rate address_refusals{20, 1024};
  std::size_t subscriptions_per_connection = 4096;
  std::size_t resumptions_per_connection = 16;
  std::size_t keys_per_connection = 256;  // cached; more are computed again when needed
  std::size_t outbound_bytes = 65536;     // of DELIVERs handed to the shell and not yet written

  // The core as a whole.
  std::size_t invites = 10'000;  // known at a time, used up and revoked ones included
  std::size_t cached_mailboxes = 16384;
  std::size_t cached_blobs = 4096;
  std::size_t sources = 65'536;        // addresses whose rates are remembered after they have gone
  std::uint64_t sequence_block = 256;  // numbers reserved by one durable write

  // Group commit.
  milliseconds group_delay{2};
  std::size_t group_envelopes = 32;
  std::size_t group_writes = 1024;
  milliseconds lazy_delay{1000};  // for writes that nobody waits for

  // Expiry and housekeeping, per tick.
  std::size_t expire_piece = 256;

  // What refusals suggest.
  milliseconds retry_full{60'000};
  milliseconds retry_unavailable{5'000};
  milliseconds retry_chunk{250};
  milliseconds retry_go_away{1'000};          // and up to
  milliseconds retry_go_away_spread{10'000};  // more, at random
  milliseconds pause_when_disk_is_full{10'000};
};

}  // namespace stille::relay
