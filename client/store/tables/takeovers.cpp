// SQL of heard, grp_watch, grp_wish, grp_agreement, grp_asked and grp_left_out; whom a message has not
// reached.
#include "client/store/tables/takeovers.hpp"

namespace stille::client::store {

namespace {

AskedRow read_asked(Query& query) {
  AskedRow out;
  out.iid = query.get<e2e::Iid>(0);
  out.prev = query.get<e2e::OpHash>(1);
  out.state = query.get<AskedState>(2);
  out.at = query.get<TimePoint>(3);
  return out;
}

}  // namespace

Result<void> note_heard(Database& db, RowId contact, TimePoint at) {
  return db.run("INSERT OR REPLACE INTO heard(contact, at) VALUES(?, ?)", contact, at);
}

Result<std::optional<TimePoint>> heard_from(Database& db, const e2e::Iid& iid) {
  return maybe_row(
      db.query("SELECT at FROM heard WHERE contact = (SELECT id FROM contact WHERE iid = ?)", iid),
      [](Query& query) { return query.get<TimePoint>(0); });
}

Result<WatchRow> load_watch(Database& db, RowId group) {
  STILLE_TRY(const auto found,
             maybe_row(db.query("SELECT life_at, told, passed FROM grp_watch WHERE grp = ?", group),
                       [](Query& query) {
                         return WatchRow{query.get<TimePoint>(0), query.get<TimePoint>(1),
                                         query.get<TimePoint>(2)};
                       }));
  return found.value_or(WatchRow{});
}

Result<void> save_watch(Database& db, RowId group, const WatchRow& row) {
  return db.run("INSERT OR REPLACE INTO grp_watch(grp, life_at, told, passed) VALUES(?, ?, ?, ?)", group,
                row.life_at, row.told, row.passed);
}

Result<void> put_wish(Database& db, RowId group, const WishRow& row) {
  STILLE_TRYV(remove_wish(db, group));
  return db.run("INSERT INTO grp_wish(grp, prev, at) VALUES(?, ?, ?)", group, row.prev, row.at);
}

Result<std::optional<WishRow>> find_wish(Database& db, RowId group) {
  return maybe_row(db.query("SELECT prev, at FROM grp_wish WHERE grp = ?", group),
                   [](Query& query) { return WishRow{query.get<e2e::OpHash>(0), query.get<TimePoint>(1)}; });
}

Result<void> remove_wish(Database& db, RowId group) {
  return db.run("DELETE FROM grp_wish WHERE grp = ?", group);
}

Result<void> put_agreement(Database& db, RowId group, const e2e::Agreement& agreement) {
  return db.run("INSERT OR REPLACE INTO grp_agreement(grp, member, signature) VALUES(?, ?, ?)", group,
                static_cast<std::int64_t>(agreement.member), agreement.signature);
}

Result<std::vector<e2e::Agreement>> agreements_of(Database& db, RowId group) {
  return all_rows(
      db.query("SELECT member, signature FROM grp_agreement WHERE grp = ? ORDER BY member", group),
      [](Query& query) {
        e2e::Agreement out;
        out.member = static_cast<e2e::MemberNumber>(query.get<std::int64_t>(0));
        out.signature = query.get<crypto::Signature>(1);
        return out;
      });
}

Result<void> put_asked(Database& db, RowId group, const AskedRow& row) {
  return db.run("INSERT OR REPLACE INTO grp_asked(grp, iid, prev, state, at) VALUES(?, ?, ?, ?, ?)", group,
                row.iid, row.prev, row.state, row.at);
}

Result<std::optional<AskedRow>> find_asked(Database& db, RowId group, const e2e::Iid& iid) {
  return maybe_row(
      db.query("SELECT iid, prev, state, at FROM grp_asked WHERE grp = ? AND iid = ?", group, iid),
      read_asked);
}

Result<std::vector<AskedRow>> asked_in(Database& db, RowId group) {
  return all_rows(
      db.query("SELECT iid, prev, state, at FROM grp_asked WHERE grp = ? ORDER BY at, iid", group),
      read_asked);
}

Result<void> remove_asked(Database& db, RowId group, const e2e::Iid& iid) {
  return db.run("DELETE FROM grp_asked WHERE grp = ? AND iid = ?", group, iid);
}

Result<void> add_left_out(Database& db, RowId message, const e2e::Iid& iid) {
  return db.run("INSERT OR IGNORE INTO grp_left_out(message, iid) VALUES(?, ?)", message, iid);
}

Result<std::size_t> count_left_out(Database& db, RowId message) {
  STILLE_TRY(const auto count,
             db.value<std::size_t>("SELECT count(*) FROM grp_left_out WHERE message = ?", message));
  return count.value_or(0);
}

Result<bool> was_left_out(Database& db, RowId conversation, const e2e::Iid& iid) {
  STILLE_TRY(const auto count,
             db.value<std::size_t>("SELECT count(*) FROM grp_left_out WHERE iid = ? AND message IN"
                                   " (SELECT id FROM message WHERE contact = ?)",
                                   iid, conversation));
  return count.value_or(0) > 0;
}

Result<std::vector<e2e::Iid>> left_out_of_newest(Database& db, RowId conversation) {
  return all_rows(db.query("SELECT iid FROM grp_left_out WHERE message = (SELECT id FROM message"
                           " WHERE contact = ? AND outgoing = 1 ORDER BY position DESC LIMIT 1)",
                           conversation),
                  [](Query& query) { return query.get<e2e::Iid>(0); });
}

Result<std::vector<UnreachedRow>> unreached_by(Database& db, RowId message) {
  return all_rows(
      db.query("SELECT contact.iid, sid IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox"
               " WHERE outbox.contact = outgoing.contact AND outbox.message = outgoing.message) AS how"
               " FROM outgoing JOIN contact ON contact.id = outgoing.contact WHERE message = ?1"
               " UNION SELECT iid, 0 FROM grp_waiting WHERE message = ?1"
               " UNION SELECT iid, 2 FROM grp_left_out WHERE message = ?1 ORDER BY how, 1",
               message),
      [](Query& query) { return UnreachedRow{query.get<e2e::Iid>(0), query.get<std::uint8_t>(1)}; });
}

}  // namespace stille::client::store
