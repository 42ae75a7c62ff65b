// One siege: phases of peace and of attacks, what was measured in each, and what of it breaks the promises.
// Knows no arguments of a command line.
#pragma once

#include <optional>

#include "tests/bench/relay/relay_process.hpp"
#include "tests/bench/report.hpp"
#include "tests/tools/siege/camp.hpp"
#include "tests/tools/siege/counts.hpp"
#include "tests/tools/siege/people.hpp"

namespace stille::siege {

struct Plan {
  std::size_t attackers = 5000;  // silent ones, and as many that drip; a fifth as many of the other kinds
  double phase_seconds = 2;
  std::uint64_t seed = 1;
  double most_delivery = 0;     // milliseconds, p99; as much for half of the newcomers to get in
  double most_memory = 0;       // bytes beyond those in peace
  std::size_t most_places = 0;  // connections beyond those in peace
  /// Bytes beyond those in peace, once everything is over: the store's page cache may have filled (32 MiB),
  /// what is freed is kept until it is worth giving back (16 MiB), and keys of mailboxes are remembered.
  double most_memory_kept = 80 << 20;
  /// All attacks go on until too many places are taken, however slow the machine.
  bool until_broken = false;
  /// Some stay when all others have gone, and nobody says what mailboxes they have asked for.
  bool stragglers = false;
};

struct Phase {
  std::string name;
  Seen seen;
  double seconds = 0;
  double memory = 0;       // resident bytes, the most of the phase
  std::size_t places = 0;  // descriptors of the relay, the most of the phase
  double cores = 0;        // processor time of the relay
  int looks = 1;
  std::uint64_t connections = 0;
  std::uint64_t failed = 0;
  std::uint64_t commands = 0;
  std::uint64_t mailboxes = 0;
};

class Siege {
 public:
  Siege(const Plan& plan, const bench::RelayProcess& relay) : plan_(plan), relay_(relay) {}

  /// All phases, or peace and all attacks at once only. False: the relay does not even serve in peace.
  [[nodiscard]] bool run(bool each_alone);
  /// One line for each promise that was broken.
  [[nodiscard]] std::vector<std::string> findings() const;
  /// The part of them that the relay's own count shows when all attackers have gone.
  [[nodiscard]] std::vector<std::string> left_over() const;
  void describe(bench::Report& report) const;

 private:
  [[nodiscard]] bool prepare();
  using Attacks = std::vector<const Attack*>;
  /// A machine that others use as well stalls now and then, so whoever had to wait too long is looked at
  /// again: what counts is what happens every time.
  void phase(const std::string& name, const Attacks& attacks, double seconds);
  [[nodiscard]] Phase look(const std::string& name, const Attacks& attacks, double seconds);
  void watch(Phase& phase);
  /// Freed memory goes back to the system within seconds, and the last sockets are closed; which is looked
  /// at until then.
  void watch_fall();
  /// People live on meanwhile.
  [[nodiscard]] Counts count();
  /// What people and attackers may have made since peace.
  [[nodiscard]] std::size_t mailboxes_asked_for() const;
  [[nodiscard]] bool is_late(Phase phase) const;
  [[nodiscard]] double memory_in_peace() const { return phases_.front().memory; }
  [[nodiscard]] std::size_t places_taken(const Phase& phase) const;
  void judge(const Phase& phase, std::vector<std::string>& out) const;

  const Plan plan_;
  const bench::RelayProcess& relay_;
  asio::io_context context_{1};
  std::optional<People> people_;
  Quarry quarry_;
  std::vector<Phase> phases_;
  double memory_kept_ = 0;
  Counts in_peace_;
  Counts afterwards_;
  std::size_t asked_for_in_peace_ = 0;
  std::size_t given_in_peace_ = 0;
  std::size_t asked_for_ = 0;  // by people, until `afterwards_`
  std::size_t given_ = 0;
};

}  // namespace stille::siege
