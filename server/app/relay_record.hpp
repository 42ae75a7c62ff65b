// The relay's record: made of settings and keys, signed by the identity, kept in the relay's folder so that
// its sequence never goes back. Knows nothing of connections.
#pragma once

#include "common/net/tls_identity.hpp"
#include "common/protocol/relay_record.hpp"
#include "server/app/data_dir.hpp"

namespace stille::server {

/// The record with this content: the one in the folder if it says the same already, else a new one with the
/// next sequence, which is stored before it is returned. `content.sequence` is not looked at. Throws
/// Complaint when the folder cannot be read or written.
protocol::SignedRecord relay_record(const DataDir& data, const net::RelayIdentity& identity,
                                    protocol::RelayRecord content);

}  // namespace stille::server
