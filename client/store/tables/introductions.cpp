// SQL of introduction, acquaintance and met_through.
#include "client/store/tables/introductions.hpp"

namespace stille::client::store {

namespace {

#define STILLE_INTRODUCTION_COLUMNS \
  "SELECT id, name, cid, guest, host, guest_agreed, host_agreed, link, state, created FROM introduction "

IntroductionRow read_introduction(Query& query) {
  return {.id = query.get<RowId>(0),
          .name = query.get<std::string>(1),
          .cid = query.get<wire::IntroductionId>(2),
          .guest = query.get<RowId>(3),
          .host = query.get<RowId>(4),
          .guest_agreed = query.get<bool>(5),
          .host_agreed = query.get<bool>(6),
          .link = query.get<crypto::SecretBytes>(7),
          .state = query.get<Introducing>(8),
          .created = query.get<TimePoint>(9)};
}

#define STILLE_ACQUAINTANCE_COLUMNS                                                                     \
  "SELECT id, name, cid, introducer, iid, called, text, host, state, created, invitation, joining FROM" \
  " acquaintance "

AcquaintanceRow read_acquaintance(Query& query) {
  return {.id = query.get<RowId>(0),
          .name = query.get<std::string>(1),
          .cid = query.get<wire::IntroductionId>(2),
          .introducer = query.get<RowId>(3),
          .iid = query.get<e2e::Iid>(4),
          .called = query.get<std::string>(5),
          .text = query.get<std::string>(6),
          .host = query.get<bool>(7),
          .state = query.get<Introducing>(8),
          .created = query.get<TimePoint>(9),
          .invitation = query.get<std::optional<RowId>>(10),
          .joining = query.get<std::optional<RowId>>(11)};
}

}  // namespace

Result<void> add_introduction(Database& db, IntroductionRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO introduction(name, cid, guest, host, guest_agreed, host_agreed, link, state,"
             " created) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.name, row.cid, row.guest, row.host, row.guest_agreed, row.host_agreed,
             as_text(row.link.expose()), row.state, row.created));
  row.id = db.last_id();
  return ok();
}

Result<void> update_introduction(Database& db, const IntroductionRow& row) {
  return db.run("UPDATE introduction SET guest_agreed = ?, host_agreed = ?, link = ?, state = ? WHERE id = ?",
                row.guest_agreed, row.host_agreed, as_text(row.link.expose()), row.state, row.id);
}

Result<std::optional<IntroductionRow>> find_introduction(Database& db, const wire::IntroductionId& cid) {
  return maybe_row(db.query(STILLE_INTRODUCTION_COLUMNS "WHERE cid = ?", cid), read_introduction);
}

Result<std::vector<IntroductionRow>> all_introductions(Database& db) {
  return all_rows(db.query(STILLE_INTRODUCTION_COLUMNS "ORDER BY id DESC"), read_introduction);
}

Result<void> add_acquaintance(Database& db, AcquaintanceRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO acquaintance(name, cid, introducer, iid, called, text, host, state, created,"
             " invitation, joining) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.name, row.cid, row.introducer, row.iid, row.called, row.text, row.host, row.state,
             row.created, row.invitation, row.joining));
  row.id = db.last_id();
  return ok();
}

Result<void> update_acquaintance(Database& db, const AcquaintanceRow& row) {
  return db.run("UPDATE acquaintance SET state = ?, invitation = ?, joining = ? WHERE id = ?", row.state,
                row.invitation, row.joining, row.id);
}

Result<std::optional<AcquaintanceRow>> find_acquaintance(Database& db, RowId introducer,
                                                         const wire::IntroductionId& cid) {
  return maybe_row(db.query(STILLE_ACQUAINTANCE_COLUMNS "WHERE introducer = ? AND cid = ?", introducer, cid),
                   read_acquaintance);
}

Result<std::optional<AcquaintanceRow>> acquaintance_of_invitation(Database& db, RowId invitation) {
  return maybe_row(db.query(STILLE_ACQUAINTANCE_COLUMNS "WHERE invitation = ?", invitation),
                   read_acquaintance);
}

Result<std::optional<AcquaintanceRow>> acquaintance_of_joining(Database& db, RowId joining) {
  return maybe_row(db.query(STILLE_ACQUAINTANCE_COLUMNS "WHERE joining = ?", joining), read_acquaintance);
}

Result<std::vector<AcquaintanceRow>> all_acquaintances(Database& db) {
  return all_rows(db.query(STILLE_ACQUAINTANCE_COLUMNS "ORDER BY id DESC"), read_acquaintance);
}

#undef STILLE_INTRODUCTION_COLUMNS
#undef STILLE_ACQUAINTANCE_COLUMNS

Result<std::size_t> count_asked(Database& db, RowId introducer) {
  STILLE_TRY(const auto count,
             db.value<std::size_t>("SELECT count(*) FROM acquaintance WHERE introducer = ? AND state = 0",
                                   introducer));
  return count.value_or(0);
}

Result<std::size_t> count_asked(Database& db) {
  STILLE_TRY(const auto count, db.value<std::size_t>("SELECT count(*) FROM acquaintance WHERE state = 0"));
  return count.value_or(0);
}

Result<void> lapse_introductions(Database& db, TimePoint before) {
  STILLE_TRYV(db.run("UPDATE introduction SET state = 4, link = '' WHERE state = 0 AND created < ?", before));
  return db.run("UPDATE acquaintance SET state = 4 WHERE state IN (0, 1) AND created < ?", before);
}

Result<void> set_met_through(Database& db, RowId contact, RowId introducer) {
  return db.run("INSERT OR REPLACE INTO met_through(contact, introducer) VALUES(?, ?)", contact, introducer);
}

Result<std::optional<RowId>> met_through(Database& db, RowId contact) {
  return db.value<RowId>("SELECT introducer FROM met_through WHERE contact = ?", contact);
}

}  // namespace stille::client::store
