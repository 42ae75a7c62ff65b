// From the store's errors to sentences about a file.
#include "client/rpc/backup.hpp"

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

#include "client/core/restoring.hpp"
#include "client/rpc/file_trouble.hpp"
#include "client/rpc/views_json.hpp"

namespace stille::rpc {

namespace {

namespace fs = std::filesystem;
using client::store::BackupKey;
using client::store::BackupReader;

Result<BackupKey> key_of(const fs::path& file, const crypto::SecretBytes& secret) {
  STILLE_TRY(const auto head, BackupReader::head_of(file));
  return BackupKey::of(head, secret.expose());
}

}  // namespace

Json to_json(const client::store::BackupSummary& summary) {
  Json out;
  out["created"] = to_rfc3339(summary.created);
  out["name"] = summary.name;
  out["contacts"] = summary.contacts;
  out["messages"] = summary.messages;
  out["files"] = summary.files;
  out["bytes"] = summary.size;
  return out;
}

// Reading and writing fail alike there; whether it is there tells which of them it was.
Fault trouble_with(const fs::path& file) {
  struct stat there{};
  if (::lstat(file.c_str(), &there) == 0) return cannot_read(file);
  if (errno != ENOENT) return cannot_read(file, errno);
  const auto folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  return cannot_write(file, ::access(folder.c_str(), W_OK | X_OK) == 0 ? 0 : errno);
}

Fault backup_fault(const Error& error, const fs::path& file) {
  const Json about{{"about", file.string()}};
  const Json of_backup{{"about", file.string()}, {"kind", "backup"}};
  switch (error.code) {
    case Errc::bad_value:
      return fault(FaultCode::invalid_argument, "This is no backup of Stille.", about);
    case Errc::bad_encoding:
      return fault(FaultCode::wrong_passphrase, "The recovery key has a mistake in it.",
                   {{"about", file.string()}, {"kind", "recovery_key"}});
    case Errc::invalid_argument:
      return fault(FaultCode::wrong_passphrase, "The passphrase of the backup is empty.", of_backup);
    case Errc::wrong_passphrase:
      return fault(FaultCode::wrong_passphrase, "The backup does not open with this.", of_backup);
    case Errc::damaged:
      return fault(FaultCode::damaged, "The backup is damaged or not whole.", of_backup);
    case Errc::newer_version:
      return fault(FaultCode::newer_version, "The backup was made by a later version.", of_backup);
    case Errc::already_exists:
      return fault(FaultCode::already_exists, "There is something of this name already.", about);
    case Errc::not_found:
      return fault(FaultCode::not_found, "There is no such file.", about);
    case Errc::storage_failed:
      return trouble_with(file);
    default:
      return fault_from(error);
  }
}

Outcome<bool> backup_asks_passphrase(const fs::path& file) {
  const auto head = BackupReader::head_of(file);
  if (head.has_error()) return backup_fault(head.error(), file);
  const auto how = client::store::read_head(head.value());
  if (how.has_error()) return backup_fault(how.error(), file);
  return how.value().passphrase;
}

Answer check_backup(const fs::path& file, const crypto::SecretBytes& secret) {
  const auto key = key_of(file, secret);
  if (key.has_error()) return backup_fault(key.error(), file);
  const auto summary = client::verify_backup(file, key.value());
  if (summary.has_error()) return backup_fault(summary.error(), file);
  return to_json(summary.value());
}

Answer restore_backup(const fs::path& file, const crypto::SecretBytes& secret, const fs::path& folder,
                      const crypto::SecretBytes& passphrase, TimePoint now) {
  const auto key = key_of(file, secret);
  if (key.has_error()) return backup_fault(key.error(), file);
  crypto::SystemRng rng;
  const auto summary = client::restore_profile(file, key.value(), folder, passphrase,
                                               client::store::kPassphraseCost, now, rng);
  if (summary.has_error()) return backup_fault(summary.error(), file);
  return to_json(summary.value());
}

}  // namespace stille::rpc
