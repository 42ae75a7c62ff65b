// Why the program cannot go on, for the person who runs it: what happened, and what to do next.
#pragma once

#include <stdexcept>
#include <string>

namespace stille::server {

/// Exit statuses, PROTOCOL-independent and stable.
enum class Exit : int {
  done = 0,
  bug = 1,
  usage = 2,
  not_running = 3,
  refused = 4,  // by the running relay; for doctor: something is wrong
  damaged = 10,
};

/// Thrown at start-up and by the operator's commands; main shows it.
class Complaint : public std::runtime_error {
 public:
  Complaint(Exit exit_, const std::string& what_happened, std::string what_next)
      : std::runtime_error(what_happened), exit(exit_), next(std::move(what_next)) {}
  Exit exit;
  std::string next;
};

}  // namespace stille::server
