// The real relay as a child process on a data folder of its own, for benchmarks.
// Knows its command line and its one line on standard output, nothing of its inside.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "common/protocol/relay_address.hpp"

namespace stille::bench {

class RelayProcess {
 public:
  /// For a load that all comes from one address.
  static std::vector<std::string> one_address();
  /// Makes a data folder below `folder` and waits for the `ready` line. `settings` are SECTION.KEY=VALUE.
  /// Null when the relay does not start.
  static std::unique_ptr<RelayProcess> start(const std::string& program, const std::filesystem::path& folder,
                                             const std::vector<std::string>& settings = one_address());
  ~RelayProcess();
  RelayProcess(const RelayProcess&) = delete;
  RelayProcess& operator=(const RelayProcess&) = delete;

  [[nodiscard]] const protocol::RelayAddress& address() const noexcept { return address_; }
  /// Its folder.
  [[nodiscard]] const std::filesystem::path& data() const noexcept { return data_; }
  /// It has not ended by itself.
  [[nodiscard]] bool runs() const;
  /// Resident memory in bytes, as the kernel counts it.
  [[nodiscard]] double resident_bytes() const;
  /// Files and sockets that it has open.
  [[nodiscard]] std::size_t descriptors() const;
  /// The most that it has ever been.
  [[nodiscard]] double most_resident_bytes() const;
  /// Processor time used so far, user and system, in seconds.
  [[nodiscard]] double cpu_seconds() const;

 private:
  RelayProcess(int pid, std::filesystem::path data, protocol::RelayAddress address)
      : pid_(pid), data_(std::move(data)), address_(std::move(address)) {}
  int pid_;
  std::filesystem::path data_;
  protocol::RelayAddress address_;
};

}  // namespace stille::bench
