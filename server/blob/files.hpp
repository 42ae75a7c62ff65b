// The interface to the files of blobs: chunks in and out, what is durable, what there is.
// Knows nothing of rows, and not when anything is done.
#pragma once

#include "server/blob/job.hpp"

namespace stille::blob {

/// One thread calls it. Errors: storage_full, damaged (shorter than it should be, or not there),
/// storage_failed.
class BlobFiles {
 public:
  virtual ~BlobFiles() = default;

  /// Makes the file if there is none. Not durable before sync().
  virtual Result<void> write(const BlobFile& file, std::uint64_t offset, ByteView bytes) = 0;
  /// After this, everything written to the file since the last one survives a loss of power.
  virtual Result<void> sync(const BlobFile& file) = 0;
  virtual Result<Bytes> read(const BlobFile& file, std::uint64_t offset, std::size_t size) = 0;
  /// One that is not there is no error.
  virtual Result<void> remove(const BlobFile& file) = 0;
  virtual Result<bool> has(const BlobFile& file) = 0;
  virtual Result<std::vector<BlobFile>> list(std::uint8_t shard) = 0;
  virtual Result<DiskRoom> room() = 0;
};

}  // namespace stille::blob
