// SQL of conversation.
#include "client/store/tables/conversations.hpp"

#include "client/store/tables/contacts.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client::store {

Result<ConversationRow> load_conversation(Database& db, RowId contact) {
  STILLE_TRY(auto row, maybe_row(db.query("SELECT read_up_to, marked_unread, pinned, archived, muted_until,"
                                          " notify FROM conversation WHERE contact = ?",
                                          contact),
                                 [&](Query& query) {
                                   return ConversationRow{
                                       .contact = contact,
                                       .read_up_to = query.get<std::uint64_t>(0),
                                       .marked_unread = query.get<bool>(1),
                                       .pinned = query.get<std::optional<TimePoint>>(2),
                                       .archived = query.get<std::optional<std::uint64_t>>(3),
                                       .muted_until = query.get<std::optional<TimePoint>>(4),
                                       .notify = query.get<std::uint8_t>(5)};
                                 }));
  return row.value_or(ConversationRow{.contact = contact});
}

Result<void> save_conversation(Database& db, const ConversationRow& row) {
  return db.run(
      "INSERT INTO conversation(contact, read_up_to, marked_unread, pinned, archived, muted_until, notify)"
      " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(contact) DO UPDATE SET read_up_to = excluded.read_up_to,"
      " marked_unread = excluded.marked_unread, pinned = excluded.pinned, archived = excluded.archived,"
      " muted_until = excluded.muted_until, notify = excluded.notify",
      row.contact, row.read_up_to, row.marked_unread, row.pinned, row.archived, row.muted_until, row.notify);
}

Result<std::size_t> count_unread(Database& db, RowId contact, std::uint64_t read_up_to) {
  STILLE_TRY(const auto count, db.value<std::size_t>(kCountUnread, contact, read_up_to));
  return count.value_or(0);
}

Result<std::uint64_t> last_incoming(Database& db, RowId contact) {
  STILLE_TRY(
      const auto place,
      db.value<std::uint64_t>(
          "SELECT coalesce(max(position), 0) FROM message WHERE contact = ? AND outgoing = 0", contact));
  return place.value_or(0);
}

Result<bool> has_messages(Database& db, RowId contact) {
  STILLE_TRY(const auto found,
             db.value<std::int64_t>("SELECT EXISTS (SELECT 1 FROM message WHERE contact = ?)", contact));
  return found.value_or(0) != 0;
}

Result<std::vector<RowId>> locals_with_messages(Database& db) {
  return all_rows(db.query(kLocalsWithMessages, Stage::local),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<std::optional<LastMessage>> last_message(Database& db, RowId contact) {
  // Row by row, for the first one will do: a condition outside of the LIMIT would have all of them read.
  STILLE_TRY(auto newest,
             db.query("SELECT id, position, removal FROM message WHERE contact = ? AND position IS NOT NULL"
                      " ORDER BY position DESC LIMIT ?",
                      contact, kMostLookedThrough));
  for (;;) {
    STILLE_TRY(const bool found, newest.next());
    if (!found) return std::optional<LastMessage>{};
    if (newest.get<int>(2) < 2)
      return std::optional(LastMessage{newest.get<RowId>(0), newest.get<std::uint64_t>(1)});
  }
}

Result<std::uint64_t> place_at(Database& db, TimePoint at) {
  STILLE_TRY(auto latest, last_event(db));
  for (std::uint64_t earliest = 0; earliest < latest;) {
    const auto middle = latest - (latest - earliest) / 2;
    STILLE_TRY(const auto then, db.value<TimePoint>("SELECT at FROM event WHERE seq = ?", middle));
    if (then && *then <= at) {
      earliest = middle;
    } else {
      latest = middle - 1;
    }
  }
  return latest;
}

}  // namespace stille::client::store
