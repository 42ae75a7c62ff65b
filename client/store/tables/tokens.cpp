// SQL of relay_invitation, token, relay_record and relay_class.
#include "client/store/tables/tokens.hpp"

namespace stille::client::store {

namespace {

#define STILLE_RELAY_INVITATION "SELECT id, relay, code, state, reason, created FROM relay_invitation "

RelayInvitationRow read_invitation(Query& query) {
  RelayInvitationRow out;
  out.id = query.get<RowId>(0);
  // Only texts that this program wrote are in the table.
  if (auto relay = protocol::parse_relay_address(query.get<std::string>(1))) out.relay = relay.value();
  out.code = query.get<protocol::RelayCode>(2);
  out.state = query.get<RelayInvitationState>(3);
  out.reason = query.get<std::optional<Errc>>(4);
  out.created = query.get<TimePoint>(5);
  return out;
}

}  // namespace

Result<void> add_relay_invitation(Database& db, RelayInvitationRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO relay_invitation(relay, code, state, reason, created) VALUES(?, ?, ?, ?, ?)",
             protocol::to_text(row.relay), row.code, row.state, row.reason, row.created));
  row.id = db.last_id();
  return ok();
}

Result<RelayInvitationRow> load_relay_invitation(Database& db, RowId id) {
  return one_row(db.query(STILLE_RELAY_INVITATION "WHERE id = ?", id), read_invitation);
}

Result<std::optional<RelayInvitationRow>> find_relay_invitation(Database& db,
                                                                const protocol::RelayInvitation& invitation) {
  return maybe_row(db.query(STILLE_RELAY_INVITATION "WHERE relay = ? AND code = ?",
                            protocol::to_text(invitation.relay), invitation.code),
                   read_invitation);
}

Result<std::vector<RelayInvitationRow>> open_relay_invitations(Database& db,
                                                               const protocol::RelayAddress& relay) {
  return all_rows(
      db.query(STILLE_RELAY_INVITATION "WHERE relay = ? AND state < 2 ORDER BY id", protocol::to_text(relay)),
      read_invitation);
}

Result<std::optional<RelayInvitationRow>> last_relay_invitation(Database& db,
                                                                const protocol::RelayAddress& relay) {
  return maybe_row(
      db.query(STILLE_RELAY_INVITATION "WHERE relay = ? ORDER BY id DESC LIMIT 1", protocol::to_text(relay)),
      read_invitation);
}

#undef STILLE_RELAY_INVITATION

Result<void> set_relay_invitation_state(Database& db, const RelayInvitationRow& row) {
  return db.run("UPDATE relay_invitation SET state = ?, reason = ? WHERE id = ?", row.state, row.reason,
                row.id);
}

Result<void> add_blinded(Database& db, const RelayInvitationRow& invitation, const BlindedRow& row) {
  return db.run("INSERT INTO token(relay, invitation, nonce, blinding) VALUES(?, ?, ?, ?)",
                protocol::to_text(invitation.relay), invitation.id, row.nonce, row.blinding);
}

Result<std::vector<BlindedRow>> blinded_of(Database& db, RowId invitation) {
  return all_rows(
      db.query("SELECT id, nonce, blinding FROM token WHERE invitation = ? AND blinding IS NOT NULL"
               " ORDER BY id",
               invitation),
      [](Query& query) {
        return BlindedRow{query.get<RowId>(0), query.get<protocol::TokenNonce>(1),
                          query.get<crypto::BlindingScalar>(2)};
      });
}

Result<void> keep_token(Database& db, RowId blinded, const protocol::CreationToken& token) {
  return db.run("UPDATE token SET blinding = NULL, token = ? WHERE id = ?", protocol::encode(token), blinded);
}

Result<void> remove_blinded(Database& db, RowId invitation) {
  return db.run("DELETE FROM token WHERE invitation = ? AND token IS NULL", invitation);
}

Result<std::size_t> count_tokens(Database& db, const protocol::RelayAddress& relay) {
  STILLE_TRY(const auto count,
             db.value<std::uint64_t>(
                 "SELECT count(*) FROM token WHERE relay = ? AND token IS NOT NULL AND mailbox IS NULL",
                 protocol::to_text(relay)));
  return static_cast<std::size_t>(count.value_or(0));
}

Result<std::vector<RowId>> unpaid_mailboxes(Database& db, const protocol::RelayAddress& relay) {
  return all_rows(db.query("SELECT id FROM mailbox WHERE relay = ? AND state = 0 AND id NOT IN"
                           " (SELECT mailbox FROM token WHERE mailbox IS NOT NULL) ORDER BY id",
                           protocol::to_text(relay)),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<void> bind_token(Database& db, const protocol::RelayAddress& relay, RowId mailbox) {
  return db.run(
      "UPDATE token SET mailbox = ? WHERE id = (SELECT min(id) FROM token WHERE relay = ? AND"
      " token IS NOT NULL AND mailbox IS NULL)",
      mailbox, protocol::to_text(relay));
}

Result<std::optional<protocol::CreationToken>> token_of_mailbox(Database& db, RowId mailbox) {
  STILLE_TRY(const auto bytes, db.value<Bytes>("SELECT token FROM token WHERE mailbox = ?", mailbox));
  if (!bytes) return std::nullopt;
  auto token = protocol::parse_creation_token(*bytes);
  if (!token) return fail(Errc::damaged);
  return std::optional(token.value());
}

Result<void> remove_token_of(Database& db, RowId mailbox) {
  return db.run("DELETE FROM token WHERE mailbox = ?", mailbox);
}

Result<std::optional<RecordAge>> record_age(Database& db, const protocol::RelayFingerprint& relay) {
  return maybe_row(
      db.query("SELECT epoch, sequence FROM relay_record WHERE fingerprint = ?", relay),
      [](Query& query) { return RecordAge{query.get<std::uint64_t>(0), query.get<std::uint64_t>(1)}; });
}

Result<void> keep_record(Database& db, const protocol::RelayFingerprint& relay,
                         const protocol::RelayRecord& record) {
  STILLE_TRYV(db.run("INSERT OR REPLACE INTO relay_record(fingerprint, epoch, sequence) VALUES(?, ?, ?)",
                     relay, record.epoch, record.sequence));
  STILLE_TRYV(db.run("DELETE FROM relay_class WHERE fingerprint = ?", relay));
  for (const auto& one : record.classes) {
    STILLE_TRYV(
        db.run("INSERT INTO relay_class(fingerprint, class, key) VALUES(?, ?, ?)", relay, one.id, one.key));
  }
  return ok();
}

Result<std::optional<crypto::VoprfPublic>> class_key(Database& db, const protocol::RelayFingerprint& relay,
                                                     protocol::ClassId token_class) {
  return db.value<crypto::VoprfPublic>("SELECT key FROM relay_class WHERE fingerprint = ? AND class = ?",
                                       relay, token_class);
}

}  // namespace stille::client::store
