// People who are only in the own address book: how they are found beside contacts, and how one becomes a
// contact, so that nothing has to be typed twice.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"

namespace stille::client {

/// As find_person, local contacts among them.
Result<store::ContactRow> find_anybody(store::Database& db, std::string_view name);
/// Contacts whom one has made contacts of, then local ones.
Result<std::vector<store::ContactRow>> everybody(store::Database& db);
/// The note as it is with more below it; too_large above kLongestNote.
Result<std::string> joined_note(const std::string& note, const std::string& more);

/// What is kept about a local contact is the other's from now on, its alias with `rename`; the local contact
/// is gone. too_large, before anything is changed: the notes do not fit together.
Result<void> become(Context& context, store::RowId local, store::RowId contact, bool rename);
/// Somebody came through this invitation: whom it was made for is them. What cannot be joined stays apart.
Result<void> become_by_invitation(Context& context, store::RowId invitation, store::RowId contact,
                                  bool rename);
/// The newest invitation for somebody is the one by which they will be known; an open earlier one is revoked.
/// wrong_state: not a local contact.
Result<void> invite_local(Context& context, std::string_view local, store::RowId invitation);

}  // namespace stille::client
