// SQL of people who are only in the address book, and of imports.
#include "client/store/tables/address_book.hpp"

namespace stille::client::store {

Result<void> add_local(Database& db, ContactRow& row) {
  row.stage = Stage::local;
  STILLE_TRYV(db.run(
      "INSERT INTO contact(iid, identity, stage, alias, name, note, conversation, since, status, sessions)"
      " VALUES(?, x'', ?, ?, ?, ?, ?, ?, 0, x'')",
      row.iid, row.stage, row.alias, row.name, row.note, row.conversation, row.since));
  row.id = db.last_id();
  return ok();
}

Result<std::int64_t> count_locals(Database& db) {
  STILLE_TRY(const auto count,
             db.value<std::int64_t>("SELECT count(*) FROM contact WHERE stage = ?", Stage::local));
  return count.value_or(0);
}

Result<std::optional<RowId>> local_of_invitation(Database& db, RowId invitation) {
  return db.value<RowId>("SELECT id FROM contact WHERE stage = ? AND invitation = ?", Stage::local,
                         invitation);
}

Result<std::optional<RowId>> local_called(Database& db, std::string_view alias) {
  return db.value<RowId>("SELECT id FROM contact WHERE stage = ? AND alias = ?", Stage::local, alias);
}

Result<void> move_kept(Database& db, RowId from, RowId to) {
  for (const char* sql :
       {"UPDATE keep_entry SET contact = ? WHERE contact = ?",
        "UPDATE keep_reminder SET contact = ? WHERE contact = ?",
        "UPDATE message SET contact = ? WHERE contact = ?", "UPDATE message SET author = ? WHERE author = ?",
        "UPDATE event SET contact = ? WHERE contact = ?",
        "UPDATE OR IGNORE circle_member SET contact = ? WHERE contact = ?",
        "UPDATE OR IGNORE keep_draft SET contact = ? WHERE contact = ?",
        "UPDATE OR IGNORE keep_day SET contact = ? WHERE contact = ?",
        "UPDATE OR IGNORE card_field SET contact = ? WHERE contact = ? AND local = 1"}) {
    STILLE_TRYV(db.run(sql, to, from));
  }
  return ok();
}

Result<bool> has_entries(Database& db, RowId contact) {
  STILLE_TRY(const auto some,
             db.value<RowId>("SELECT id FROM keep_entry WHERE contact = ? LIMIT 1", contact));
  return some.has_value();
}

Result<std::vector<std::string>> circles_of_contact(Database& db, RowId contact) {
  return all_rows(db.query("SELECT name FROM circle JOIN circle_member ON circle = id WHERE contact = ?"
                           " ORDER BY name",
                           contact),
                  [](Query& query) { return query.get<std::string>(0); });
}

Result<void> remove_empty_circle(Database& db, std::string_view name) {
  return db.run(
      "DELETE FROM circle WHERE name = ? AND rhythm = ''"
      " AND id NOT IN (SELECT circle FROM circle_member)",
      name);
}

Result<std::vector<LocalFieldRow>> card_texts(Database& db, std::uint8_t picture) {
  return all_rows(
      db.query("SELECT contact, field, value FROM card_field WHERE field <> ? ORDER BY contact, local, field",
               picture),
      [](Query& query) {
        return LocalFieldRow{.contact = query.get<RowId>(0),
                             .field = query.get<std::uint8_t>(1),
                             .value = std::string(as_text(query.get<Bytes>(2)))};
      });
}

Result<void> add_import(Database& db, AddressImportRow& row) {
  STILLE_TRYV(db.run("INSERT INTO address_import(file, at) VALUES(?, ?)", row.file, row.at));
  row.id = db.last_id();
  return ok();
}

Result<void> add_change(Database& db, RowId import, const AddressChangeRow& row) {
  return db.run(
      "INSERT INTO address_change(import, contact, what, place, before, after) VALUES(?, ?, ?, ?, ?, ?)",
      import, row.contact, row.what, row.place, as_bytes(row.before), as_bytes(row.after));
}

Result<std::optional<AddressImportRow>> newest_import(Database& db) {
  return maybe_row(
      db.query("SELECT id, file, at FROM address_import ORDER BY id DESC LIMIT 1"), [](Query& query) {
        return AddressImportRow{query.get<RowId>(0), query.get<std::string>(1), query.get<TimePoint>(2)};
      });
}

Result<std::vector<AddressChangeRow>> changes_of(Database& db, RowId import) {
  return all_rows(db.query("SELECT contact, what, place, before, after FROM address_change WHERE import = ?"
                           " ORDER BY id DESC",
                           import),
                  [](Query& query) {
                    return AddressChangeRow{.contact = query.get<std::optional<RowId>>(0),
                                            .what = query.get<AddressChange>(1),
                                            .place = query.get<std::string>(2),
                                            .before = std::string(as_text(query.get<Bytes>(3))),
                                            .after = std::string(as_text(query.get<Bytes>(4)))};
                  });
}

Result<void> remove_import(Database& db, RowId import) {
  return db.run("DELETE FROM address_import WHERE id = ?", import);
}

Result<void> written_by_hand(Database& db, RowId contact) {
  STILLE_TRYV(
      db.run("DELETE FROM address_change WHERE contact = ?1 AND id NOT IN"
             " (SELECT min(id) FROM address_change WHERE contact = ?1 GROUP BY import)",
             contact));
  return db.run("UPDATE address_change SET what = ?, place = '', before = x'', after = x'' WHERE contact = ?",
                AddressChange::by_hand, contact);
}

Result<void> forget_imports(Database& db, std::size_t keep) {
  return db.run(
      "DELETE FROM address_import WHERE id NOT IN"
      " (SELECT id FROM address_import ORDER BY id DESC LIMIT ?)",
      keep);
}

}  // namespace stille::client::store
