// SQL of rendezvous, prekey and replay.
#include "client/store/tables/rendezvous.hpp"

namespace stille::client::store {

namespace {

#define STILLE_RENDEZVOUS_COLUMNS \
  "SELECT contact, link_id, link, sealed_card, expires, link_state, told FROM rendezvous "

RendezvousRow read_rendezvous(Query& query) {
  return {.contact = query.get<RowId>(0),
          .link_id = query.get<protocol::LinkId>(1),
          .link = query.get<crypto::SecretBytes>(2),
          .sealed_card = query.get<Bytes>(3),
          .expires = query.get<TimePoint>(4),
          .link_state = query.get<LinkState>(5),
          .told = query.get<bool>(6)};
}

}  // namespace

Result<void> add_rendezvous(Database& db, const RendezvousRow& row) {
  return db.run(
      "INSERT OR REPLACE INTO rendezvous(contact, link_id, link, sealed_card, expires, link_state, told)"
      " VALUES(?, ?, ?, ?, ?, ?, ?)",
      row.contact, row.link_id, as_text(row.link.expose()), row.sealed_card, row.expires, row.link_state,
      row.told);
}

Result<void> update_rendezvous(Database& db, const RendezvousRow& row) {
  return db.run(
      "UPDATE rendezvous SET sealed_card = ?, expires = ?, link_state = ?, told = ? WHERE contact = ?",
      row.sealed_card, row.expires, row.link_state, row.told, row.contact);
}

Result<std::optional<RendezvousRow>> find_rendezvous(Database& db, RowId contact) {
  return maybe_row(db.query(STILLE_RENDEZVOUS_COLUMNS "WHERE contact = ?", contact), read_rendezvous);
}

Result<void> remove_rendezvous(Database& db, RowId contact) {
  STILLE_TRYV(db.run("DELETE FROM prekey WHERE contact = ?", contact));
  return db.run("DELETE FROM rendezvous WHERE contact = ?", contact);
}

Result<std::vector<RendezvousRow>> unsettled_rendezvous(Database& db) {
  return all_rows(db.query(STILLE_RENDEZVOUS_COLUMNS "WHERE link_state = 0 ORDER BY contact"),
                  read_rendezvous);
}

#undef STILLE_RENDEZVOUS_COLUMNS

Result<void> add_prekeys(Database& db, RowId contact, const crypto::SecretBytes& own_card,
                         TimePoint erase_after) {
  return db.run("INSERT INTO prekey(contact, own_card, erase_after) VALUES(?, ?, ?)", contact, own_card,
                erase_after);
}

Result<std::vector<crypto::SecretBytes>> live_prekeys(Database& db, RowId contact, std::size_t most) {
  return all_rows(
      db.query("SELECT own_card FROM prekey WHERE contact = ? ORDER BY id DESC LIMIT ?", contact, most),
      [](Query& query) { return query.get<crypto::SecretBytes>(0); });
}

Result<void> erase_past_prekeys(Database& db, TimePoint now) {
  return db.run("DELETE FROM prekey WHERE erase_after <= ?", now);
}

Result<bool> first_time(Database& db, RowId contact, const HelloName& hello) {
  STILLE_TRYV(db.run("INSERT OR IGNORE INTO replay(hello, contact) VALUES(?, ?)", hello, contact));
  return db.changes() > 0;
}

Result<void> set_repair_link(Database& db, RowId contact, const crypto::SecretBytes& link) {
  return db.run("UPDATE contact SET repair_link = ? WHERE id = ?", as_text(link.expose()), contact);
}

Result<std::optional<crypto::SecretBytes>> repair_link(Database& db, RowId contact) {
  return db.value<crypto::SecretBytes>(
      "SELECT repair_link FROM contact WHERE id = ? AND repair_link IS NOT NULL", contact);
}

}  // namespace stille::client::store
