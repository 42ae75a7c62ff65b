// A consistent copy of an open database into a file of its own, made in steps between which the owner goes on
// writing. Knows no tables.
#pragma once

#include <memory>
#include <string>

#include "common/base/result.hpp"

struct sqlite3;
struct sqlite3_backup;

namespace stille::store {

/// One thread: the connection's. Ends before the connection does.
class OnlineCopy {
 public:
  /// `path` is made, readable by its owner alone; already_exists when something is there.
  static Result<std::unique_ptr<OnlineCopy>> begin(sqlite3* source, const std::string& path);
  ~OnlineCopy();
  OnlineCopy(const OnlineCopy&) = delete;
  OnlineCopy& operator=(const OnlineCopy&) = delete;

  /// Copies at most `pages` more; true once the copy is complete and durable. An error ends it.
  Result<bool> step(int pages);

 private:
  OnlineCopy(sqlite3* to, sqlite3_backup* work, std::string path) noexcept
      : to_(to), work_(work), path_(std::move(path)) {}
  sqlite3* to_;
  sqlite3_backup* work_;
  std::string path_;
};

}  // namespace stille::store
