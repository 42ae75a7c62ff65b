// A thin layer between SQLite and the file system that remembers whether writing, syncing or truncating ever
// failed: SQLite does not report every such failure, and what follows one cannot be trusted.
// Knows nothing of databases. A full disk is not a failure in this sense.
#pragma once

#include <string>

#include <sqlite3.h>

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
  [[nodiscard]] const char* name() const noexcept { return name_.c_str(); }
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  struct File;
  struct Registered : sqlite3_vfs {
    LatchVfs* owner;
  };
  static sqlite3_vfs* under(sqlite3_vfs* vfs) noexcept;
  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags);
  static const sqlite3_io_methods* methods();
  int watched(int code) noexcept;

  sqlite3_vfs* below_;
  std::string name_;
  Registered vfs_{};
  bool failed_ = false;
};

}  // namespace stille::store
