// SQL of draft, draft_file and later.
#include "client/store/tables/drafts.hpp"

namespace stille::client::store {

namespace {

Result<std::vector<std::string>> files_of(Database& db, RowId contact) {
  return all_rows(db.query("SELECT path FROM draft_file WHERE contact = ? ORDER BY place", contact),
                  [](Query& query) { return query.get<std::string>(0); });
}

DraftRow read_draft(Query& query) {
  return {.contact = query.get<RowId>(0),
          .text = query.get<std::string>(1),
          .reply_to = query.get<std::optional<std::string>>(2).value_or(""),
          .files = {},
          .at = query.get<TimePoint>(3)};
}

#define STILLE_LATER_COLUMNS \
  "SELECT id, name, contact, text, key, due, tried, problem, reply_to, question FROM later "

LaterRow read_later(Query& query) {
  return {.id = query.get<RowId>(0),
          .name = query.get<std::string>(1),
          .contact = query.get<RowId>(2),
          .text = query.get<std::string>(3),
          .key = query.get<std::optional<std::string>>(4),
          .due = query.get<TimePoint>(5),
          .tried = query.get<TimePoint>(6),
          .problem = query.get<std::optional<Errc>>(7),
          .reply_to = query.get<std::optional<std::string>>(8).value_or(""),
          .question = query.get<bool>(9)};
}

}  // namespace

Result<void> save_draft(Database& db, const DraftRow& row) {
  STILLE_TRYV(remove_draft(db, row.contact));
  const auto reply = row.reply_to.empty() ? std::optional<std::string>{} : std::optional(row.reply_to);
  STILLE_TRYV(db.run("INSERT INTO draft(contact, text, reply_to, at) VALUES(?, ?, ?, ?)", row.contact,
                     row.text, reply, row.at));
  for (std::size_t place = 0; place < row.files.size(); ++place) {
    STILLE_TRYV(db.run("INSERT INTO draft_file(contact, place, path) VALUES(?, ?, ?)", row.contact, place,
                       row.files[place]));
  }
  return ok();
}

Result<std::optional<DraftRow>> load_draft(Database& db, RowId contact) {
  STILLE_TRY(auto row,
             maybe_row(db.query("SELECT contact, text, reply_to, at FROM draft WHERE contact = ?", contact),
                       read_draft));
  if (row) {
    STILLE_TRY(row->files, files_of(db, contact));
  }
  return row;
}

Result<std::vector<DraftRow>> all_drafts(Database& db) {
  STILLE_TRY(auto rows,
             all_rows(db.query("SELECT contact, text, reply_to, at FROM draft ORDER BY at DESC, contact"),
                      read_draft));
  for (auto& row : rows) {
    STILLE_TRY(row.files, files_of(db, row.contact));
  }
  return rows;
}

Result<void> remove_draft(Database& db, RowId contact) {
  return db.run("DELETE FROM draft WHERE contact = ?", contact);
}

Result<void> add_later(Database& db, LaterRow& row) {
  const auto reply = row.reply_to.empty() ? std::optional<std::string>{} : std::optional(row.reply_to);
  STILLE_TRYV(
      db.run("INSERT INTO later(name, contact, text, key, due, tried, problem, reply_to, question)"
             " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.name, row.contact, row.text, row.key, row.due, row.tried, row.problem, reply, row.question));
  row.id = db.last_id();
  return ok();
}

Result<std::optional<LaterRow>> later_with_key(Database& db, RowId contact, std::string_view key) {
  return maybe_row(db.query(STILLE_LATER_COLUMNS "WHERE contact = ? AND key = ?", contact, key), read_later);
}

Result<std::vector<LaterRow>> all_later(Database& db) {
  return all_rows(db.query(STILLE_LATER_COLUMNS "ORDER BY due, id"), read_later);
}

Result<std::size_t> count_later(Database& db) {
  STILLE_TRY(const auto count, db.value<std::size_t>("SELECT count(*) FROM later"));
  return count.value_or(0);
}

Result<std::vector<LaterRow>> later_named(Database& db, std::string_view beginning) {
  return all_rows(
      db.query(STILLE_LATER_COLUMNS "WHERE name >= ? AND name < ? || '~' LIMIT 2", beginning, beginning),
      read_later);
}

Result<std::vector<LaterRow>> due_later(Database& db, TimePoint now, std::size_t most) {
  return all_rows(db.query(STILLE_LATER_COLUMNS "WHERE tried <= ? ORDER BY due, id LIMIT ?", now, most),
                  read_later);
}

Result<std::optional<TimePoint>> next_later(Database& db) {
  STILLE_TRY(const auto next, db.value<std::optional<TimePoint>>("SELECT min(tried) FROM later"));
  return next.value_or(std::nullopt);
}

Result<void> postpone_later(Database& db, RowId id, TimePoint tried, Errc problem) {
  return db.run("UPDATE later SET tried = ?, problem = ? WHERE id = ?", tried, problem, id);
}

Result<void> remove_later(Database& db, RowId id) {
  return db.run("DELETE FROM later WHERE id = ?", id);
}

#undef STILLE_LATER_COLUMNS

}  // namespace stille::client::store
