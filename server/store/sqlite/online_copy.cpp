#include "server/store/sqlite/online_copy.hpp"

#include <sqlite3.h>

#include "server/store/sqlite/files.hpp"
#include "server/store/sqlite/statement.hpp"

namespace stille::store {

Result<std::unique_ptr<OnlineCopy>> OnlineCopy::begin(sqlite3* source, const std::string& path) {
  if (exists(path)) return fail(Errc::already_exists);
  STILLE_TRYV(create_private(path));
  sqlite3* to = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  auto* work = opened == SQLITE_OK ? sqlite3_backup_init(to, "main", source, "main") : nullptr;
  if (work == nullptr) {
    sqlite3_close(to);
    return fail(Errc::storage_failed);
  }
  return std::unique_ptr<OnlineCopy>(new OnlineCopy(to, work, path));
}

OnlineCopy::~OnlineCopy() {
  if (work_ != nullptr) sqlite3_backup_finish(work_);
  sqlite3_close(to_);
}

Result<bool> OnlineCopy::step(int pages) {
  if (work_ == nullptr) return fail(Errc::wrong_state);
  const int code = sqlite3_backup_step(work_, pages);
  if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) return false;
  const int finished = sqlite3_backup_finish(std::exchange(work_, nullptr));
  if (code != SQLITE_DONE) return fail(errc_of(code));
  if (finished != SQLITE_OK) return fail(errc_of(finished));
  STILLE_TRYV(sync_file(path_));
  return true;
}

}  // namespace stille::store
