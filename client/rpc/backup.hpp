// Backups as callers see them: what is in one, what can be wrong with one, and coming back from one, for
// which no profile has to be there. Knows nothing of where secrets are asked for.
#pragma once

#include "client/rpc/fault.hpp"
#include "client/store/backup_rows.hpp"
#include "common/crypto/password.hpp"

namespace stille::rpc {

Json to_json(const client::store::BackupSummary& summary);
/// `file` is the `about` of most of them.
Fault backup_fault(const Error& error, const std::filesystem::path& file);

/// Whether the file asks for a passphrase; else for its recovery key.
Outcome<bool> backup_asks_passphrase(const std::filesystem::path& file);
/// Opens and counts everything.
Answer check_backup(const std::filesystem::path& file, const crypto::SecretBytes& secret);
/// Into a folder that is not there yet. `passphrase` empty: the profile has none.
Answer restore_backup(const std::filesystem::path& file, const crypto::SecretBytes& secret,
                      const std::filesystem::path& folder, const crypto::SecretBytes& passphrase,
                      TimePoint now);

}  // namespace stille::rpc
