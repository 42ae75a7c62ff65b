// A relay's settings and keys, as its folder holds them.
#pragma once

#include "common/net/tls_identity.hpp"
#include "common/protocol/relay_address.hpp"
#include "server/app/config.hpp"
#include "server/app/data_dir.hpp"

namespace stille::server {

/// All throw Complaint: usage for the settings, damaged for the keys.
Config load_config(const DataDir& data, const std::vector<Override>& overrides = {});
/// Which life of the store this is: 1, and larger after each restoring of a backup. PROTOCOL.md 14.4.
std::uint64_t load_epoch(const DataDir& data);
void store_epoch(const DataDir& data, std::uint64_t epoch);
net::RelayIdentity load_identity(const DataDir& data);
/// The one in the folder, or a fresh one, which is stored, when that is missing, damaged or about to end.
net::OnlineCertificate load_online(const DataDir& data, const net::RelayIdentity& identity, TimePoint now,
                                   crypto::Rng& rng);
/// What people connect to. `port` is the real one; a port in [relay] host takes its place.
protocol::RelayAddress address_of(const Config& config, const net::RelayIdentity& identity,
                                  std::uint16_t port);

}  // namespace stille::server
