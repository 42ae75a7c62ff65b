// SQL of retention and sweep.
#include "client/store/tables/retention.hpp"

#include "client/store/tables/self.hpp"

namespace stille::client::store {

namespace {

constexpr std::string_view kDefaultKey = "retention";

RetentionRow read_rule(Query& query) {
  return {.contact = query.get<RowId>(0),
          .rule = query.get<std::optional<std::uint8_t>>(1),
          .hold = query.get<bool>(2)};
}

// Whoever has not acknowledged it may need it to be sealed anew.
#define STILLE_OLD                                                                      \
  " FROM message WHERE contact = ? AND at < ? AND position IS NOT NULL AND removal = 0" \
  " AND NOT EXISTS(SELECT 1 FROM outgoing WHERE outgoing.message = message.id)"         \
  " AND NOT EXISTS(SELECT 1 FROM outbox WHERE outbox.message = message.id)"

}  // namespace

Result<RetentionRow> load_retention(Database& db, RowId contact) {
  STILLE_TRY(
      auto row,
      maybe_row(db.query("SELECT contact, rule, hold FROM retention WHERE contact = ?", contact), read_rule));
  return row.value_or(RetentionRow{.contact = contact, .rule = {}, .hold = false});
}

Result<void> save_retention(Database& db, const RetentionRow& row) {
  if (!row.rule && !row.hold) return db.run("DELETE FROM retention WHERE contact = ?", row.contact);
  return db.run(
      "INSERT INTO retention(contact, rule, hold) VALUES(?, ?, ?)"
      " ON CONFLICT(contact) DO UPDATE SET rule = excluded.rule, hold = excluded.hold",
      row.contact, row.rule, row.hold);
}

Result<std::vector<RetentionRow>> all_retention(Database& db) {
  return all_rows(db.query("SELECT contact, rule, hold FROM retention ORDER BY contact"), read_rule);
}

Result<std::uint8_t> default_retention(Database& db) {
  STILLE_TRY(const auto value, config_value(db, kDefaultKey));
  if (!value || value->size() != 1) return std::uint8_t{0};
  return static_cast<std::uint8_t>(value->front() - '0');
}

Result<void> set_default_retention(Database& db, std::uint8_t rule) {
  return set_config_value(db, kDefaultKey, std::string(1, static_cast<char>('0' + rule)));
}

Result<OldMessages> count_old(Database& db, RowId contact, TimePoint before) {
  return one_row(db.query("SELECT count(*), min(at), max(at)" STILLE_OLD, contact, before), [](Query& query) {
    return OldMessages{.count = query.get<std::size_t>(0),
                       .oldest = query.get<std::optional<TimePoint>>(1),
                       .newest = query.get<std::optional<TimePoint>>(2)};
  });
}

Result<std::vector<RowId>> old_messages(Database& db, RowId contact, TimePoint before, std::size_t most) {
  return all_rows(db.query("SELECT id" STILLE_OLD " ORDER BY at, id LIMIT ?", contact, before, most),
                  [](Query& query) { return query.get<RowId>(0); });
}

#undef STILLE_OLD

Result<std::optional<TimePoint>> next_sweep(Database& db) {
  return db.value<TimePoint>("SELECT next FROM sweep WHERE next IS NOT NULL");
}

Result<void> set_next_sweep(Database& db, std::optional<TimePoint> time) {
  return db.run("UPDATE sweep SET next = ?", time);
}

}  // namespace stille::client::store
