#include "server/store/sqlite/latch_vfs.hpp"

#include <atomic>

namespace stille::store {

/// SQLite allocates szOsFile bytes for this and the file of the layer below, one after the other.
struct LatchVfs::File : sqlite3_file {
  LatchVfs* owner;

  static int watched(sqlite3_file* file, int code) noexcept {
    return static_cast<File*>(file)->owner->watched(code);
  }
  static sqlite3_file* below(sqlite3_file* file) noexcept {
    return static_cast<sqlite3_file*>(static_cast<void*>(static_cast<File*>(file) + 1));
  }
};

LatchVfs::LatchVfs(const char* below) : below_(sqlite3_vfs_find(below)) {
  static std::atomic<unsigned> count{0};
  name_ = "stille-latch-" + std::to_string(++count);
  vfs_.iVersion = 2;
  vfs_.szOsFile = static_cast<int>(sizeof(File)) + below_->szOsFile;
  vfs_.mxPathname = below_->mxPathname;
  vfs_.zName = name_.c_str();
  vfs_.owner = this;
  vfs_.xOpen = open;
  vfs_.xDelete = [](sqlite3_vfs* vfs, const char* path, int sync) {
    return under(vfs)->xDelete(under(vfs), path, sync);
  };
  vfs_.xAccess = [](sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    return under(vfs)->xAccess(under(vfs), path, flags, out);
  };
  vfs_.xFullPathname = [](sqlite3_vfs* vfs, const char* path, int size, char* out) {
    return under(vfs)->xFullPathname(under(vfs), path, size, out);
  };
  vfs_.xRandomness = [](sqlite3_vfs* vfs, int size, char* out) {
    return under(vfs)->xRandomness(under(vfs), size, out);
  };
  vfs_.xSleep = [](sqlite3_vfs* vfs, int time) { return under(vfs)->xSleep(under(vfs), time); };
  vfs_.xCurrentTime = [](sqlite3_vfs* vfs, double* out) { return under(vfs)->xCurrentTime(under(vfs), out); };
  vfs_.xGetLastError = [](sqlite3_vfs* vfs, int size, char* out) {
    return under(vfs)->xGetLastError(under(vfs), size, out);
  };
  vfs_.xCurrentTimeInt64 = [](sqlite3_vfs* vfs, sqlite3_int64* out) {
    return under(vfs)->xCurrentTimeInt64(under(vfs), out);
  };
  sqlite3_vfs_register(&vfs_, 0);
}

LatchVfs::~LatchVfs() {
  sqlite3_vfs_unregister(&vfs_);
}

sqlite3_vfs* LatchVfs::under(sqlite3_vfs* vfs) noexcept {
  return static_cast<Registered*>(vfs)->owner->below_;
}

int LatchVfs::watched(int code) noexcept {
  failed_ |= code != SQLITE_OK && code != SQLITE_FULL;
  return code;
}

int LatchVfs::open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto* own = static_cast<File*>(file);
  own->owner = static_cast<Registered*>(vfs)->owner;
  own->pMethods = nullptr;
  auto* real = File::below(file);
  real->pMethods = nullptr;
  const int code = under(vfs)->xOpen(under(vfs), path, real, flags, out_flags);
  // SQLite closes a file exactly if it has methods.
  if (real->pMethods != nullptr) own->pMethods = methods();
  return code;
}

/// Version 1: no shared memory, which the exclusive locking mode does without.
const sqlite3_io_methods* LatchVfs::methods() {
  using F = sqlite3_file;
  static const sqlite3_io_methods table = [] {
    sqlite3_io_methods m{};
    m.iVersion = 1;
    m.xClose = [](F* f) { return File::below(f)->pMethods->xClose(File::below(f)); };
    m.xRead = [](F* f, void* out, int size, sqlite3_int64 at) {
      return File::below(f)->pMethods->xRead(File::below(f), out, size, at);
    };
    m.xWrite = [](F* f, const void* in, int size, sqlite3_int64 at) {
      return File::watched(f, File::below(f)->pMethods->xWrite(File::below(f), in, size, at));
    };
    m.xTruncate = [](F* f, sqlite3_int64 size) {
      return File::watched(f, File::below(f)->pMethods->xTruncate(File::below(f), size));
    };
    m.xSync = [](F* f, int flags) {
      return File::watched(f, File::below(f)->pMethods->xSync(File::below(f), flags));
    };
    m.xFileSize = [](F* f, sqlite3_int64* out) {
      return File::below(f)->pMethods->xFileSize(File::below(f), out);
    };
    m.xLock = [](F* f, int lock) { return File::below(f)->pMethods->xLock(File::below(f), lock); };
    m.xUnlock = [](F* f, int lock) { return File::below(f)->pMethods->xUnlock(File::below(f), lock); };
    m.xCheckReservedLock = [](F* f, int* out) {
      return File::below(f)->pMethods->xCheckReservedLock(File::below(f), out);
    };
    m.xFileControl = [](F* f, int what, void* argument) {
      return File::below(f)->pMethods->xFileControl(File::below(f), what, argument);
    };
    m.xSectorSize = [](F* f) { return File::below(f)->pMethods->xSectorSize(File::below(f)); };
    m.xDeviceCharacteristics = [](F* f) {
      return File::below(f)->pMethods->xDeviceCharacteristics(File::below(f));
    };
    return m;
  }();
  return &table;
}

}  // namespace stille::store
