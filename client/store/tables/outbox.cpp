// SQL of outgoing, outbox and receipt.
#include "client/store/tables/outbox.hpp"

namespace stille::client::store {

Result<void> add_outgoing(Database& db, RowId contact, const OutgoingRow& row) {
  return db.run("INSERT INTO outgoing(contact, content, message, about) VALUES(?, ?, ?, ?)", contact,
                row.content, row.message, row.about);
}

Result<void> remove_outgoing(Database& db, RowId id) {
  return db.run("DELETE FROM outgoing WHERE id = ?", id);
}

Result<std::optional<OutgoingRow>> next_unsealed(Database& db, RowId contact, RowId after) {
  return maybe_row(
      db.query("SELECT id, content, message, about FROM outgoing WHERE contact = ? AND sid IS NULL"
               " AND id > ? ORDER BY id LIMIT 1",
               contact, after),
      [](Query& query) {
        return OutgoingRow{query.get<RowId>(0), query.get<crypto::SecretBytes>(1),
                           query.get<std::optional<RowId>>(2), query.get<std::optional<RowId>>(3)};
      });
}

Result<void> mark_sealed(Database& db, RowId id, const e2e::SessionId& sid, std::uint64_t seq) {
  return db.run("UPDATE outgoing SET sid = ?, seq = ? WHERE id = ?", sid, seq, id);
}

Result<void> drop_acknowledged(Database& db, RowId contact, const e2e::SessionId& sid, std::uint64_t seq) {
  return db.run("DELETE FROM outgoing WHERE contact = ? AND sid = ? AND seq <= ?", contact, sid, seq);
}

Result<void> unseal_others(Database& db, RowId contact, const e2e::SessionId& sid) {
  return db.run(
      "UPDATE outgoing SET sid = NULL, seq = NULL WHERE contact = ? AND sid IS NOT NULL AND sid <> ?",
      contact, sid);
}

Result<std::vector<RowId>> unseal_lost(Database& db, const protocol::RelayAddress& relay) {
  // What has not left yet is in the outbox and goes as it is; state 1 is sent, 2 delivered.
  constexpr std::string_view kLost =
      "sid IS NOT NULL AND contact IN (SELECT contact FROM route WHERE kind = 0 AND relay = ?)"
      " AND (message IS NULL OR message IN (SELECT id FROM message WHERE state = 1))";
  const auto where = protocol::to_text(relay);
  STILLE_TRY(auto contacts,
             all_rows(db.query("SELECT DISTINCT contact FROM outgoing WHERE " + std::string(kLost), where),
                      [](Query& query) { return query.get<RowId>(0); }));
  STILLE_TRYV(db.run("UPDATE outgoing SET sid = NULL, seq = NULL WHERE " + std::string(kLost), where));
  return contacts;
}

Result<std::size_t> waiting_messages(Database& db) {
  STILLE_TRY(
      const auto count,
      db.value<std::size_t>("SELECT count(*) FROM outgoing WHERE sid IS NULL AND message IS NOT NULL"));
  return count.value_or(0);
}

Result<void> add_outbox(Database& db, OutboxRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO outbox(relay, writer_id, writer_secret, envelope_id, envelope, contact, message,"
             " joining) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
             protocol::to_text(row.relay), row.writer_id, row.writer_secret, row.envelope_id, row.envelope,
             row.contact, row.message, row.joining));
  row.id = db.last_id();
  return ok();
}

Result<OutboxRow> load_outbox(Database& db, RowId id) {
  return one_row(
      db.query("SELECT id, relay, writer_id, writer_secret, envelope_id, envelope, contact, message,"
               " joining FROM outbox WHERE id = ?",
               id),
      [](Query& query) {
        OutboxRow out;
        out.id = query.get<RowId>(0);
        if (auto relay = protocol::parse_relay_address(query.get<std::string>(1))) {
          out.relay = relay.value();
        }
        out.writer_id = query.get<protocol::WriterId>(2);
        out.writer_secret = query.get<crypto::DhSecret>(3);
        out.envelope_id = query.get<protocol::EnvelopeId>(4);
        out.envelope = query.get<Bytes>(5);
        out.contact = query.get<RowId>(6);
        out.message = query.get<std::optional<RowId>>(7);
        out.joining = query.get<std::optional<RowId>>(8);
        return out;
      });
}

Result<std::vector<OutboxHead>> outbox_heads(Database& db, const protocol::RelayAddress& relay) {
  return all_rows(
      db.query("SELECT id, writer_id FROM outbox WHERE relay = ? ORDER BY id", protocol::to_text(relay)),
      [](Query& query) { return OutboxHead{query.get<RowId>(0), query.get<protocol::WriterId>(1)}; });
}

Result<MessageParts> parts_of_message(Database& db, RowId message) {
  return one_row(db.query("SELECT count(*), count(*) - count(sid), coalesce(max(length(content)), 0)"
                          " FROM outgoing WHERE message = ?",
                          message),
                 [](Query& query) {
                   return MessageParts{query.get<std::size_t>(0), query.get<std::size_t>(1),
                                       query.get<std::size_t>(2)};
                 });
}

Result<std::vector<EnvelopeHead>> envelopes_of_message(Database& db, RowId message) {
  return all_rows(
      db.query("SELECT contact, relay, length(envelope) FROM outbox WHERE message = ? ORDER BY id", message),
      [](Query& query) {
        return EnvelopeHead{query.get<RowId>(0), query.get<std::string>(1), query.get<std::size_t>(2)};
      });
}

Result<bool> waits_in_outbox(Database& db, RowId contact) {
  STILLE_TRY(const auto first, db.value<RowId>("SELECT id FROM outbox WHERE contact = ? LIMIT 1", contact));
  return first.has_value();
}

Result<void> remove_outbox(Database& db, RowId id) {
  return db.run("DELETE FROM outbox WHERE id = ?", id);
}

Result<void> remove_hello(Database& db, RowId joining) {
  return db.run("DELETE FROM outbox WHERE joining = ?", joining);
}

Result<void> add_receipt(Database& db, RowId contact, const wire::ContentId& id, TimePoint due) {
  return db.run("INSERT OR IGNORE INTO receipt(contact, content_id, due) VALUES(?, ?, ?)", contact, id, due);
}

Result<std::optional<TimePoint>> next_receipt(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(due) FROM receipt"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

Result<std::vector<RowId>> contacts_with_receipts(Database& db, TimePoint due) {
  return all_rows(db.query("SELECT DISTINCT contact FROM receipt WHERE due <= ?", due),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<std::vector<wire::ContentId>> take_receipts(Database& db, RowId contact, std::size_t most) {
  STILLE_TRY(auto out,
             all_rows(db.query("SELECT content_id FROM receipt WHERE contact = ? ORDER BY due, content_id"
                               " LIMIT ?",
                               contact, most),
                      [](Query& query) { return query.get<wire::ContentId>(0); }));
  for (const auto& id : out) {
    STILLE_TRYV(db.run("DELETE FROM receipt WHERE contact = ? AND content_id = ?", contact, id));
  }
  return out;
}

}  // namespace stille::client::store
