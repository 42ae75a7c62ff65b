// The real stille-relay on port 0, in a folder of its own: started, killed, ended, and its database looked
// at.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "common/protocol/relay_address.hpp"

namespace stille::testing {

class RelayProcess {
 public:
  /// Makes the relay with `init --open`; `settings` is added to its relay.toml. Does not start it.
  explicit RelayProcess(std::string settings = {});
  ~RelayProcess();
  RelayProcess(const RelayProcess&) = delete;
  RelayProcess& operator=(const RelayProcess&) = delete;

  /// Returns once it is ready. `arguments` are added to `run`.
  void start(const std::vector<std::string>& arguments = {});
  /// kill -9.
  void kill();
  void signal(int number);
  /// Until it has ended; the exit status.
  int wait();
  [[nodiscard]] const protocol::RelayAddress& address() const noexcept { return address_; }
  [[nodiscard]] std::string address_text() const { return to_text(address_); }
  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

  /// Of all rows of all tables but the relay's own clock; while it does not run.
  [[nodiscard]] std::string content_hash() const;

 private:
  std::filesystem::path folder_;
  protocol::RelayAddress address_;
  pid_t pid_ = -1;
};

/// Runs a program to its end: status, standard output and standard error.
struct Finished {
  int status = 0;
  std::string out;
  std::string err;
};
Finished run_program(const std::vector<std::string>& arguments);

}  // namespace stille::testing
