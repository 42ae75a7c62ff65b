// SQL of contact and route.
#include "client/store/tables/contacts.hpp"

namespace stille::client::store {

namespace {

#define STILLE_CONTACT_COLUMNS                                                                         \
  "SELECT id, iid, stage, alias, name, note, conversation, since, status, verified, blocked, frozen, " \
  "reset_waits, invitation, heartbeat_at, renewing, introduced FROM contact "

ContactRow read_contact(Query& query) {
  return {.id = query.get<RowId>(0),
          .iid = query.get<e2e::Iid>(1),
          .stage = query.get<Stage>(2),
          .alias = query.get<std::optional<std::string>>(3),
          .name = query.get<std::string>(4),
          .note = query.get<std::string>(5),
          .conversation = query.get<std::string>(6),
          .since = query.get<TimePoint>(7),
          .status = query.get<e2e::SessionStatus>(8),
          .verified = query.get<bool>(9),
          .blocked = query.get<bool>(10),
          .frozen = query.get<bool>(11),
          .reset_waits = query.get<bool>(12),
          .invitation = query.get<std::optional<RowId>>(13),
          .heartbeat_at = query.get<std::optional<TimePoint>>(14),
          .renewing = query.get<bool>(15),
          .introduced = query.get<std::optional<RowId>>(16)};
}

}  // namespace

Result<void> add_contact(Database& db, ContactRow& row, const e2e::IdentityPublic& identity,
                         const e2e::SessionPair& sessions) {
  row.status = sessions.sending().status();
  STILLE_TRYV(
      db.run("INSERT INTO contact(iid, identity, stage, alias, name, note, conversation, since, status,"
             " verified, invitation, introduced, sessions) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.iid, identity.encode(), row.stage, row.alias, row.name, row.note, row.conversation,
             row.since, row.status, row.verified, row.invitation, row.introduced, sessions.encode()));
  row.id = db.last_id();
  return ok();
}

Result<void> add_conversation(Database& db, ContactRow& row) {
  row.stage = Stage::group;
  STILLE_TRYV(
      db.run("INSERT INTO contact(iid, identity, stage, name, conversation, since, status, sessions)"
             " VALUES(?, x'', ?, ?, ?, ?, 0, x'')",
             row.iid, row.stage, row.name, row.conversation, row.since));
  row.id = db.last_id();
  return ok();
}

Result<void> add_notes(Database& db, ContactRow& row, const e2e::IdentityPublic& own) {
  STILLE_TRYV(
      db.run("INSERT INTO contact(iid, identity, stage, alias, name, note, conversation, since, status,"
             " verified, sessions) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, 1, x'')",
             row.iid, own.encode(), row.stage, row.alias, row.name, row.note, row.conversation, row.since,
             e2e::SessionStatus::connected));
  row.id = db.last_id();
  return ok();
}

Result<void> update_contact(Database& db, const ContactRow& row) {
  return db.run(
      "UPDATE contact SET stage = ?, alias = ?, name = ?, note = ?, since = ?, verified = ?, blocked = ?,"
      " frozen = ?, reset_waits = ?, invitation = ?, heartbeat_at = ?, renewing = ?, introduced = ? WHERE id "
      "= ?",
      row.stage, row.alias, row.name, row.note, row.since, row.verified, row.blocked, row.frozen,
      row.reset_waits, row.invitation, row.heartbeat_at, row.renewing, row.introduced, row.id);
}

Result<void> remove_contact(Database& db, RowId id) {
  return db.run("DELETE FROM contact WHERE id = ?", id);
}

Result<ContactRow> load_contact(Database& db, RowId id) {
  return one_row(db.query(STILLE_CONTACT_COLUMNS "WHERE id = ?", id), read_contact);
}

Result<std::optional<ContactRow>> find_contact(Database& db, const e2e::Iid& iid) {
  return maybe_row(db.query(STILLE_CONTACT_COLUMNS "WHERE iid = ?", iid), read_contact);
}

Result<std::optional<ContactRow>> contact_talking_in(Database& db, std::string_view conversation) {
  return maybe_row(db.query(STILLE_CONTACT_COLUMNS "WHERE conversation = ?", conversation), read_contact);
}

Result<std::optional<ContactRow>> contact_called(Database& db, std::string_view alias) {
  return maybe_row(db.query(STILLE_CONTACT_COLUMNS "WHERE alias = ?", alias), read_contact);
}

Result<std::vector<ContactRow>> contacts_beginning(Database& db, ByteView iid) {
  Bytes last(iid.begin(), iid.end());
  last.resize(sizeof(e2e::Iid::raw), 0xff);
  return all_rows(
      db.query(STILLE_CONTACT_COLUMNS "WHERE iid BETWEEN ? AND ? ORDER BY id", iid, ByteView(last)),
      read_contact);
}

Result<std::vector<ContactRow>> contacts_in(Database& db, Stage stage) {
  return all_rows(db.query(STILLE_CONTACT_COLUMNS "WHERE stage = ? ORDER BY id", stage), read_contact);
}

#undef STILLE_CONTACT_COLUMNS

Result<bool> alias_taken(Database& db, std::string_view alias) {
  STILLE_TRY(const auto count,
             db.value<std::int64_t>("SELECT (SELECT count(*) FROM contact WHERE alias = ?1) +"
                                    " (SELECT count(*) FROM joining WHERE alias = ?1)",
                                    alias));
  return count.value_or(0) > 0;
}

Result<e2e::IdentityPublic> identity_of(Database& db, RowId id) {
  STILLE_TRY(const auto bytes, db.value<Bytes>("SELECT identity FROM contact WHERE id = ?", id));
  if (!bytes) return fail(Errc::not_found);
  return e2e::IdentityPublic::parse(*bytes);
}

Result<e2e::SessionPair> load_sessions(Database& db, RowId contact) {
  STILLE_TRY(const auto bytes,
             db.value<crypto::SecretBytes>("SELECT sessions FROM contact WHERE id = ?", contact));
  if (!bytes) return fail(Errc::not_found);
  return e2e::SessionPair::decode(bytes->expose());
}

Result<void> save_sessions(Database& db, RowId contact, const e2e::SessionPair& sessions) {
  return db.run("UPDATE contact SET sessions = ?, status = ? WHERE id = ?", sessions.encode(),
                sessions.sending().status(), contact);
}

Result<std::optional<crypto::SecretBytes>> renewal_card(Database& db, RowId contact) {
  return db.value<crypto::SecretBytes>(
      "SELECT renewal_card FROM contact WHERE id = ? AND renewal_card IS NOT NULL", contact);
}

Result<void> set_renewal_card(Database& db, RowId contact, const std::optional<crypto::SecretBytes>& card) {
  return db.run("UPDATE contact SET renewal_card = ? WHERE id = ?", card, contact);
}

Result<void> freeze_contacts(Database& db) {
  return db.run("UPDATE contact SET frozen = 1 WHERE stage <= 2");
}

Result<std::optional<TimePoint>> next_heartbeat(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(heartbeat_at) FROM contact"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

Result<void> set_route(Database& db, RowId contact, RouteKind kind, const wire::MailboxOffer& offer) {
  return db.run(
      "INSERT OR REPLACE INTO route(contact, kind, relay, writer_id, writer_secret) VALUES(?, ?, ?, ?, ?)",
      contact, kind, protocol::to_text(offer.relay), offer.writer_id, offer.writer_secret);
}

Result<std::optional<wire::MailboxOffer>> route(Database& db, RowId contact, RouteKind kind) {
  STILLE_TRY(auto query,
             db.query("SELECT relay, writer_id, writer_secret FROM route WHERE contact = ? AND kind = ?",
                      contact, kind));
  STILLE_TRY(const bool found, query.next());
  if (!found) return std::optional<wire::MailboxOffer>{};
  STILLE_TRY(auto relay, protocol::parse_relay_address(query.get<std::string>(0)));
  return std::optional<wire::MailboxOffer>(
      wire::MailboxOffer{std::move(relay), query.get<protocol::WriterId>(1), query.get<crypto::DhSecret>(2)});
}

Result<void> promote_route(Database& db, RowId contact) {
  return db.run("UPDATE OR REPLACE route SET kind = 0 WHERE contact = ? AND kind = 1", contact);
}

}  // namespace stille::client::store
