// The file of a backup: a head, then chunks of one size, each sealed for its place, the last one marked as
// the last. Written beside its name and renamed when it is on the disk; one chunk in memory at a time. Knows
// nothing of what is in it.
#pragma once

#include <filesystem>

#include "client/store/backup_key.hpp"
#include "client/store/files.hpp"

namespace stille::client::store {

/// A chunk as it lies in the file.
inline constexpr std::size_t kBackupChunk = 65'536;

/// Whoever removes the file beside its name ends the work from outside: from then on everything is cancelled,
/// and nothing gets the name.
class BackupWriter {
 public:
  /// already_exists; storage_failed, storage_full. `key` and `rng` outlive the writer.
  static Result<BackupWriter> begin(const std::filesystem::path& file, const BackupKey& key,
                                    crypto::Rng& rng);
  BackupWriter(BackupWriter&& other) noexcept;
  BackupWriter& operator=(BackupWriter&&) = delete;
  /// Nothing is left of what was not finished.
  ~BackupWriter();

  Result<void> u8(std::uint8_t value) { return raw({&value, 1}); }
  Result<void> u32(std::uint32_t value) { return raw(be32(value)); }
  Result<void> u64(std::uint64_t value) { return raw(be64(value)); }
  Result<void> raw(ByteView bytes);
  /// u32 length, then the bytes.
  Result<void> sized(ByteView bytes);
  /// Pads to one of few sizes, makes it durable and gives it its name. The size of the file.
  Result<std::uint64_t> finish();

 private:
  BackupWriter(std::filesystem::path file, OpenFile part, const BackupKey& key, crypto::Rng& rng);
  Result<void> seal(bool last);

  std::filesystem::path file_;
  std::filesystem::path part_;  // empty: finished, or moved from
  OpenFile open_;
  const BackupKey& key_;
  crypto::Rng& rng_;
  crypto::SecretBytes chunk_;
  std::size_t filled_ = 0;
  std::uint64_t chunks_ = 0;
};

class BackupReader {
 public:
  /// Reads the head alone: kBackupHeadSize bytes. not_found, bad_value: no backup.
  static Result<Bytes> head_of(const std::filesystem::path& file);
  /// wrong_passphrase when not even the first chunk opens. `key` outlives the reader.
  static Result<BackupReader> open(const std::filesystem::path& file, const BackupKey& key);

  /// All of these answer damaged where the file ends or does not open.
  Result<std::uint8_t> u8();
  Result<std::uint32_t> u32();
  Result<std::uint64_t> u64();
  Result<void> raw(ByteSpan into);
  /// too_large above `limit`.
  Result<crypto::SecretBytes> sized(std::size_t limit);
  /// Nothing but padding is left, up to the mark of the last chunk.
  Result<void> done();
  [[nodiscard]] std::uint64_t size() const noexcept;

 private:
  BackupReader(OpenFile file, const BackupKey& key, std::uint64_t chunks);
  Result<void> next();

  OpenFile file_;
  const BackupKey& key_;
  std::uint64_t chunks_;
  std::uint64_t read_ = 0;
  crypto::SecretBytes chunk_;
  std::size_t taken_ = 0;
};

}  // namespace stille::client::store
