// Plain files beside a database: made private, made durable, kept in reserve.
#pragma once

#include <string>

#include "common/base/result.hpp"

namespace stille::store {

/// Makes an empty file that only its owner reads, durably; an existing one is left as it is.
Result<void> create_private(const std::string& path);
Result<void> sync_file(const std::string& path);
/// The folder that the path names something in: after this, names made or removed there last.
Result<void> sync_folder_of(const std::string& path);
[[nodiscard]] bool exists(const std::string& path);

/// Room on the disk that is given up when it runs out, so that removing goes on.
class ReserveFile {
 public:
  ReserveFile(std::string path, std::size_t size) : path_(std::move(path)), size_(size) {}
  /// Takes the room, unless it is held already; false when there is none.
  bool hold();
  void release();

 private:
  std::string path_;
  std::size_t size_;
};

}  // namespace stille::store
