#include "client/rpc/export_folder.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stille::rpc {

namespace fs = std::filesystem;

namespace {

Fault unwritable(const fs::path& place) {
  return fault(FaultCode::invalid_argument, "The export cannot be written there.",
               {{"about", place.string()}});
}

bool make_folder(const fs::path& place) {
  return ::mkdir(place.c_str(), 0700) == 0 || errno == EEXIST;
}

}  // namespace

Outcome<ExportFolder> ExportFolder::begin(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) {
    return fault(FaultCode::already_exists, "There is something of this name already.",
                 {{"about", folder.string()}});
  }
  auto part = folder;
  part += ".part";
  fs::remove_all(part, error);  // of an export that was cut off
  if (::mkdir(part.c_str(), 0700) != 0) return unwritable(part);
  return ExportFolder(folder, std::move(part));
}

ExportFolder::ExportFolder(ExportFolder&& other) noexcept
    : folder_(std::move(other.folder_)), part_(std::exchange(other.part_, {})) {}

ExportFolder::~ExportFolder() {
  std::error_code error;
  if (!part_.empty()) fs::remove_all(part_, error);
}

Outcome<std::ofstream> ExportFolder::file(const fs::path& place) {
  const auto whole = part_ / place;
  if (!make_folder(whole.parent_path())) return unwritable(whole);
  const int fd = ::open(whole.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return unwritable(whole);
  ::close(fd);
  std::ofstream out(whole, std::ios::binary | std::ios::app);
  if (!out) return unwritable(whole);
  return out;
}

Outcome<void> ExportFolder::finish() {
  const int fd = ::open(part_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool safe = fd >= 0 && ::syncfs(fd) == 0;
  if (fd >= 0) ::close(fd);
  std::error_code error;
  if (safe) fs::rename(part_, folder_, error);
  if (!safe || error) return unwritable(folder_);
  part_.clear();
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

Outcome<void> closed(std::ofstream& file) {
  file.close();
  if (file.fail()) return unwritable({});
  return BOOST_OUTCOME_V2_NAMESPACE::success();
}

}  // namespace stille::rpc
