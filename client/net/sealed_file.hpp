// Files between the disk and chunks of a blob: a source that is sealed while it is read, and a sealed copy
// that is fetched, checked and opened. One chunk in memory at a time. Knows nothing of states or of the
// profile.
#pragma once

#include <string>

#include "client/e2e/file.hpp"
#include "client/net/chunk_file.hpp"

namespace stille::net {

/// Called before each chunk; false ends the transfer with `cancelled`.
using StillWanted = std::function<bool()>;
using Progress = std::function<void(std::uint32_t done)>;

/// A file of somebody's, open for reading. A regular one: anything else is invalid_argument.
class SourceFile {
 public:
  /// not_found when it cannot be read.
  static Result<SourceFile> open(const std::string& path);
  SourceFile(SourceFile&& other) noexcept;
  SourceFile& operator=(SourceFile&&) = delete;
  SourceFile(const SourceFile&) = delete;
  ~SourceFile();
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// The file's bytes in that chunk; damaged when it has become shorter.
  [[nodiscard]] Result<crypto::SecretBytes> read(const e2e::FileShape& shape, std::uint32_t index) const;

 private:
  SourceFile(int file, std::uint64_t size) : file_(file), size_(size) {}
  int file_;
  std::uint64_t size_;
};

/// Seals a source while it is sent. A chunk that is not what it was when the file was prepared does not
/// leave: damaged.
class SealedSource final : public Chunks {
 public:
  SealedSource(SourceFile source, e2e::FileKey key, e2e::FileShape shape,
               std::vector<e2e::ChunkHash> expected, StillWanted wanted, Progress progress);
  Result<Bytes> read(std::uint32_t index, std::size_t size) override;
  [[nodiscard]] bool has(std::uint32_t) const override { return false; }
  Result<void> write(std::uint32_t, ByteView) override { return fail(Errc::internal); }
  void progressed(std::uint32_t done, std::uint32_t) override { progress_(done); }

 private:
  SourceFile source_;
  e2e::FileKey key_;
  e2e::FileShape shape_;
  std::vector<e2e::ChunkHash> expected_;
  StillWanted wanted_;
  Progress progress_;
};

/// Chunks as they lie at the relay, in a file of their own. What does not open under the key is not kept.
class SealedCopy final : public Chunks {
 public:
  /// Goes on with what is there.
  static Result<std::shared_ptr<SealedCopy>> open(const std::string& path, e2e::FileKey key,
                                                  e2e::FileShape shape, StillWanted wanted,
                                                  Progress progress);
  Result<Bytes> read(std::uint32_t index, std::size_t size) override;
  /// Also asked about what its sender never described: the number comes from the relay.
  [[nodiscard]] bool has(std::uint32_t index) const override {
    return index < shape_.count && file_->has(index);
  }
  Result<void> write(std::uint32_t index, ByteView chunk) override;
  void progressed(std::uint32_t done, std::uint32_t) override { progress_(done); }
  /// The file's bytes in that chunk. undecryptable.
  Result<crypto::SecretBytes> open_chunk(std::uint32_t index);
  /// All chunks are there: makes them durable, and drops the list.
  Result<void> finish();

 private:
  SealedCopy(std::shared_ptr<ChunkFile> file, e2e::FileKey key, e2e::FileShape shape, StillWanted wanted,
             Progress progress);
  std::shared_ptr<ChunkFile> file_;
  e2e::FileKey key_;
  e2e::FileShape shape_;
  StillWanted wanted_;
  Progress progress_;
};

/// A complete copy, one chunk of it opened. not_found, undecryptable.
Result<crypto::SecretBytes> open_from_copy(const std::string& path, const e2e::FileKey& key,
                                           const e2e::FileShape& shape, std::uint32_t index);

}  // namespace stille::net
