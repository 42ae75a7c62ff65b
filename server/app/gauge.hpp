// What a relay measures of itself: one reading of everything, and readings of the last minute.
// Knows neither where they come from nor how they are shown.
#pragma once

#include <deque>

#include "common/base/time.hpp"
#include "server/net/commit_times.hpp"
#include "server/relay/figures.hpp"
#include "server/store/records.hpp"

namespace stille::server {

struct Reading {
  std::chrono::steady_clock::time_point at;
  relay::Figures core;
  CommitTimes commits;
  std::optional<store::Totals> totals;  // none until everything has been counted once
  std::size_t connections = 0;
  std::size_t unauthenticated = 0;
  std::uint64_t accepted = 0;
  std::uint64_t turned_away = 0;
};

/// What has happened between two readings that are about a minute apart.
struct LastMinute {
  double seconds = 0;
  std::uint64_t requests = 0, stored = 0, delivered = 0, denied = 0, slowed = 0, accepted = 0,
                turned_away = 0;
};

class Gauge {
 public:
  /// Keeps the readings of a little more than a minute.
  void add(const Reading& reading);
  /// The newest reading; none at first.
  [[nodiscard]] std::optional<Reading> newest() const {
    return readings_.empty() ? std::nullopt : std::optional(readings_.back());
  }
  [[nodiscard]] LastMinute last_minute(const Reading& now) const;

 private:
  std::deque<Reading> readings_;
};

}  // namespace stille::server
