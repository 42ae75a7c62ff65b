// A rate bound in RAM: what may happen at once, and how fast it may go on.
#pragma once

#include <optional>

#include "common/base/time.hpp"
#include "server/relay/limits.hpp"

namespace stille::relay {

class TokenBucket {
 public:
  TokenBucket(Rate rate, TimePoint now) noexcept : rate_(rate), thousandths_(capacity()), filled_(now) {}

  /// Nothing when `cost` was taken; otherwise how long to wait for it. A cost above the burst counts as the
  /// burst.
  std::optional<milliseconds> take(std::uint64_t cost, TimePoint now) noexcept {
    refill(now);
    const auto wanted = std::min(cost * 1000, capacity());
    if (wanted <= thousandths_) {
      thousandths_ -= wanted;
      return std::nullopt;
    }
    if (rate_.per_second == 0) return kLongest;
    const auto missing = wanted - thousandths_;
    return milliseconds((missing + rate_.per_second - 1) / rate_.per_second);
  }
  [[nodiscard]] bool full(TimePoint now) noexcept {
    refill(now);
    return thousandths_ == capacity();
  }
  /// Whether at least one is left; how long to wait otherwise.
  std::optional<milliseconds> wait(TimePoint now) noexcept {
    const auto missing = take(1, now);
    if (!missing) thousandths_ += std::min<std::uint64_t>(1000, capacity());
    return missing;
  }

 private:
  static constexpr milliseconds kLongest{3'600'000};

  [[nodiscard]] std::uint64_t capacity() const noexcept { return std::uint64_t{rate_.burst} * 1000; }
  void refill(TimePoint now) noexcept {
    if (now < filled_) filled_ = now;  // the clock was set back
    const auto passed = std::min(now - filled_, kLongest);
    // per_second tokens in a second are per_second thousandths in a millisecond.
    thousandths_ =
        std::min(capacity(), thousandths_ + static_cast<std::uint64_t>(passed.count()) * rate_.per_second);
    filled_ = now;
  }

  Rate rate_;
  std::uint64_t thousandths_;
  TimePoint filled_;
};

}  // namespace stille::relay
