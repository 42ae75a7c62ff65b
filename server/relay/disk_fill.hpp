// How full the disk is: the last reading, and what has been accepted since. Knows no limits' names.
#pragma once

#include "server/blob/job.hpp"

namespace stille::relay {

/// From where on things are refused.
enum class DiskLevel : std::uint8_t { fine, warned, no_creations, no_writes };

class DiskFill {
 public:
  void measured(const blob::DiskRoom& room) {
    room_ = room;
    accepted_ = 0;
  }
  void accepted(std::uint64_t bytes) { accepted_ += bytes; }
  /// Nothing is known before the first reading: not full.
  [[nodiscard]] bool reaches(std::uint32_t percent) const {
    const auto all = room_.used + room_.available;
    return all > 0 && room_.used + accepted_ >= all / 100 * percent;
  }

 private:
  blob::DiskRoom room_;
  std::uint64_t accepted_ = 0;
};

}  // namespace stille::relay
