#include "server/store/sqlite/latch_vfs.hpp"

#include <atomic>
#include <string>

#include <sqlite3.h>

namespace stille::store {

struct LatchVfs::Layer : sqlite3_vfs {
  sqlite3_vfs* below;
  std::string name;
  bool failed = false;

  explicit Layer(sqlite3_vfs* under);
  static sqlite3_vfs* under(sqlite3_vfs* vfs) noexcept { return static_cast<Layer*>(vfs)->below; }
  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags);
};

/// SQLite allocates szOsFile bytes for this and the file of the layer below, one after the other.
struct LatchVfs::File : sqlite3_file {
  Layer* layer;

  static int watched(sqlite3_file* file, int code) noexcept {
    auto& failed = static_cast<File*>(file)->layer->failed;
    failed = failed || (code != SQLITE_OK && code != SQLITE_FULL);
    return code;
  }
  static sqlite3_file* below(sqlite3_file* file) noexcept {
    return static_cast<sqlite3_file*>(static_cast<void*>(static_cast<File*>(file) + 1));
  }
  static const sqlite3_io_methods* methods();
};

LatchVfs::LatchVfs(const char* below) : layer_(std::make_unique<Layer>(sqlite3_vfs_find(below))) {
  sqlite3_vfs_register(layer_.get(), 0);
}

LatchVfs::~LatchVfs() {
  sqlite3_vfs_unregister(layer_.get());
}

const char* LatchVfs::name() const noexcept {
  return layer_->zName;
}

bool LatchVfs::failed() const noexcept {
  return layer_->failed;
}

LatchVfs::Layer::Layer(sqlite3_vfs* real) : sqlite3_vfs{}, below(real) {
  static std::atomic<unsigned> count{0};
  name = "stille-latch-" + std::to_string(++count);
  iVersion = 2;
  szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
  mxPathname = below->mxPathname;
  zName = name.c_str();
  xOpen = open;
  xDelete = [](sqlite3_vfs* vfs, const char* path, int sync) {
    return under(vfs)->xDelete(under(vfs), path, sync);
  };
  xAccess = [](sqlite3_vfs* vfs, const char* path, int flags, int* out) {
    return under(vfs)->xAccess(under(vfs), path, flags, out);
  };
  xFullPathname = [](sqlite3_vfs* vfs, const char* path, int size, char* out) {
    return under(vfs)->xFullPathname(under(vfs), path, size, out);
  };
  xRandomness = [](sqlite3_vfs* vfs, int size, char* out) {
    return under(vfs)->xRandomness(under(vfs), size, out);
  };
  xSleep = [](sqlite3_vfs* vfs, int time) { return under(vfs)->xSleep(under(vfs), time); };
  xCurrentTime = [](sqlite3_vfs* vfs, double* out) { return under(vfs)->xCurrentTime(under(vfs), out); };
  xGetLastError = [](sqlite3_vfs* vfs, int size, char* out) {
    return under(vfs)->xGetLastError(under(vfs), size, out);
  };
  xCurrentTimeInt64 = [](sqlite3_vfs* vfs, sqlite3_int64* out) {
    return under(vfs)->xCurrentTimeInt64(under(vfs), out);
  };
}

int LatchVfs::Layer::open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto* own = static_cast<File*>(file);
  own->layer = static_cast<Layer*>(vfs);
  own->pMethods = nullptr;
  auto* real = File::below(file);
  real->pMethods = nullptr;
  const int code = under(vfs)->xOpen(under(vfs), path, real, flags, out_flags);
  // SQLite closes a file exactly if it has methods.
  if (real->pMethods != nullptr) own->pMethods = File::methods();
  return code;
}

/// Version 1: no shared memory, which the exclusive locking mode does without.
const sqlite3_io_methods* LatchVfs::File::methods() {
  using F = sqlite3_file;
  static const sqlite3_io_methods table = [] {
    sqlite3_io_methods m{};
    m.iVersion = 1;
    m.xClose = [](F* f) { return below(f)->pMethods->xClose(below(f)); };
    m.xRead = [](F* f, void* out, int size, sqlite3_int64 at) {
      return below(f)->pMethods->xRead(below(f), out, size, at);
    };
    m.xWrite = [](F* f, const void* in, int size, sqlite3_int64 at) {
      return watched(f, below(f)->pMethods->xWrite(below(f), in, size, at));
    };
    m.xTruncate = [](F* f, sqlite3_int64 size) {
      return watched(f, below(f)->pMethods->xTruncate(below(f), size));
    };
    m.xSync = [](F* f, int flags) { return watched(f, below(f)->pMethods->xSync(below(f), flags)); };
    m.xFileSize = [](F* f, sqlite3_int64* out) { return below(f)->pMethods->xFileSize(below(f), out); };
    m.xLock = [](F* f, int lock) { return below(f)->pMethods->xLock(below(f), lock); };
    m.xUnlock = [](F* f, int lock) { return below(f)->pMethods->xUnlock(below(f), lock); };
    m.xCheckReservedLock = [](F* f, int* out) {
      return below(f)->pMethods->xCheckReservedLock(below(f), out);
    };
    m.xFileControl = [](F* f, int what, void* argument) {
      return below(f)->pMethods->xFileControl(below(f), what, argument);
    };
    m.xSectorSize = [](F* f) { return below(f)->pMethods->xSectorSize(below(f)); };
    m.xDeviceCharacteristics = [](F* f) { return below(f)->pMethods->xDeviceCharacteristics(below(f)); };
    return m;
  }();
  return &table;
}

}  // namespace stille::store
