// The time by which blobs expire. It is the system's clock as long as that goes on as time does; where the
// system's clock is set back, this one goes on from where it was, so that nothing lives longer for it.
#pragma once

#include "server/store/records.hpp"

namespace stille::relay {

class BlobClock {
 public:
  [[nodiscard]] bool restored() const noexcept { return restored_; }
  /// As it was kept; `now` may be before the moment at which that was.
  void restore(const store::BlobTime& kept, TimePoint now) {
    time_ = kept_ = kept;
    restored_ = true;
    advance(now, milliseconds{0});
  }
  /// `passed` is the time since the last call by a clock that nobody sets.
  void advance(TimePoint now, milliseconds passed) {
    const auto behind = time_.seen + passed - now;
    if (behind > kSlack) time_.lead += behind;
    time_.seen = now;
  }

  [[nodiscard]] TimePoint at(TimePoint now) const { return now + time_.lead; }
  /// The same moment by the system's clock.
  [[nodiscard]] TimePoint shown(TimePoint expires) const { return expires - time_.lead; }
  /// What to write down now, if it is time for that.
  std::optional<store::BlobTime> to_keep(milliseconds every) {
    if (time_.lead == kept_.lead && time_.seen - kept_.seen < every) return std::nullopt;
    return kept_ = time_;
  }

 private:
  // Two clocks are never read at the same instant.
  static constexpr milliseconds kSlack{1000};

  store::BlobTime time_;
  store::BlobTime kept_;
  bool restored_ = false;
};

}  // namespace stille::relay
