// A relay's figures for a monitor, in OpenMetrics text. Counts are rounded down, to tens for what is there
// now and to hundreds for what has happened, so that a relay of few people does not tell when they talk.
#pragma once

#include <optional>
#include <string>

#include "server/app/gauge.hpp"

namespace stille::server {

/// What is not of the reading itself.
struct Surroundings {
  std::string version;
  seconds uptime{0};
  seconds certificate_left{0};
  std::optional<seconds> backup_age;
  std::uint64_t disk_free = 0;
  std::uint64_t disk_total = 0;
};

inline constexpr std::size_t kMostSeries = 100;

/// At most kMostSeries series.
std::string metrics_text(const Reading& reading, const Surroundings& around);

}  // namespace stille::server
