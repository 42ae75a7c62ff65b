// What all connections from one address share: rates, under a number that says nothing about the address.
// Kept a while after the last of them has gone, so that coming back does not make them new.
#pragma once

#include <unordered_map>

#include "server/relay/token_bucket.hpp"

namespace stille::relay {

/// The shell's name for an IPv4 address or an IPv6 /64, under a salt that it changes every hour.
using SourceId = std::uint64_t;

struct Source {
  TokenBucket commands;
  TokenBucket refusals;
  std::size_t connections = 0;
};

class Sources {
 public:
  /// Stays where it is until leave() has been called as often.
  Source& join(SourceId id, const Limits& limits, TimePoint now);
  void leave(SourceId id);
  /// Those without connections whose rates have recovered.
  void forget_rested(TimePoint now);
  [[nodiscard]] std::size_t size() const noexcept { return sources_.size(); }

 private:
  std::unordered_map<SourceId, Source> sources_;
};

}  // namespace stille::relay
