// Files in chunks (PROTOCOL.md 15.1): how many, how each is sealed under a key of its own, and what binds
// them together. One chunk at a time, so memory is bounded by it. Knows nothing of where chunks lie or
// travel.
#pragma once

#include <span>

#include "common/crypto/secret.hpp"
#include "common/protocol/command.hpp"

namespace stille::e2e {

/// Random, for one file and one upload.
using FileKey = crypto::Secret<struct FileKeyTag, 32>;
/// H32 of a sealed chunk; of all of those in order; of the file's own bytes.
using ChunkHash = Fixed<struct ChunkHashTag, 32>;
using FileRoot = Fixed<struct FileRootTag, 32>;
using FileHash = Fixed<struct FileHashTag, 32>;

/// The most that fits into a blob: 1 GiB less 16 bytes a chunk.
inline constexpr std::uint64_t kLargestFile =
    std::uint64_t{protocol::kMostChunks} * (protocol::kLargeChunk - 16);
/// Up to here a file goes in chunks of class SMALL.
inline constexpr std::uint64_t kSmallFile = 8U << 20U;

/// `size` with all but its leading bits rounded up (Padmé): at most 12 percent more, and few sizes remain.
std::uint64_t padded_size(std::uint64_t size) noexcept;

/// How a file of `size` bytes lies in chunks.
struct FileShape {
  std::uint64_t size = 0;
  protocol::ChunkClass chunk_class = protocol::ChunkClass::small;
  std::uint32_t count = 1;

  [[nodiscard]] std::size_t chunk() const noexcept { return protocol::chunk_size(chunk_class); }
  /// Bytes of the file in a full chunk.
  [[nodiscard]] std::size_t room() const noexcept { return chunk() - 16; }
  [[nodiscard]] std::uint64_t offset(std::uint32_t index) const noexcept {
    return std::uint64_t{index} * room();
  }
  /// Of the file in this chunk; 0 in those that are padding alone.
  [[nodiscard]] std::size_t bytes_in(std::uint32_t index) const noexcept;
  bool operator==(const FileShape&) const = default;
};

/// too_large when the class cannot hold so much.
Result<FileShape> shape_of(std::uint64_t size, protocol::ChunkClass chunk_class);
/// With the class that a sender takes by itself; too_large above kLargestFile.
Result<FileShape> shape_of(std::uint64_t size);

/// `plaintext` is what bytes_in() says, or bad_length; bad_value for an index beyond the last. Gives chunk()
/// bytes. Two plaintexts must never leave under one key and index: compare with what was sealed before.
Result<Bytes> seal_chunk(const FileKey& key, const FileShape& shape, std::uint32_t index, ByteView plaintext);
/// The file's bytes in it. undecryptable: another key, index, count or a changed byte; bad_length, bad_value.
Result<crypto::SecretBytes> open_chunk(const FileKey& key, const FileShape& shape, std::uint32_t index,
                                       ByteView sealed);

ChunkHash chunk_hash(ByteView sealed);
FileRoot root_of(std::span<const ChunkHash> chunks);

}  // namespace stille::e2e
