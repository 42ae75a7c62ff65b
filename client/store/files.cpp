// POSIX files behind files.hpp.
#include "client/store/files.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace stille::client::store {

Result<void> write_all(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0)
      return fail(errno == ENOSPC || errno == EDQUOT ? Errc::storage_full : Errc::storage_failed);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return ok();
}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return fail(errno == ENOENT ? Errc::not_found : Errc::storage_failed);
  Bytes out(limit + 1);
  std::size_t size = 0;
  while (size < out.size()) {
    const auto count = ::read(file.get(), out.data() + size, out.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Errc::storage_failed);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  if (size > limit) return fail(Errc::too_large);
  out.resize(size);
  return out;
}

Result<void> replace_file(const std::filesystem::path& path, ByteView bytes) {
  auto fresh = path;
  fresh += ".new";
  {
    const OpenFile file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.get() < 0) return fail(Errc::storage_failed);
    STILLE_TRYV(write_all(file.get(), bytes));
    if (::fsync(file.get()) != 0) return fail(Errc::storage_failed);
  }
  if (::rename(fresh.c_str(), path.c_str()) != 0) return fail(Errc::storage_failed);
  return sync_folder(path.parent_path());
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const OpenFile file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (file.get() < 0 || ::fsync(file.get()) != 0) return fail(Errc::storage_failed);
  return ok();
}

Result<OpenFile> open_file(const std::filesystem::path& path) {
  OpenFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (file.get() < 0) return fail(Errc::storage_failed);
  return file;
}

Result<OpenFile> lock_file(const std::filesystem::path& path) {
  STILLE_TRY(auto file, open_file(path));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    return fail(errno == EWOULDBLOCK ? Errc::busy : Errc::storage_failed);
  }
  return file;
}

}  // namespace stille::client::store
