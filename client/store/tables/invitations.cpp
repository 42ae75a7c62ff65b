// SQL of invitation and joining.
#include "client/store/tables/invitations.hpp"

namespace stille::client::store {

namespace {

#define STILLE_INVITATION_COLUMNS                                                                     \
  "SELECT id, name, link, link_id, own_card, sealed_card, ask, state, link_state, created, expires, " \
  "further_claims FROM invitation "
#define STILLE_JOINING_COLUMNS \
  "SELECT id, name, link, link_id, relay, alias, state, error, card, contact, created, grp FROM joining "

InvitationRow read_invitation(Query& query) {
  return {.id = query.get<RowId>(0),
          .name = query.get<std::string>(1),
          .link = query.get<std::string>(2),
          .link_id = query.get<protocol::LinkId>(3),
          .own_card = query.get<std::optional<crypto::SecretBytes>>(4),
          .sealed_card = query.get<Bytes>(5),
          .ask = query.get<bool>(6),
          .state = query.get<InviteState>(7),
          .link_state = query.get<LinkState>(8),
          .created = query.get<TimePoint>(9),
          .expires = query.get<TimePoint>(10),
          .further_claims = query.get<std::uint32_t>(11)};
}

JoiningRow read_joining(Query& query) {
  JoiningRow out;
  out.id = query.get<RowId>(0);
  out.name = query.get<std::string>(1);
  out.link = query.get<crypto::SecretBytes>(2);
  out.link_id = query.get<protocol::LinkId>(3);
  if (auto relay = protocol::parse_relay_address(query.get<std::string>(4))) out.relay = relay.value();
  out.alias = query.get<std::optional<std::string>>(5);
  out.state = query.get<JoiningState>(6);
  out.error = query.get<std::optional<Errc>>(7);
  out.card = query.get<std::optional<Bytes>>(8);
  out.contact = query.get<std::optional<RowId>>(9);
  out.created = query.get<TimePoint>(10);
  out.group = query.get<std::optional<RowId>>(11);
  return out;
}

}  // namespace

Result<void> add_invitation(Database& db, InvitationRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO invitation(name, link, link_id, own_card, sealed_card, ask, state, link_state,"
             " created, expires) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.name, row.link, row.link_id, row.own_card, row.sealed_card, row.ask, row.state,
             row.link_state, row.created, row.expires));
  row.id = db.last_id();
  return ok();
}

Result<void> update_invitation(Database& db, const InvitationRow& row) {
  return db.run(
      "UPDATE invitation SET link = ?, state = ?, link_state = ?, own_card = ?, further_claims = ? WHERE id "
      "= ?",
      row.link, row.state, row.link_state, row.own_card, row.further_claims, row.id);
}

Result<InvitationRow> load_invitation(Database& db, RowId id) {
  return one_row(db.query(STILLE_INVITATION_COLUMNS "WHERE id = ?", id), read_invitation);
}

Result<std::optional<InvitationRow>> find_invitation(Database& db, std::string_view name) {
  return maybe_row(db.query(STILLE_INVITATION_COLUMNS "WHERE name = ?", name), read_invitation);
}

Result<std::optional<InvitationRow>> find_invitation(Database& db, const protocol::LinkId& link) {
  return maybe_row(db.query(STILLE_INVITATION_COLUMNS "WHERE link_id = ?", link), read_invitation);
}

Result<std::vector<InvitationRow>> all_invitations(Database& db) {
  return all_rows(db.query(STILLE_INVITATION_COLUMNS "ORDER BY id"), read_invitation);
}

Result<std::vector<InvitationRow>> unsettled_links(Database& db) {
  return all_rows(db.query(STILLE_INVITATION_COLUMNS "WHERE link_state IN (0, 2) ORDER BY id"),
                  read_invitation);
}

Result<std::size_t> live_invitations(Database& db) {
  STILLE_TRY(const auto count, db.value<std::size_t>("SELECT count(*) FROM invitation WHERE state <= 1"));
  return count.value_or(0);
}

Result<std::optional<RowId>> contact_of_invitation(Database& db, RowId invitation) {
  return db.value<RowId>("SELECT id FROM contact WHERE invitation = ? AND stage <= 2", invitation);
}

Result<std::optional<TimePoint>> next_expiry(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(expires) FROM invitation WHERE state <= 1"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

Result<std::vector<InvitationRow>> overdue_invitations(Database& db, TimePoint now) {
  return all_rows(db.query(STILLE_INVITATION_COLUMNS "WHERE state <= 1 AND expires <= ?", now),
                  read_invitation);
}

Result<void> add_joining(Database& db, JoiningRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO joining(name, link, link_id, relay, alias, state, created, grp)"
             " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
             row.name, as_text(row.link.expose()), row.link_id, protocol::to_text(row.relay), row.alias,
             row.state, row.created, row.group));
  row.id = db.last_id();
  return ok();
}

Result<void> update_joining(Database& db, const JoiningRow& row) {
  return db.run(
      "UPDATE joining SET link = ?, alias = ?, state = ?, error = ?, card = ?, contact = ? WHERE id = ?",
      as_text(row.link.expose()), row.alias, row.state, row.error, row.card, row.contact, row.id);
}

Result<JoiningRow> load_joining(Database& db, RowId id) {
  return one_row(db.query(STILLE_JOINING_COLUMNS "WHERE id = ?", id), read_joining);
}

Result<std::optional<JoiningRow>> find_joining(Database& db, std::string_view name) {
  return maybe_row(db.query(STILLE_JOINING_COLUMNS "WHERE name = ?", name), read_joining);
}

Result<std::optional<JoiningRow>> live_joining(Database& db, const protocol::LinkId& link,
                                               const protocol::RelayAddress& relay) {
  return maybe_row(db.query(STILLE_JOINING_COLUMNS "WHERE link_id = ? AND relay = ? AND state <> 4", link,
                            protocol::to_text(relay)),
                   read_joining);
}

Result<std::vector<JoiningRow>> joinings_in(Database& db, JoiningState state) {
  return all_rows(db.query(STILLE_JOINING_COLUMNS "WHERE state = ? ORDER BY id", state), read_joining);
}

Result<std::optional<JoiningRow>> joining_of_contact(Database& db, RowId contact) {
  return maybe_row(db.query(STILLE_JOINING_COLUMNS "WHERE contact = ? ORDER BY id DESC", contact),
                   read_joining);
}

#undef STILLE_INVITATION_COLUMNS
#undef STILLE_JOINING_COLUMNS

}  // namespace stille::client::store
