// SQL of signs and read_sign.
#include "client/store/tables/signs.hpp"

namespace stille::client::store {

Result<SignsRow> load_signs(Database& db, RowId contact) {
  STILLE_TRY(auto row,
             maybe_row(db.query("SELECT version, read_here, typing_here, their_version, read_there,"
                                " typing_there, hinted, unanswered, writing FROM signs WHERE contact = ?",
                                contact),
                       [contact](Query& query) {
                         return SignsRow{
                             .contact = contact,
                             .here = {query.get<std::uint64_t>(0), query.get<bool>(1), query.get<bool>(2)},
                             .there = {query.get<std::uint64_t>(3), query.get<bool>(4), query.get<bool>(5)},
                             .hinted = query.get<std::optional<TimePoint>>(6),
                             .unanswered = query.get<std::uint32_t>(7),
                             .writing = query.get<std::optional<TimePoint>>(8)};
                       }));
  if (row) return std::move(*row);
  SignsRow out;
  out.contact = contact;
  return out;
}

Result<void> save_signs(Database& db, const SignsRow& row) {
  return db.run(
      "INSERT OR REPLACE INTO signs(contact, version, read_here, typing_here, their_version, read_there,"
      " typing_there, hinted, unanswered, writing) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.contact, row.here.version, row.here.read, row.here.typing, row.there.version, row.there.read,
      row.there.typing, row.hinted, row.unanswered, row.writing);
}

Result<void> forget_hints(Database& db, RowId contact) {
  return db.run("UPDATE signs SET unanswered = 0 WHERE contact = ? AND unanswered > 0", contact);
}

Result<void> stop_writing(Database& db, RowId contact) {
  return db.run("UPDATE signs SET writing = NULL WHERE contact = ? AND writing IS NOT NULL", contact);
}

Result<void> add_read_sign(Database& db, RowId contact, const wire::ContentId& id, TimePoint due) {
  return db.run("INSERT OR IGNORE INTO read_sign(contact, content_id, due) VALUES(?, ?, ?)", contact, id,
                due);
}

Result<void> drop_read_signs(Database& db, RowId contact) {
  return db.run("DELETE FROM read_sign WHERE contact = ?", contact);
}

Result<std::optional<TimePoint>> next_read_sign(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(due) FROM read_sign"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

Result<std::vector<RowId>> contacts_with_read_signs(Database& db, TimePoint due) {
  return all_rows(db.query("SELECT DISTINCT contact FROM read_sign WHERE due <= ?", due),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<std::vector<wire::ContentId>> take_read_signs(Database& db, RowId contact, std::size_t most) {
  STILLE_TRY(auto ids, all_rows(db.query("SELECT content_id FROM read_sign WHERE contact = ?"
                                         " ORDER BY due, content_id LIMIT ?",
                                         contact, most),
                                [](Query& query) { return query.get<wire::ContentId>(0); }));
  for (const auto& id : ids) {
    STILLE_TRYV(db.run("DELETE FROM read_sign WHERE contact = ? AND content_id = ?", contact, id));
  }
  return ids;
}

Result<std::vector<wire::ContentId>> said_between(Database& db, RowId contact, std::uint64_t after,
                                                  std::uint64_t up_to) {
  return all_rows(
      db.query("SELECT content_id FROM message WHERE contact = ? AND outgoing = 0 AND position > ?"
               " AND position <= ? AND removal = 0 AND kind IN (0, 3) ORDER BY position",
               contact, after, up_to),
      [](Query& query) { return query.get<wire::ContentId>(0); });
}

}  // namespace stille::client::store
