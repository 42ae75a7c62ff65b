#include "client/core/forgetting.hpp"

#include "client/core/grouping.hpp"
#include "client/core/introducing.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/store/tables/attachments.hpp"

namespace stille::client {

namespace {

// The other members would go on to speak with them for us.
Result<bool> shares_a_group(Context& context, const e2e::Iid& person) {
  STILLE_TRY(auto groups, store::all_groups(context.db));
  for (auto& row : groups) {
    STILLE_TRY(const auto group, open_group(context.db, std::move(row)));
    if (group.self() != nullptr && group.roster.head()->member(person) != nullptr) return true;
  }
  return false;
}

}  // namespace

Result<void> forget_person(Context& context, std::string_view contact) {
  STILLE_TRY(const auto row, find_anybody(context.db, contact));
  STILLE_TRY(const bool shared, shares_a_group(context, row.iid));
  if (shared) return fail(Errc::wrong_state);
  // Own files may still lie at a relay; they are removed there with their messages.
  STILLE_TRY(const auto files, store::messages_with_files(context.db, row.id));
  for (const auto message : files) {
    STILLE_TRYV(store::remove_attachments(context.db, message, true));
  }
  ++context.counters.files_removed;
  ++context.counters.words_erased;
  STILLE_TRYV(revoke_introductions_of(context, row.id));
  STILLE_TRYV(store::close_mailboxes_of(context.db, row.id));
  return store::remove_contact(context.db, row.id);
}

}  // namespace stille::client
