#include "client/rpc/export_folder.hpp"

#include <cerrno>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/rpc/file_trouble.hpp"
#include "common/base/encoding.hpp"
#include "common/crypto/random.hpp"

namespace stille::rpc {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kStretch = std::size_t{64} << 10U;

bool make_folder(const fs::path& place) {
  return ::mkdir(place.c_str(), 0700) == 0 || errno == EEXIST;
}

constexpr std::string_view kPart = ".part";

/// Never a name that something else has: whatever is called `<folder>.part` is not ours.
fs::path fresh_beside(const fs::path& folder) {
  crypto::SystemRng rng;
  auto out = folder;
  out += "." + to_hex(rng.fixed<Fixed<struct ExportPartTag, 8>>().view()) + std::string(kPart);
  return out;
}

bool is_part_of(const fs::path& folder, std::string_view name) {
  const auto begins = folder.filename().string() + ".";
  if (!name.starts_with(begins) || !name.ends_with(kPart) || name.size() != begins.size() + 16 + kPart.size())
    return false;
  return name.substr(begins.size(), 16).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Held for as long as somebody writes into it; -1: somebody does, or it is no folder.
int held(const fs::path& part) {
  const int fd = ::open(part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 || ::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  ::close(fd);
  return -1;
}

// What an export left that was killed: everybody who may read the disk could read it there.
void remove_abandoned(const fs::path& folder) {
  std::error_code error;
  const auto around = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
  std::vector<fs::path> found;
  for (fs::directory_iterator at(around, error), end; !error && at != end; at.increment(error)) {
    if (is_part_of(folder, at->path().filename().native())) found.push_back(at->path());
  }
  for (const auto& part : found) {
    const int fd = held(part);
    if (fd < 0) continue;
    struct ::stat about{};
    if (::fstat(fd, &about) == 0 && about.st_uid == ::getuid()) fs::remove_all(part, error);
    ::close(fd);
  }
}

}  // namespace

ExportFile::ExportFile(ExportFile&& other) noexcept
    : place_(std::move(other.place_)),
      fd_(std::exchange(other.fd_, -1)),
      error_(other.error_),
      waiting_(std::move(other.waiting_)) {}

ExportFile& ExportFile::operator=(ExportFile&& other) noexcept {
  std::swap(place_, other.place_);
  std::swap(fd_, other.fd_);
  std::swap(error_, other.error_);
  std::swap(waiting_, other.waiting_);
  return *this;
}

ExportFile::~ExportFile() {
  if (fd_ >= 0) ::close(fd_);
}

ExportFile& ExportFile::operator<<(std::string_view text) {
  waiting_ += text;
  if (waiting_.size() >= kStretch) flush();
  return *this;
}

void ExportFile::flush() {
  std::string_view rest = waiting_;
  while (!rest.empty() && error_ == 0) {
    const auto count = ::write(fd_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) error_ = errno;
    if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
  }
  waiting_.clear();
}

Outcome<void> ExportFile::sound() const {
  if (error_ != 0) return cannot_write(place_, error_);
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<void> ExportFile::close() {
  flush();
  // Some file systems say only now that there is no room.
  if (::close(std::exchange(fd_, -1)) != 0 && error_ == 0 && errno != EINTR) error_ = errno;
  return sound();
}

Outcome<ExportFolder> ExportFolder::begin(const fs::path& given) {
  // `new/` is `new`.
  const auto folder = given.has_filename() ? given : given.parent_path();
  std::error_code error;
  if (fs::exists(folder, error)) {
    return fault(FaultCode::already_exists, "There is something of this name already.",
                 {{"about", folder.string()}});
  }
  if (folder.empty()) return cannot_write(folder, ENOENT);
  remove_abandoned(folder);
  auto part = fresh_beside(folder);
  if (::mkdir(part.c_str(), 0700) != 0) return cannot_write(folder, errno);
  const int hold = held(part);
  if (hold < 0) return cannot_write(folder, errno);
  return ExportFolder(folder, std::move(part), hold);
}

ExportFolder::ExportFolder(ExportFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      part_(std::exchange(other.part_, {})),
      hold_(std::exchange(other.hold_, -1)) {}

ExportFolder::~ExportFolder() {
  std::error_code error;
  if (!part_.empty()) fs::remove_all(part_, error);
  if (hold_ >= 0) ::close(hold_);
}

Outcome<ExportFile> ExportFolder::file(const fs::path& place) {
  const auto whole = part_ / place;
  if (!make_folder(whole.parent_path())) return cannot_write(whole, errno);
  const int fd = ::open(whole.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return cannot_write(whole, errno);
  return ExportFile(whole, fd);
}

Outcome<void> ExportFolder::finish() {
  if (::syncfs(hold_) != 0) return cannot_write(folder_, errno);
  if (::rename(part_.c_str(), folder_.c_str()) != 0) return cannot_write(folder_, errno);
  part_.clear();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille::rpc
