// The files of blobs in memory, with a disk that can be made to fail, and a note of what was done.
#pragma once

#include <map>

#include "server/blob/files.hpp"

namespace stille::blob::test {

class MemoryFiles final : public BlobFiles {
 public:
  MemoryFiles() = default;
  ~MemoryFiles() override {
    if (last_words != nullptr) *last_words = log;
  }
  MemoryFiles(const MemoryFiles&) = delete;
  MemoryFiles& operator=(const MemoryFiles&) = delete;

  Result<void> write(const BlobFile& file, std::uint64_t offset, ByteView bytes) override {
    if (write_error) return fail(*write_error);
    auto& content = files[file];
    content.resize(std::max(content.size(), static_cast<std::size_t>(offset) + bytes.size()));
    std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
    log += 'w';
    return ok();
  }
  Result<void> sync(const BlobFile&) override {
    log += 's';
    if (sync_error) return fail(*sync_error);
    return ok();
  }
  Result<Bytes> read(const BlobFile& file, std::uint64_t offset, std::size_t size) override {
    log += 'r';
    if (read_error) return fail(*read_error);
    const auto found = files.find(file);
    if (found == files.end() || found->second.size() < offset + size) return fail(Errc::damaged);
    const auto from = found->second.begin() + static_cast<std::ptrdiff_t>(offset);
    return Bytes(from, from + static_cast<std::ptrdiff_t>(size));
  }
  Result<void> remove(const BlobFile& file) override {
    files.erase(file);
    return ok();
  }
  Result<bool> has(const BlobFile& file) override { return files.contains(file); }
  Result<std::vector<BlobFile>> list(std::uint8_t shard) override {
    std::vector<BlobFile> out;
    for (const auto& [file, content] : files) {
      if (file.raw[0] == shard) out.push_back(file);
    }
    return out;
  }
  Result<DiskRoom> room() override { return disk; }

  std::map<BlobFile, Bytes> files;
  DiskRoom disk{0, std::uint64_t{1} << 40};
  std::optional<Errc> write_error;
  std::optional<Errc> sync_error;
  std::optional<Errc> read_error;
  std::string log{};
  std::string* last_words = nullptr;  // where the log goes at the end
};

}  // namespace stille::blob::test
