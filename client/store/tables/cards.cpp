// SQL of card_own, card_share, card and card_field.
#include "client/store/tables/cards.hpp"

namespace stille::client::store {

namespace {

CardFieldRow read_field(Query& query) {
  return {.field = query.get<std::uint8_t>(0), .value = std::string(as_text(query.get<Bytes>(1)))};
}

CardRow read_card(Query& query) {
  return {.contact = query.get<RowId>(0),
          .version = query.get<std::uint64_t>(1),
          .updated = query.get<std::optional<TimePoint>>(2),
          .wanted = query.get<std::optional<TimePoint>>(3),
          .news = query.get<std::optional<TimePoint>>(4)};
}

#define STILLE_CARD_COLUMNS "SELECT contact, version, updated, wanted, news FROM card "

}  // namespace

Result<std::vector<CardFieldRow>> own_card(Database& db) {
  return all_rows(db.query("SELECT field, value FROM card_own ORDER BY field"), read_field);
}

Result<void> set_own_card_field(Database& db, const CardFieldRow& row) {
  if (row.value.empty()) return db.run("DELETE FROM card_own WHERE field = ?", row.field);
  return db.run("INSERT OR REPLACE INTO card_own(field, value) VALUES(?, ?)", row.field, as_bytes(row.value));
}

Result<std::optional<CardShareRow>> card_share(Database& db, RowId contact) {
  return maybe_row(db.query("SELECT fields, version, outgoing FROM card_share WHERE contact = ?", contact),
                   [](Query& query) {
                     return CardShareRow{.fields = query.get<std::uint32_t>(0),
                                         .version = query.get<std::uint64_t>(1),
                                         .queued = query.get<std::optional<RowId>>(2)};
                   });
}

Result<void> set_card_share(Database& db, RowId contact, const CardShareRow& row) {
  return db.run("INSERT OR REPLACE INTO card_share(contact, fields, version, outgoing) VALUES(?, ?, ?, ?)",
                contact, row.fields, row.version, row.queued);
}

Result<CardRow> load_card(Database& db, RowId contact) {
  STILLE_TRY(auto row, maybe_row(db.query(STILLE_CARD_COLUMNS "WHERE contact = ?", contact), read_card));
  if (row) return *row;
  CardRow out;
  out.contact = contact;
  return out;
}

Result<std::vector<CardRow>> all_cards(Database& db) {
  return all_rows(db.query(STILLE_CARD_COLUMNS), read_card);
}

Result<void> save_card(Database& db, const CardRow& row) {
  return db.run("INSERT OR REPLACE INTO card(contact, version, updated, wanted, news) VALUES(?, ?, ?, ?, ?)",
                row.contact, row.version, row.updated, row.wanted, row.news);
}

Result<std::vector<CardFieldRow>> card_fields(Database& db, RowId contact, CardSource source) {
  return all_rows(
      db.query("SELECT field, value FROM card_field WHERE contact = ? AND local = ? ORDER BY field", contact,
               source),
      read_field);
}

Result<void> set_card_field(Database& db, RowId contact, CardSource source, const CardFieldRow& row) {
  if (row.value.empty()) {
    return db.run("DELETE FROM card_field WHERE contact = ? AND local = ? AND field = ?", contact, source,
                  row.field);
  }
  return db.run("INSERT OR REPLACE INTO card_field(contact, local, field, value) VALUES(?, ?, ?, ?)", contact,
                source, row.field, as_bytes(row.value));
}

Result<std::vector<PersonFieldRow>> field_of_everybody(Database& db, std::uint8_t field) {
  return all_rows(db.query("SELECT contact, value FROM card_field WHERE local = 0 AND field = ?", field),
                  [](Query& query) {
                    return PersonFieldRow{.contact = query.get<RowId>(0),
                                          .value = std::string(as_text(query.get<Bytes>(1)))};
                  });
}

#undef STILLE_CARD_COLUMNS

}  // namespace stille::client::store
