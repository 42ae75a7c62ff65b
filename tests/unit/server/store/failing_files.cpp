#include "tests/unit/server/store/failing_files.hpp"

#include <csignal>
#include <map>

namespace stille::store::test {
namespace {

FailingFiles* current = nullptr;
// The system has several tables of calls (databases are locked, logs are not): the replaced ones by original.
std::map<const sqlite3_io_methods*, sqlite3_io_methods> tables;
const sqlite3_io_methods* any_original = nullptr;  // reading, writing and syncing are the same in all of them

}  // namespace

// Files are the system's own; only the table of their calls is another one, with three calls replaced.
FailingFiles::FailingFiles() : system_(sqlite3_vfs_find(nullptr)) {
  current = this;
  vfs_ = *system_;
  vfs_.pNext = nullptr;
  vfs_.zName = name();
  vfs_.xOpen = open;
  sqlite3_vfs_register(&vfs_, 0);
}

FailingFiles::~FailingFiles() {
  sqlite3_vfs_unregister(&vfs_);
  current = nullptr;
}

int FailingFiles::open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  const int code = current->system_->xOpen(current->system_, path, file, flags, out_flags);
  if (code != SQLITE_OK || file->pMethods == nullptr) return code;
  any_original = file->pMethods;
  auto& table = tables[file->pMethods] = *file->pMethods;
  table.xRead = read;
  table.xWrite = write;
  table.xSync = sync;
  file->pMethods = &table;
  return code;
}

int FailingFiles::fails(Call call) {
  if (++changes_ == kill_at_) std::raise(SIGKILL);
  if (next_ != call) return SQLITE_OK;
  next_ = Call::none;
  return code_;
}

int FailingFiles::read(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  ++current->reads_;
  return any_original->xRead(file, out, size, at);
}

int FailingFiles::write(sqlite3_file* file, const void* in, int size, sqlite3_int64 at) {
  const int code = current->fails(Call::write);
  return code != SQLITE_OK ? code : any_original->xWrite(file, in, size, at);
}

int FailingFiles::sync(sqlite3_file* file, int flags) {
  const int code = current->fails(Call::sync);
  return code != SQLITE_OK ? code : any_original->xSync(file, flags);
}

}  // namespace stille::store::test
