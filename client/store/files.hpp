// The few file operations a profile needs, each durable when it returns. Knows nothing of their contents.
#pragma once

#include <filesystem>

#include "common/base/bytes.hpp"

namespace stille::client::store {

/// A file descriptor that closes itself.
class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) noexcept : descriptor_(descriptor) {}
  OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OpenFile();
  [[nodiscard]] int get() const noexcept { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// All of it, where the file stands. storage_full, storage_failed.
Result<void> write_all(int descriptor, ByteView bytes);
/// not_found, too_large, storage_failed.
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit);
/// Replaces the file at once (mode 0600): all of the new bytes or all of the old after a crash.
Result<void> replace_file(const std::filesystem::path& path, ByteView bytes);
/// Makes renames and new names in a folder durable.
Result<void> sync_folder(const std::filesystem::path& folder);
/// Holds the lock until the file is closed; busy when another process has it.
Result<OpenFile> lock_file(const std::filesystem::path& path);
/// Opened for reading and writing, made when absent (mode 0600).
Result<OpenFile> open_file(const std::filesystem::path& path);

}  // namespace stille::client::store
