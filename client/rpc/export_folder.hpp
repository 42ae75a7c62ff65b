// A folder of an export: it is there as a whole, or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// A file of it, written in stretches. What cannot be written is remembered and said at the end.
class ExportFile {
 public:
  ExportFile(std::filesystem::path place, int fd) : place_(std::move(place)), fd_(fd) {}
  ~ExportFile();
  ExportFile(ExportFile&& other) noexcept;
  ExportFile& operator=(ExportFile&& other) noexcept;

  ExportFile& operator<<(std::string_view text);
  /// Everything so far has arrived, as far as is known: storage_full or invalid_argument otherwise.
  [[nodiscard]] Outcome<void> sound() const;
  /// All of it has arrived.
  Outcome<void> close();

 private:
  void flush();
  std::filesystem::path place_;
  int fd_;
  int error_ = 0;
  std::string waiting_;
};

class ExportFolder {
 public:
  /// Makes a folder of a name of its own beside `folder`, for this user only, and removes those that exports
  /// to there left which were killed. already_exists when `folder` is
  /// there; invalid_argument when it cannot be written, storage_full when there is no room.
  static Outcome<ExportFolder> begin(const std::filesystem::path& folder);
  /// Whatever was written goes, unless it was finished.
  ~ExportFolder();
  ExportFolder(ExportFolder&& other) noexcept;
  ExportFolder& operator=(ExportFolder&&) = delete;

  /// A new file of mode 0600 at this place below; its folder is made.
  Outcome<ExportFile> file(const std::filesystem::path& place);
  /// Written to the disk, and renamed.
  Outcome<void> finish();

 private:
  ExportFolder(std::filesystem::path folder, std::filesystem::path part, int hold)
      : folder_(std::move(folder)), part_(std::move(part)), hold_(hold) {}
  std::filesystem::path folder_;
  std::filesystem::path part_;  // empty: finished, or moved from
  int hold_;                    // a lock on it: whoever cleans up leaves it alone
};

}  // namespace stille::rpc
