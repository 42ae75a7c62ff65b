// What seals a backup: a passphrase of its own, or a recovery key that was made for it. Pure bytes: knows
// nothing of files or of what is in a backup.
#pragma once

#include "common/crypto/password.hpp"
#include "common/crypto/random.hpp"

namespace stille::client::store {

/// 256 MiB, 3 passes, as a profile's passphrase: a backup lies where others may copy it.
inline constexpr crypto::ArgonCost kBackupCost{3, 256U * 1024U};
inline constexpr std::size_t kBackupHeadSize = 30;

/// 18 random bytes and 2 that tell a slip of the pen, as 8 groups of 4 letters and digits.
using RecoveryKey = crypto::Secret<struct RecoveryKeyTag, 20>;
RecoveryKey make_recovery_key(crypto::Rng& rng);
crypto::SecretBytes to_text(const RecoveryKey& key);
/// Small letters, spaces and hyphens as people type them; O counts as 0, I and L as 1. bad_encoding.
Result<RecoveryKey> parse_recovery_key(ByteView text);

/// The key of one backup, and the head of its file, which says how the key is come by:
///   0   4  "STLB"     5   1  flags: 1 passphrase    22  4  Argon2id passes, 0 without a passphrase
///   4   1  format, 1  6  16  salt                   26  4  Argon2id memory, KiB
class BackupKey {
 public:
  static BackupKey from(const RecoveryKey& key, crypto::Rng& rng);
  /// too_large above kLongestPassphrase, invalid_argument for an empty one.
  static Result<BackupKey> from_passphrase(ByteView passphrase, crypto::Rng& rng,
                                           crypto::ArgonCost cost = kBackupCost);
  /// Of a file that begins so. `secret`: the passphrase, or the recovery key as it was typed. bad_encoding
  /// for a recovery key with a slip, else as read_head.
  static Result<BackupKey> of(ByteView head, ByteView secret);
  /// For whoever made it to hand it to whoever writes the file. bad_length, else as read_head.
  static Result<BackupKey> decode(ByteView encoded);
  [[nodiscard]] crypto::SecretBytes encode() const;

  [[nodiscard]] ByteView head() const noexcept { return head_; }
  [[nodiscard]] ByteView expose() const noexcept { return key_.expose(); }

 private:
  using Key = crypto::Secret<struct BackupKeyTag, 32>;
  BackupKey(Bytes head, Key key) : head_(std::move(head)), key_(std::move(key)) {}
  Bytes head_;
  Key key_;
};

struct BackupHead {
  bool passphrase = false;
  Bytes salt;
  crypto::ArgonCost cost{};
};
/// bad_value: no backup; newer_version for a later format.
Result<BackupHead> read_head(ByteView head);

}  // namespace stille::client::store
