#include "client/cli/save_file.hpp"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;

rpc::Fault trouble_with(const std::string& path, int error) {
  if (error == ENOSPC || error == EDQUOT) return fault(FaultCode::storage_full);
  if (error == EEXIST) {
    return fault(FaultCode::already_exists,
                 "There is a file of this name already; choose another one with -o.", {{"about", path}});
  }
  return fault(FaultCode::invalid_argument, "The file cannot be written.", {{"about", path}});
}

}  // namespace

rpc::Outcome<SavedFile> SavedFile::begin(const std::string& path) {
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
  return SavedFile(path, name, partial, directory, file);
}

SavedFile::SavedFile(std::string path, std::string name, std::string partial, int folder, int file)
    : path_(std::move(path)),
      name_(std::move(name)),
      partial_(std::move(partial)),
      folder_(folder),
      file_(file) {}

SavedFile::SavedFile(SavedFile&& other) noexcept
    : path_(std::move(other.path_)),
      name_(std::move(other.name_)),
      partial_(std::exchange(other.partial_, {})),
      folder_(std::exchange(other.folder_, -1)),
      file_(std::exchange(other.file_, -1)) {}

SavedFile::~SavedFile() {
  if (file_ >= 0) (void)::close(file_);
  if (!partial_.empty()) (void)::unlinkat(folder_, partial_.c_str(), 0);
  if (folder_ >= 0) (void)::close(folder_);
}

rpc::Fault SavedFile::trouble(int error) const {
  return trouble_with(path_, error);
}

rpc::Outcome<void> SavedFile::write(ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return trouble(errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<void> SavedFile::keep(bool replaces) {
  if (::fsync(file_) != 0) return trouble(errno);
  const unsigned how = replaces ? 0 : RENAME_NOREPLACE;
  if (::renameat2(folder_, partial_.c_str(), folder_, name_.c_str(), how) != 0) return trouble(errno);
  partial_.clear();
  if (::fsync(folder_) != 0) return trouble(errno);
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

rpc::Outcome<void> write_out(const std::string& path, ByteView bytes) {
  if (path != "-") {
    STILLE_TRY(auto file, SavedFile::begin(path));
    STILLE_TRYV(file.write(bytes));
    return file.keep(true);
  }
  while (!bytes.empty()) {
    const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count <= 0) return rpc::fault(rpc::FaultCode::storage_full);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille::cli
