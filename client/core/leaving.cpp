#include "client/core/leaving.hpp"

#include "client/core/engine_core.hpp"
#include "client/core/self_notes.hpp"
#include "client/store/condition.hpp"
#include "client/store/tables/farewell.hpp"

namespace stille::client {

Leaving Engine::leaving() {
  return Leaving(*core_);
}

Result<store::BackupSummary> Leaving::back_up(const std::filesystem::path& file, const store::BackupKey& key,
                                              bool with_files) {
  // Nothing is changed: the transaction holds the moment.
  STILLE_TRY(const auto moment, store::Transaction::begin(core_.db()));
  STILLE_TRY(auto out, store::BackupWriter::begin(file, key, core_.rng));
  return store::write_backup(core_.db(), out, core_.clock.now(),
                             with_files ? core_.profile.folder() / "files" : std::filesystem::path());
}

Result<bool> Leaving::is_whole() const {
  return store::is_whole(core_.db());
}

Result<std::size_t> Leaving::bring_back(std::string_view conversation,
                                        std::span<const ImportedMessage> messages) {
  return core_.STILLE_CHANGE("history_imported")([&](Context& context) -> Result<std::size_t> {
    STILLE_TRY(const auto row, conversation_or_notes(context, conversation));
    return import_messages(context, row, messages);
  });
}

Result<std::string> Leaving::bring_back_group(std::string_view id, std::string_view name) {
  return core_.STILLE_CHANGE("group_imported")(
      [&](Context& context) { return import_group(context, id, name); });
}

Result<void> Leaving::give_up() {
  return core_.STILLE_CHANGE("give_up")([](Context& context) -> Result<void> {
    STILLE_TRYV(store::stop_everything(context.db));
    return store::close_all_mailboxes(context.db);
  });
}

Result<std::size_t> Leaving::left() const {
  return store::count_mailboxes(core_.db());
}

}  // namespace stille::client
