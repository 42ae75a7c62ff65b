// A file layer for SQLite that counts reads and fails one write or sync when told. Passes the rest on.
#pragma once

#include <string>

#include <sqlite3.h>

namespace stille::store::test {

/// One at a time; registered while it lives.
class FailingFiles {
 public:
  enum class Call { none, write, sync };

  FailingFiles();
  ~FailingFiles();
  FailingFiles(const FailingFiles&) = delete;
  FailingFiles& operator=(const FailingFiles&) = delete;

  [[nodiscard]] const char* name() const noexcept { return "stille-failing-files"; }
  void fail_next(Call call, int code) { next_ = call, code_ = code; }
  /// The process kills itself before this write or sync, counted together from now on; 1 is the next.
  void kill_at(std::size_t change) { kill_at_ = changes_ + change; }
  [[nodiscard]] std::size_t changes() const noexcept { return changes_; }
  [[nodiscard]] std::size_t reads() const noexcept { return reads_; }

 private:
  struct File;
  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags);
  static int read(sqlite3_file* file, void* out, int size, sqlite3_int64 at);
  static int write(sqlite3_file* file, const void* in, int size, sqlite3_int64 at);
  static int sync(sqlite3_file* file, int flags);
  int fails(Call call);

  sqlite3_vfs* system_;
  sqlite3_vfs vfs_{};
  Call next_ = Call::none;
  int code_ = SQLITE_OK;
  std::size_t reads_ = 0;
  std::size_t changes_ = 0;
  std::size_t kill_at_ = 0;
};

}  // namespace stille::store::test
