// The chunks of a blob as pieces of one file. A file that is being fetched has its list of chunks beside it,
// so that a transfer which was killed goes on where it was.
#pragma once

#include <string>

#include "client/net/transfer.hpp"

namespace stille::net {

/// storage_failed or storage_full when the system refuses; damaged for a file shorter than it should be.
class ChunkFile final : public Chunks {
 public:
  /// To send it. What is missing of the last chunk is zeros.
  static Result<std::shared_ptr<ChunkFile>> to_send(const std::string& path);
  /// To fetch it into; what came before is there. `chunk` and `count` as the blob has them.
  static Result<std::shared_ptr<ChunkFile>> to_fetch(const std::string& path, std::size_t chunk,
                                                     std::uint32_t count);
  ~ChunkFile() override;
  ChunkFile(const ChunkFile&) = delete;
  ChunkFile& operator=(const ChunkFile&) = delete;

  Result<Bytes> read(std::uint32_t index, std::size_t size) override;
  [[nodiscard]] bool has(std::uint32_t index) const override { return have_.at(index) != 0; }
  Result<void> write(std::uint32_t index, ByteView chunk) override;
  void progressed(std::uint32_t done, std::uint32_t all) override;
  /// Everything has been fetched: the file has this size, and the list goes. Durable when it returns.
  Result<void> finish(std::uint64_t size);

  std::function<void(std::uint32_t done, std::uint32_t all)> on_progress;

 private:
  ChunkFile(std::string path, int file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] std::string list_path() const { return path_ + ".chunks"; }

  std::string path_;
  int file_;
  int list_ = -1;
  std::size_t chunk_ = 0;
  Bytes have_;  // a byte for each chunk: 1 when it is in the file
};

}  // namespace stille::net
