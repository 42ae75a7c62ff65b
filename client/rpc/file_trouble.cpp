#include "client/rpc/file_trouble.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stille::rpc {
namespace {

struct Row {
  int error;
  std::string_view reason;
  std::string_view read;
  std::string_view written;
};

constexpr std::array kRows{
    Row{ENOENT, "missing", "There is no such file.", "There is no such folder to write the file into."},
    Row{EACCES, "permission", "You have no permission to read this file.",
        "You have no permission to write this file."},
    Row{EPERM, "permission", "You have no permission to read this file.",
        "You have no permission to write this file."},
    Row{EISDIR, "folder", "This is a folder, not a file.", "This is a folder; name a file in it."},
    Row{ENOTDIR, "no_folder", "A part of this path is a file, not a folder.",
        "A part of this path is a file, not a folder."},
    Row{EROFS, "read_only", "The file cannot be read.", "The file system is read-only."},
    Row{ELOOP, "links", "The links of this path lead in a circle.",
        "The links of this path lead in a circle."},
    Row{ENAMETOOLONG, "name", "The name is too long for a file.", "The name is too long for a file."},
    Row{EINVAL, "not_a_file", "This is no ordinary file.", "This is no ordinary file."},
    Row{EIO, "disk", "The disk fails.", "The disk fails."},
};

Fault told(const std::filesystem::path& path, std::string_view reason, std::string_view sentence) {
  Json detail{{"about", path.string()}};
  if (!reason.empty()) detail["reason"] = reason;
  return fault(FaultCode::invalid_argument, std::string(sentence), std::move(detail));
}

}  // namespace

Fault cannot_write(const std::filesystem::path& path, int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    return fault(FaultCode::storage_full, "There is no space left for this file.",
                 {{"about", path.string()}, {"kind", "file"}});
  }
  if (error == EINTR) return fault(FaultCode::cancelled);
  const auto* const row = std::ranges::find(kRows, error, &Row::error);
  return row == kRows.end() ? told(path, {}, "The file cannot be written.")
                            : told(path, row->reason, row->written);
}

Fault cannot_read(const std::filesystem::path& path, int error) {
  const auto* const row = std::ranges::find(kRows, error, &Row::error);
  return row == kRows.end() ? told(path, {}, "The file cannot be read.") : told(path, row->reason, row->read);
}

Fault cannot_read(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return cannot_read(path, errno);
  struct stat about{};
  const bool known = ::fstat(file, &about) == 0;
  (void)::close(file);
  if (!known || S_ISREG(about.st_mode)) return cannot_read(path, 0);
  return cannot_read(path, S_ISDIR(about.st_mode) ? EISDIR : EINVAL);
}

}  // namespace stille::rpc
