// The files of blobs in a folder: FOLDER/xx/<32 hexadecimal digits>, xx the first two of them. Keeps a few
// of them open. Knows nothing of threads.
#pragma once

#include <list>
#include <memory>
#include <set>
#include <string>

#include "server/blob/files.hpp"

namespace stille::blob {

class BlobFolder final : public BlobFiles {
 public:
  /// Makes the folder, readable by its owner alone, if there is none.
  static Result<std::unique_ptr<BlobFolder>> open(const std::string& path);
  ~BlobFolder() override;
  BlobFolder(const BlobFolder&) = delete;
  BlobFolder& operator=(const BlobFolder&) = delete;

  Result<void> write(const BlobFile& file, std::uint64_t offset, ByteView bytes) override;
  Result<void> sync(const BlobFile& file) override;
  Result<Bytes> read(const BlobFile& file, std::uint64_t offset, std::size_t size) override;
  Result<void> remove(const BlobFile& file) override;
  Result<bool> has(const BlobFile& file) override;
  Result<std::vector<BlobFile>> list(std::uint8_t shard) override;
  Result<DiskRoom> room() override;

  static constexpr std::size_t kMostOpen = 32;

 private:
  explicit BlobFolder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] std::string shard_path(std::uint8_t shard) const;
  [[nodiscard]] std::string path_of(const BlobFile& file) const;
  enum class Missing : std::uint8_t { refuse, make };
  Result<int> descriptor(const BlobFile& file, Missing missing);
  Result<int> make(const BlobFile& file);
  void close(const BlobFile& file);

  std::string path_;
  std::list<std::pair<BlobFile, int>> open_;  // most recently used first
  std::set<BlobFile> fresh_;                  // made, and their names not durable yet
};

}  // namespace stille::blob
