// The way to relays that the profile has chosen, for each connection: straight, or through its proxy.
// Knows nothing of what is said there.
#pragma once

#include <string>

#include "client/core/engine.hpp"
#include "client/rpc/fault.hpp"
#include "common/net/dial.hpp"

namespace stille::rpc {

/// What the proxy hears in place of a name; connections that shall not be seen together have different ones.
std::string fresh_alias(crypto::Rng& rng);
/// Errors of the store: without the setting there is no way at all.
Result<net::Way> way_to_relays(const client::Engine& engine, const std::string& alias);
/// Why a connection could not be made. Nothing but a proxy refuses one or is missing.
Fault fault_of_connecting(const Error& error);

}  // namespace stille::rpc
