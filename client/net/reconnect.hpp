// When to try a relay again: exponential back-off with full jitter, so that a crowd spreads out.
// Knows no clock and no sockets.
#pragma once

#include "common/base/time.hpp"
#include "common/crypto/random.hpp"

namespace stille::net {

struct ReconnectTimes {
  milliseconds base = seconds{1};
  milliseconds cap = std::chrono::minutes{5};
  /// A connection that lasted so long was a good one: the back-off starts anew.
  milliseconds steady = seconds{30};
};

class Reconnect {
 public:
  explicit Reconnect(ReconnectTimes times = {}) : times_(times) {}

  void connected(TimePoint now) { since_ = now; }
  /// The relay has said GOAWAY: the next wait is at least this long (at most the cap).
  void told_to_wait(milliseconds time) { at_least_ = std::min(time, times_.cap); }
  /// An attempt has failed or a connection was lost: how long to wait now. Uniform between 0 and
  /// min(cap, base * 2^failures), after what the relay asked for.
  milliseconds after_loss(TimePoint now, crypto::Rng& rng);

 private:
  ReconnectTimes times_;
  std::uint32_t failures_ = 0;
  TimePoint since_{TimePoint::max()};
  milliseconds at_least_{0};
};

}  // namespace stille::net
