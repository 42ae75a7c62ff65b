// The attackers of one kind, in processes of their own: their sockets, their memory and their processor time
// are not those of the people whose waiting is measured. Knows no measurements.
#pragma once

#include <vector>

#include <sys/types.h>

#include "tests/tools/siege/attack.hpp"

namespace stille::siege {

class Camp {
 public:
  /// Begins at once. The quarry outlives it.
  Camp(const Quarry& quarry, const Attack& attack, std::size_t connections, std::uint64_t seed);
  /// Waits for the end.
  ~Camp();
  Camp(const Camp&) = delete;
  Camp& operator=(const Camp&) = delete;

  /// Kills the processes, and with them all their connections.
  void break_up();
  /// After break_up(): the system has closed everything that they had open.
  [[nodiscard]] bool has_gone();
  [[nodiscard]] const Tally& tally() const noexcept { return *tally_; }

 private:
  Tally* tally_;
  std::vector<pid_t> processes_;
};

}  // namespace stille::siege
