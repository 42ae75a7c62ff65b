// SQL of timer, and of the clocks of messages.
#include "client/store/tables/timers.hpp"

namespace stille::client::store {

Result<TimerRow> timer_of(Database& db, RowId contact) {
  STILLE_TRY(auto row, maybe_row(db.query("SELECT version, seconds FROM timer WHERE contact = ?", contact),
                                 [](Query& query) {
                                   return TimerRow{query.get<std::uint32_t>(0), query.get<std::uint32_t>(1)};
                                 }));
  return row.value_or(TimerRow{});
}

Result<void> set_timer(Database& db, RowId contact, const TimerRow& row) {
  return db.run("INSERT OR REPLACE INTO timer(contact, version, seconds) VALUES(?, ?, ?)", contact,
                row.version, row.seconds);
}

Result<void> start_clock(Database& db, RowId message, TimePoint now, std::uint32_t seconds) {
  return db.run("UPDATE message SET expires_from = ?, expires_at = ? WHERE id = ? AND expires_at IS NULL",
                now, now + std::chrono::seconds(seconds), message);
}

Result<std::optional<MessageRow>> expired_message(Database& db, TimePoint now) {
  STILLE_TRY(const auto id, db.value<RowId>("SELECT id FROM message WHERE expires_at <= ? ORDER BY expires_at"
                                            " LIMIT 1",
                                            now));
  if (!id) return std::optional<MessageRow>{};
  STILLE_TRY(auto row, load_message(db, *id));
  return std::optional<MessageRow>(std::move(row));
}

Result<std::optional<TimePoint>> next_expiring(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(expires_at) FROM message WHERE expires_at IS NOT NULL"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

Result<bool> clock_went_back(Database& db, TimePoint now) {
  STILLE_TRY(const auto count,
             db.value<std::int64_t>("SELECT count(*) FROM message WHERE expires_at IS NOT NULL"
                                    " AND expires_from > ?",
                                    now));
  return count.value_or(0) > 0;
}

Result<void> restart_clocks(Database& db, TimePoint now) {
  return db.run(
      "UPDATE message SET expires_at = ?1 + (expires_at - expires_from), expires_from = ?1"
      " WHERE expires_at IS NOT NULL AND expires_from > ?1",
      now);
}

}  // namespace stille::client::store
