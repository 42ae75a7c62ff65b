// The encrypted file of a backup: files under one key, in pieces that can be read as they come and that show
// every change, exchange and cut. Knows nothing of what the files mean.
//   header = "STLB" || format 0x01 || salt (16) || passes u32 || memory in KiB u32
//   piece  = u32 length || CAE.Seal(key, ad = header || u64 number || u8 whether it is the last, at most 1
//   MiB) pieces = one after the other: u16 length of a name || name || u64 size || bytes, ...; a name of
//   length 0 ends key    = Argon2id(secret, salt, memory, passes, 32)
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "common/crypto/random.hpp"

namespace stille::server {

/// All throw Complaint: usage when the system refuses, damaged for a file that is not what it was.
class BackupWriter {
 public:
  /// `path` must not exist; it appears when finish() has returned.
  BackupWriter(std::filesystem::path path, const crypto::SecretBytes& secret, crypto::Rng& rng);
  ~BackupWriter();
  BackupWriter(const BackupWriter&) = delete;
  BackupWriter& operator=(const BackupWriter&) = delete;

  /// The whole file as it is now.
  void add(const std::string& name, const std::filesystem::path& file);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Called for each piece of a file, in order; `left` is what follows of the same file.
using TakePiece = std::function<void(const std::string& name, ByteView piece, std::uint64_t left)>;

/// Reads all of it. usage with a wrong secret.
void read_backup(const std::filesystem::path& path, const crypto::SecretBytes& secret, const TakePiece& take);

}  // namespace stille::server
