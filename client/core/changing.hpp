// What happens to a message after it was said: reactions, edits, deletions, by either side. Both sides arrive
// at the same state in whatever order the changes and their message come.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/messages.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

/// Changes of one contact that wait for the message they are about, and how long.
inline constexpr std::size_t kMostEarlyChanges = 64;
inline constexpr std::chrono::hours kEarlyChangeLife{24 * 31};

/// By m_ id or a unique beginning of it: not_found, ambiguous.
Result<store::MessageRow> find_message(store::Database& db, std::string_view id);

// --- Ours; errors as in Talk ---
Result<void> react_to(Context& context, const store::MessageRow& message, std::string_view reaction);
Result<void> edit_text(Context& context, const store::MessageRow& message, std::string_view text,
                       bool question);
Result<void> delete_for_everyone(Context& context, const store::MessageRow& message);

// --- Theirs ---
/// A Reaction, Edit or Delete of the contact, with its encoding. Of a message that is not here it is kept for
/// a while.
Result<void> take_change(Context& context, store::RowId contact, const wire::Content& content,
                         ByteView bytes);
/// One of the two that change a message which is here.
Result<void> take_reaction(Context& context, const store::MessageRow& message, const store::ReactionRow& row);
/// A text, or the caption of files, which is shorter.
bool may_be_worded(const store::MessageRow& message, std::string_view text);
Result<void> take_wording(Context& context, const store::MessageRow& message, const wire::Edit& edit);
/// A message of theirs has just been stored: what was kept for it is done. Gives the row as it is then.
Result<store::MessageRow> apply_early_changes(Context& context, const store::MessageRow& message);

/// The words of a message and everything that was said about it go, also from quotes when it is for everyone;
/// its place stays taken. So do its files, here and, but for what the other person may still fetch of a
/// message that went only here, at the relay.
Result<void> erase_message(Context& context, const store::MessageRow& message, store::Removal removal);
/// A message that has its place changed: an event for people's programs, whose `count` is 1 when we did it.
/// One that has none yet is shown changed. `who`: p_ id of somebody in a group who is not its author.
Result<void> log_change(Context& context, const store::MessageRow& message, store::EventKind kind,
                        std::string_view state, bool by_us, std::string_view who = {});

}  // namespace stille::client
