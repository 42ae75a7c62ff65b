// Leaving and coming back: a copy of everything in one sealed file, and the end of a profile.
#pragma once

#include "client/core/engine.hpp"
#include "client/core/importing.hpp"
#include "client/store/backup_rows.hpp"

namespace stille::client {

class Leaving {
 public:
  explicit Leaving(Engine::Core& core) : core_(core) {}

  /// Everything but sessions, all of one moment; `file` is there as a whole or not at all. The engine does
  /// nothing else meanwhile. already_exists, storage_failed, storage_full; too_large for a row that no backup
  /// takes.
  Result<store::BackupSummary> back_up(const std::filesystem::path& file, const store::BackupKey& key,
                                       bool with_files);

  /// Whether everything here can still be read, so that a backup could be made of it: reads all of it. The
  /// engine does nothing else meanwhile.
  Result<bool> is_whole() const;

  /// History of an export comes back into a conversation of somebody who is here, local contacts and groups
  /// included, or into the notes (`self`): see importing.hpp. How many messages were not here.
  Result<std::size_t> bring_back(std::string_view conversation, std::span<const ImportedMessage> messages);

  /// As import_group.
  Result<std::string> bring_back_group(std::string_view id, std::string_view name);

  /// Gives up every mailbox, and with them links and blobs, at every relay; nobody can write here any more,
  /// and nothing more leaves. Repeating it changes nothing.
  Result<void> give_up();
  /// Mailboxes that a relay has yet to remove.
  Result<std::size_t> left() const;

 private:
  Engine::Core& core_;
};

}  // namespace stille::client
