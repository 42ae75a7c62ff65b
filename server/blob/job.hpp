// What the relay's core wants done with the files of blobs, and what became of it. Knows neither files nor
// commands.
#pragma once

#include <variant>

#include "server/store/records.hpp"

namespace stille::blob {

using store::BlobFile;

/// Chosen by the core, never reused within a process.
using JobId = std::uint64_t;

/// Makes the file if there is none. Done once the bytes are durable.
struct WriteChunk {
  JobId id = 0;
  BlobFile file;
  std::uint64_t offset = 0;
  Bytes bytes;
};
/// Whether the file has these bytes there.
struct CompareChunk {
  JobId id = 0;
  BlobFile file;
  std::uint64_t offset = 0;
  Bytes bytes;
};
struct ReadChunk {
  JobId id = 0;
  BlobFile file;
  std::uint64_t offset = 0;
  std::size_t size = 0;
};
/// Nothing is reported.
struct RemoveFile {
  BlobFile file;
};
/// All files whose name begins with this byte.
struct ListShard {
  std::uint8_t shard = 0;
};
struct LookFor {
  BlobFile file;
};
struct MeasureDisk {};

/// Jobs on one file are done in the order in which they were given.
using Job = std::variant<WriteChunk, CompareChunk, ReadChunk, RemoveFile, ListShard, LookFor, MeasureDisk>;

/// Bytes of the file system that holds the blobs.
struct DiskRoom {
  std::uint64_t used = 0;
  std::uint64_t available = 0;
};

// Errors: storage_full, damaged (the file is shorter than it should be, or not there), storage_failed.
struct ChunkWritten {
  JobId id = 0;
  Result<void> outcome;
};
struct ChunkCompared {
  JobId id = 0;
  Result<bool> same;
};
struct ChunkRead {
  JobId id = 0;
  Result<Bytes> bytes;
};
struct ShardListed {
  std::uint8_t shard = 0;
  Result<std::vector<BlobFile>> files;
};
struct LookedFor {
  BlobFile file;
  Result<bool> there;
};
struct DiskMeasured {
  Result<DiskRoom> room;
};
using Done = std::variant<ChunkWritten, ChunkCompared, ChunkRead, ShardListed, LookedFor, DiskMeasured>;

}  // namespace stille::blob
