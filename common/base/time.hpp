// Points in time and where they come from. Cores take `now` as an argument; only shells own a Clock.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "common/base/result.hpp"

namespace stille {

/// UTC, milliseconds since 1970.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using std::chrono::milliseconds;
using std::chrono::seconds;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override;
};

/// RFC 3339 in UTC with milliseconds: 2026-11-23T09:41:07.120Z.
std::string to_rfc3339(TimePoint time);
/// "30s", "20m", "12h", "7d", "2w", "500ms"; bad_value otherwise.
Result<milliseconds> parse_duration(std::string_view text);

}  // namespace stille
