#include "client/core/local_contacts.hpp"

#include "client/core/inviting.hpp"
#include "client/core/people.hpp"
#include "client/core/read_position.hpp"
#include "client/store/tables/address_book.hpp"
#include "client/store/tables/keep.hpp"

namespace stille::client {

namespace {

// What was decided about the one where nothing was about the other.
Result<void> join_keep(store::Database& db, store::RowId from, store::RowId to) {
  STILLE_TRY(const auto local, store::load_keep(db, from));
  STILLE_TRY(auto row, store::load_keep(db, to));
  if (!row.rhythm) row.rhythm = local.rhythm;
  if (!row.birthday) row.birthday = local.birthday;
  if (!row.greeted) row.greeted = local.greeted;
  if (!row.rest_until) {
    row.rest_until = local.rest_until;
    row.rest_since = std::max(row.rest_since, local.rest_since);
  }
  row.never = row.never || local.never;
  return store::save_keep(db, row);
}

}  // namespace

Result<store::ContactRow> find_anybody(store::Database& db, std::string_view name) {
  return find_in(db, name, {store::Stage::member, store::Stage::local});
}

Result<std::vector<store::ContactRow>> everybody(store::Database& db) {
  STILLE_TRY(auto out, store::contacts_in(db, store::Stage::member));
  STILLE_TRY(auto locals, store::contacts_in(db, store::Stage::local));
  for (auto& row : locals) out.push_back(std::move(row));
  return out;
}

Result<std::string> joined_note(const std::string& note, const std::string& more) {
  if (more.empty() || note.find(more) != std::string::npos) return note;
  auto out = note;
  out.append(note.empty() ? "" : "\n").append(more);
  if (out.size() > kLongestNote) return fail(Errc::too_large);
  return out;
}

Result<void> become(Context& context, store::RowId local, store::RowId contact, bool rename) {
  STILLE_TRY(auto before, store::load_contact(context.db, local));
  STILLE_TRY(auto row, store::load_contact(context.db, contact));
  STILLE_TRY(row.note, joined_note(row.note, before.note));
  if (row.name.empty()) row.name = before.name;
  STILLE_TRYV(join_keep(context.db, local, contact));
  STILLE_TRY(const auto old, store::load_conversation(context.db, local));
  STILLE_TRY(const bool all_read, is_all_read(context, contact));
  STILLE_TRYV(store::move_kept(context.db, local, contact));
  if (all_read && old.read_up_to > 0) {
    STILLE_TRYV(pass_over(context, contact, old.read_up_to));
  }
  STILLE_TRYV(store::remove_contact(context.db, local));
  if (rename && before.alias) row.alias = std::move(before.alias);
  return store::update_contact(context.db, row);
}

Result<void> become_by_invitation(Context& context, store::RowId invitation, store::RowId contact,
                                  bool rename) {
  STILLE_TRY(const auto local, store::local_of_invitation(context.db, invitation));
  if (!local) return ok();
  auto done = become(context, *local, contact, rename);
  if (!done && done.error().code == Errc::too_large) return ok();
  return done;
}

Result<void> invite_local(Context& context, std::string_view local, store::RowId invitation) {
  STILLE_TRY(auto row, find_anybody(context.db, local));
  if (row.stage != store::Stage::local) return fail(Errc::wrong_state);
  if (row.invitation) {
    STILLE_TRY(const auto earlier, store::load_invitation(context.db, *row.invitation));
    const bool open =
        earlier.state == store::InviteState::preparing || earlier.state == store::InviteState::ready;
    if (open) {
      STILLE_TRYV(revoke_invitation(context, earlier.name));
    }
  }
  row.invitation = invitation;
  return store::update_contact(context.db, row);
}

}  // namespace stille::client
