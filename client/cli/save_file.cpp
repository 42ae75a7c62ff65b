#include "client/cli/save_file.hpp"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/cli/interrupt.hpp"
#include "client/cli/output.hpp"
#include "client/rpc/file_trouble.hpp"
#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

rpc::Fault trouble_with(const std::string& path, int error) {
  if (error == EEXIST) {
    return fault(FaultCode::already_exists,
                 "There is a file of this name already; choose another one with -o.", {{"about", path}});
  }
  return rpc::cannot_write(path, error);
}

/// Where links at the end of a path lead, whether something is there or not.
std::string followed(std::string path) {
  constexpr int kMostLinks = 40;  // as the system has it
  for (int i = 0; i < kMostLinks; ++i) {
    std::string target(PATH_MAX, '\0');
    const auto size = ::readlink(path.c_str(), target.data(), target.size());
    if (size <= 0) break;
    target.resize(static_cast<std::size_t>(size));
    const auto slash = path.rfind('/');
    path = target.front() == '/' || slash == std::string::npos ? target : path.substr(0, slash + 1) + target;
  }
  return path;
}

/// What stands there and cannot be replaced without taking it from others: a pipe, a device, our own output.
/// -1 where a file is to be made.
rpc::Outcome<int> open_special(const std::string& path) {
  struct stat there{};
  struct stat output{};
  if (::stat(path.c_str(), &there) != 0) {
    if (errno != ENOENT) return trouble_with(path, errno);
    return -1;
  }
  if (S_ISDIR(there.st_mode)) return trouble_with(path, EISDIR);
  const bool is_output =
      ::fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == there.st_dev && output.st_ino == there.st_ino;
  if (S_ISREG(there.st_mode) && !is_output) return -1;
  // Opened once more it would begin at its beginning, and a socket cannot be opened at all.
  const int out = is_output ? ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
                            : ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
  if (out < 0) return trouble_with(path, errno);
  return out;
}

rpc::Outcome<void> write_all(int file, const std::string& path, ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR && Interrupt::signal() == 0) continue;
    if (count < 0 && errno == EPIPE) throw ReaderGone{};
    if (count <= 0) return trouble_with(path, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace

rpc::Outcome<SavedFile> SavedFile::begin(const std::string& given, bool replaces) {
  if (replaces) {
    STILLE_TRY(const int special, open_special(given));
    if (special >= 0) return SavedFile(given, {}, {}, -1, special, true);
  }
  const auto path = replaces ? followed(given) : given;
  const auto slash = path.rfind('/');
  const auto folder = slash == std::string::npos ? std::string(".") : path.substr(0, slash + 1);
  const auto name = slash == std::string::npos ? path : path.substr(slash + 1);
  if (name.empty() || name == "." || name == "..") return trouble_with(path, EISDIR);
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return trouble_with(path, errno);
  crypto::SystemRng rng;
  const auto partial = ".stille-" + to_hex(rng.fixed<Fixed<struct PartialNameTag, 8>>().view()) + ".part";
  const int file =
      ::openat(directory, partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) {
    const int error = errno;
    (void)::close(directory);
    return trouble_with(path, error);
  }
  return SavedFile(given, name, partial, directory, file, replaces);
}

SavedFile::SavedFile(std::string path, std::string name, std::string partial, int folder, int file,
                     bool replaces)
    : path_(std::move(path)),
      name_(std::move(name)),
      partial_(std::move(partial)),
      folder_(folder),
      file_(file),
      replaces_(replaces) {}

SavedFile::SavedFile(SavedFile&& other) noexcept
    : path_(std::move(other.path_)),
      name_(std::move(other.name_)),
      partial_(std::exchange(other.partial_, {})),
      folder_(std::exchange(other.folder_, -1)),
      file_(std::exchange(other.file_, -1)),
      replaces_(other.replaces_) {}

SavedFile::~SavedFile() {
  if (file_ >= 0) (void)::close(file_);
  if (!partial_.empty()) (void)::unlinkat(folder_, partial_.c_str(), 0);
  if (folder_ >= 0) (void)::close(folder_);
}

rpc::Outcome<void> SavedFile::write(ByteView bytes) {
  return write_all(file_, path_, bytes);
}

rpc::Outcome<void> SavedFile::keep() {
  if (folder_ < 0) return BOOST_OUTCOME_V2_NAMESPACE::success();
  if (::fsync(file_) != 0) return trouble_with(path_, errno);
  const unsigned how = replaces_ ? 0 : RENAME_NOREPLACE;
  if (::renameat2(folder_, partial_.c_str(), folder_, name_.c_str(), how) != 0) {
    return trouble_with(path_, errno);
  }
  partial_.clear();
  if (::fsync(folder_) != 0) return trouble_with(path_, errno);
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<void> write_out(const std::string& path, ByteView bytes) {
  if (path == "-") return write_all(STDOUT_FILENO, path, bytes);
  STILLE_TRY(auto file, SavedFile::begin(path, true));
  STILLE_TRYV(file.write(bytes));
  return file.keep();
}

}  // namespace stille::cli
