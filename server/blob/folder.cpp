#include "server/blob/folder.hpp"

#include <cerrno>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "common/base/encoding.hpp"

namespace stille::blob {
namespace {

constexpr mode_t kPrivateFile = 0600;
constexpr mode_t kPrivateFolder = 0700;

Errc errc_of(int error) {
  if (error == ENOSPC || error == EDQUOT) return Errc::storage_full;
  return error == ENOENT ? Errc::damaged : Errc::storage_failed;
}

Result<void> make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), kPrivateFolder) != 0 && errno != EEXIST) return fail(errc_of(errno));
  return ok();
}

Result<void> sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return fail(Errc::storage_failed);
  const bool done = ::fsync(folder) == 0;
  (void)::close(folder);
  if (!done) return fail(Errc::storage_failed);
  return ok();
}

}  // namespace

Result<std::unique_ptr<BlobFolder>> BlobFolder::open(const std::string& path) {
  STILLE_TRYV(make_folder(path));
  return std::unique_ptr<BlobFolder>(new BlobFolder(path));
}

BlobFolder::~BlobFolder() {
  for (const auto& [file, descriptor] : open_) (void)::close(descriptor);
}

std::string BlobFolder::shard_path(std::uint8_t shard) const {
  return path_ + '/' + to_hex(ByteView(&shard, 1));
}

std::string BlobFolder::path_of(const BlobFile& file) const {
  return shard_path(file.raw[0]) + '/' + to_hex(file.view());
}

Result<int> BlobFolder::descriptor(const BlobFile& file, Missing missing) {
  for (auto at = open_.begin(); at != open_.end(); ++at) {
    if (at->first != file) continue;
    open_.splice(open_.begin(), open_, at);
    return at->second;
  }
  int out = ::open(path_of(file).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (out < 0 && (errno != ENOENT || missing == Missing::refuse)) return fail(errc_of(errno));
  if (out < 0) {
    STILLE_TRY(out, make(file));
  }
  open_.emplace_front(file, out);
  if (open_.size() > kMostOpen) close(BlobFile(open_.back().first));
  return out;
}

Result<int> BlobFolder::make(const BlobFile& file) {
  const auto shard = shard_path(file.raw[0]);
  STILLE_TRYV(make_folder(shard));
  const int out =
      ::open(path_of(file).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, kPrivateFile);
  if (out < 0) return fail(errc_of(errno));
  fresh_.insert(file);
  return out;
}

void BlobFolder::close(const BlobFile& file) {
  const auto at =
      std::find_if(open_.begin(), open_.end(), [&](const auto& one) { return one.first == file; });
  if (at == open_.end()) return;
  (void)::close(at->second);
  open_.erase(at);
}

Result<void> BlobFolder::write(const BlobFile& file, std::uint64_t offset, ByteView bytes) {
  STILLE_TRY(const int to, descriptor(file, Missing::make));
  while (!bytes.empty()) {
    const auto count = ::pwrite(to, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(count == 0 ? Errc::storage_full : errc_of(errno));
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return ok();
}

Result<void> BlobFolder::sync(const BlobFile& file) {
  STILLE_TRY(const int to, descriptor(file, Missing::refuse));
  if (::fdatasync(to) != 0) return fail(errc_of(errno));
  if (!fresh_.contains(file)) return ok();
  // The file's name, and the shard's in case that is new as well.
  STILLE_TRYV(sync_folder(shard_path(file.raw[0])));
  STILLE_TRYV(sync_folder(path_));
  fresh_.erase(file);
  return ok();
}

Result<Bytes> BlobFolder::read(const BlobFile& file, std::uint64_t offset, std::size_t size) {
  STILLE_TRY(const int from, descriptor(file, Missing::refuse));
  Bytes out(size);
  for (ByteSpan rest = out; !rest.empty();) {
    const auto count = ::pread(from, rest.data(), rest.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(count == 0 ? Errc::damaged : errc_of(errno));
    rest = rest.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return out;
}

Result<void> BlobFolder::remove(const BlobFile& file) {
  close(file);
  fresh_.erase(file);
  if (::unlink(path_of(file).c_str()) != 0 && errno != ENOENT) return fail(errc_of(errno));
  return ok();
}

Result<bool> BlobFolder::has(const BlobFile& file) {
  struct stat found{};
  if (::lstat(path_of(file).c_str(), &found) == 0) return true;
  if (errno == ENOENT) return false;
  return fail(errc_of(errno));
}

Result<std::vector<BlobFile>> BlobFolder::list(std::uint8_t shard) {
  std::vector<BlobFile> out;
  struct Close {
    void operator()(DIR* folder) const noexcept { (void)::closedir(folder); }
  };
  const std::unique_ptr<DIR, Close> folder(::opendir(shard_path(shard).c_str()));
  if (!folder) {
    if (errno == ENOENT) return out;
    return fail(errc_of(errno));
  }
  while (const auto* entry = ::readdir(folder.get())) {
    const auto name = from_hex(entry->d_name);
    const auto file = name ? BlobFile::parse(name.value()) : Result<BlobFile>(fail(Errc::bad_value));
    // What is not named as we name files is not ours.
    if (file && file.value().raw[0] == shard && to_hex(file.value().view()) == entry->d_name)
      out.push_back(file.value());
  }
  return out;
}

Result<DiskRoom> BlobFolder::room() {
  struct statvfs found{};
  if (::statvfs(path_.c_str(), &found) != 0) return fail(errc_of(errno));
  const auto block = static_cast<std::uint64_t>(found.f_frsize);
  return DiskRoom{(found.f_blocks - found.f_bfree) * block, found.f_bavail * block};
}

}  // namespace stille::blob
