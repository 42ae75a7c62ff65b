#include "client/core/forgetting.hpp"

#include "client/core/people.hpp"
#include "client/store/tables/attachments.hpp"

namespace stille::client {

Result<void> forget_person(Context& context, std::string_view contact) {
  STILLE_TRY(const auto row, find_person(context.db, contact));
  // Own files may still lie at a relay; they are removed there with their messages.
  STILLE_TRY(const auto files, store::messages_with_files(context.db, row.id));
  for (const auto message : files) {
    STILLE_TRYV(store::remove_attachments(context.db, message, true));
  }
  ++context.counters.files_removed;
  STILLE_TRYV(store::close_mailboxes_of(context.db, row.id));
  return store::remove_contact(context.db, row.id);
}

}  // namespace stille::client
