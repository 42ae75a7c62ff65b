// A folder of an export: it is there as a whole, or not at all.
#pragma once

#include <filesystem>
#include <fstream>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

class ExportFolder {
 public:
  /// Makes `<folder>.part`, for this user only. already_exists when `folder` is there; invalid_argument when
  /// it cannot be written.
  static Outcome<ExportFolder> begin(const std::filesystem::path& folder);
  /// Whatever was written goes, unless it was finished.
  ~ExportFolder();
  ExportFolder(ExportFolder&& other) noexcept;
  ExportFolder& operator=(ExportFolder&&) = delete;

  /// A new file of mode 0600 at this place below; its folder is made.
  Outcome<std::ofstream> file(const std::filesystem::path& place);
  /// Written to the disk, and renamed.
  Outcome<void> finish();

 private:
  ExportFolder(std::filesystem::path folder, std::filesystem::path part)
      : folder_(std::move(folder)), part_(std::move(part)) {}
  std::filesystem::path folder_;
  std::filesystem::path part_;  // empty: finished, or moved from
};

/// Everything written has to have arrived: invalid_argument otherwise, a full disk for instance.
Outcome<void> closed(std::ofstream& file);

}  // namespace stille::rpc
