// The note to self: a conversation named `self` that never leaves this machine. It has a row among the
// contacts with our own identity, made when it is first used, which no list of people shows.
#pragma once

#include <span>

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"

namespace stille::client {

/// As find_person_or_group, or the notes by `self`: not_found as long as nothing was noted.
Result<store::ContactRow> find_conversation(store::Database& db, std::string_view name);
/// With people, with groups, and the notes; those with people who are known through a group only included.
Result<std::vector<store::ContactRow>> all_conversations(store::Database& db);
/// Those of them with these c_ ids.
Result<std::vector<store::ContactRow>> conversations_called(store::Database& db,
                                                            std::span<const std::string> ids);
/// As find_conversation, making the notes when they are asked for.
Result<store::ContactRow> conversation_or_notes(Context& context, std::string_view name);

}  // namespace stille::client
