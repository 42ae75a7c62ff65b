// A thin layer between SQLite and the file system that remembers whether writing, syncing or truncating ever
// failed: SQLite does not report every such failure, and what follows one cannot be trusted.
// Knows nothing of databases. A full disk is not a failure in this sense.
#pragma once

#include <memory>

namespace stille::store {

class LatchVfs {
 public:
  /// Registers itself over the file layer called `below` (null: the system's) until it is destroyed.
  /// Outlives every connection opened through it.
  explicit LatchVfs(const char* below);
  ~LatchVfs();
  LatchVfs(const LatchVfs&) = delete;
  LatchVfs& operator=(const LatchVfs&) = delete;

  /// For sqlite3_open_v2.
  [[nodiscard]] const char* name() const noexcept;
  [[nodiscard]] bool failed() const noexcept;

 private:
  struct Layer;
  struct File;
  std::unique_ptr<Layer> layer_;
};

}  // namespace stille::store
