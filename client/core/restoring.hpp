// A profile comes back from a backup: the same person and the same memory, and everything else new. Nothing
// of the sessions was kept, so each of them begins anew as after any loss (PROTOCOL.md section 16.1).
#pragma once

#include "client/store/backup_rows.hpp"
#include "client/store/profile.hpp"

namespace stille::client {

/// What the lost profile may have counted on after the backup, where the clock does not tell.
inline constexpr std::uint64_t kCommitsPassedOver = std::uint64_t{1} << 20U;

/// Makes the folder as a whole or not at all. already_exists; wrong_passphrase, damaged, newer_version and
/// bad_value as store::BackupReader and store::read_backup.
Result<store::BackupSummary> restore_profile(const std::filesystem::path& backup, const store::BackupKey& key,
                                             const std::filesystem::path& folder,
                                             const crypto::SecretBytes& passphrase, crypto::ArgonCost cost,
                                             TimePoint now, crypto::Rng& rng);
/// Reads everything and keeps nothing.
Result<store::BackupSummary> verify_backup(const std::filesystem::path& backup, const store::BackupKey& key);

}  // namespace stille::client
