#include "server/store/sqlite/files.hpp"

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stille::store {
namespace {

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return fd_; }

 private:
  int fd_;
};

}  // namespace

Result<void> sync_file(const std::string& path) {
  const Descriptor file(path, O_RDONLY);
  if (file.get() < 0 || ::fsync(file.get()) != 0) return fail(Errc::storage_failed);
  return ok();
}

Result<void> sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  return sync_file(folder.empty() ? "." : folder.string());
}

bool exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

Result<void> create_private(const std::string& path) {
  if (exists(path)) return ok();
  const Descriptor file(path, O_WRONLY | O_CREAT);
  if (file.get() < 0) return fail(Errc::storage_failed);
  return sync_folder_of(path);
}

bool ReserveFile::hold() {
  struct stat found{};
  if (::stat(path_.c_str(), &found) == 0 && static_cast<std::size_t>(found.st_size) == size_) return true;
  bool held = false;
  {
    const Descriptor file(path_, O_WRONLY | O_CREAT);
    const auto size = static_cast<off_t>(size_);
    // It may be larger, from before the setting was changed.
    held = file.get() >= 0 && ::ftruncate(file.get(), std::min(found.st_size, size)) == 0 &&
           ::posix_fallocate(file.get(), 0, size) == 0;
  }
  if (!held) release();
  return held;
}

void ReserveFile::release() {
  ::unlink(path_.c_str());
}

}  // namespace stille::store
