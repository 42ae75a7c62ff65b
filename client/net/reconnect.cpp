#include "client/net/reconnect.hpp"

#include <utility>

namespace stille::net {

milliseconds Reconnect::after_loss(TimePoint now, crypto::Rng& rng) {
  const auto since = std::exchange(since_, TimePoint::max());
  if (since <= now && now - since >= times_.steady) failures_ = 0;
  auto most = times_.base;
  for (std::uint32_t i = 0; i < failures_ && most < times_.cap; ++i) most *= 2;
  ++failures_;
  const auto range = static_cast<std::uint64_t>(std::min(most, times_.cap).count());
  const milliseconds jitter{static_cast<std::int64_t>(rng.below(range + 1))};
  return std::exchange(at_least_, milliseconds{0}) + jitter;
}

}  // namespace stille::net
