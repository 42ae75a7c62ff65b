// What this profile keeps about its conversations for itself: how far each was read, and how it is shown.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

struct ConversationRow {
  RowId contact = 0;
  std::uint64_t read_up_to = 0;  // place of the last message that was read
  bool marked_unread = false;
  std::optional<TimePoint> pinned = {};
  std::optional<std::uint64_t> archived = {};  // the last place of the log when it was put away
  std::optional<TimePoint> muted_until = {};   // TimePoint::max(): until it is taken back
  std::uint8_t notify = 0;                     // a client::Notify
};

/// As it is for a conversation that was never touched, when there is no row.
Result<ConversationRow> load_conversation(Database& db, RowId contact);
Result<void> save_conversation(Database& db, const ConversationRow& row);

/// How unread messages are counted, open to the test that asks where the database looks for them.
inline constexpr std::string_view kCountUnread =
    "SELECT count(*) FROM message WHERE contact = ? AND outgoing = 0 AND position > ? AND removal = 0 AND "
    "kind <> 2";
/// Of the messages that came: how many are newer than `read_up_to`.
Result<std::size_t> count_unread(Database& db, RowId contact, std::uint64_t read_up_to);
/// The place of the newest message that came; 0: none.
Result<std::uint64_t> last_incoming(Database& db, RowId contact);
Result<bool> has_messages(Database& db, RowId contact);
/// How they are found, open to the test as well: each contact once, and their messages in an index.
inline constexpr std::string_view kLocalsWithMessages =
    "SELECT id FROM contact WHERE stage = ? AND EXISTS"
    " (SELECT 1 FROM message WHERE message.contact = contact.id) ORDER BY id";
/// Local contacts with whom something was said, as an export told: by id.
Result<std::vector<RowId>> locals_with_messages(Database& db);
/// Of the newest so many messages: what was erased below them is not looked through for a list.
inline constexpr std::size_t kMostLookedThrough = 200;
struct LastMessage {
  RowId id = 0;
  std::uint64_t position = 0;
};
/// The newest message of either side that still shows; none when none of those does.
Result<std::optional<LastMessage>> last_message(Database& db, RowId contact);

/// How far the log had come at that time: a few looks by number, for it has no gap and its times go up. 0: it
/// had not begun.
Result<std::uint64_t> place_at(Database& db, TimePoint at);

}  // namespace stille::client::store
