// What the core knows of one connection: its keys and rates, what it reads, what is on its way to it.
#pragma once

#include <deque>
#include <set>

#include "server/relay/key_cache.hpp"
#include "server/relay/relay.hpp"
#include "server/relay/resumptions.hpp"
#include "server/relay/token_bucket.hpp"

namespace stille::relay {

struct Connection {
  Connection(Connected who, Source& shared, const Limits& limits, TimePoint now)
      : hello(std::move(who)),
        source(shared),
        keys(limits.keys_per_connection),
        commands(limits.commands, now),
        refusals(limits.refusals, now),
        creations(limits.creations, now),
        redemptions(limits.redemptions, now) {}

  Connected hello;
  Source& source;
  KeyCache keys;
  Resumptions resumptions;
  TokenBucket commands;
  TokenBucket refusals;
  TokenBucket creations;
  TokenBucket redemptions;
  std::uint64_t last_number = 0;
  bool authenticated = false;
  bool closing = false;
  std::size_t unwritten = 0;  // bytes of envelopes and chunks that the shell has not written yet
  std::set<store::ReaderId> subscriptions;
  std::set<store::ReaderId> wants_space;
  std::deque<store::ReaderId> turns;  // subscribed mailboxes that may have something to send, round robin
  std::deque<blob::JobId> wanted;     // chunks that it has asked for and that are not being read yet
  bool waits_for_others = false;      // for the bound that all connections share
};

/// A request that is being handled.
struct Call {
  Connection& connection;
  const protocol::Request& request;
  TimePoint now;
};

/// Who waits for a chunk on its way between socket and file.
struct ChunkWork {
  ConnectionId to = 0;
  std::uint64_t number = 0;  // of the request
  store::BlobReaderId blob;
  store::BlobFile file;
  std::uint32_t index = 0;
  std::size_t size = 0;
};

}  // namespace stille::relay
