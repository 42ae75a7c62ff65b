// SQL of mailbox.
#include "client/store/tables/mailboxes.hpp"

namespace stille::client::store {

namespace {

#define STILLE_MAILBOX_COLUMNS                                                                            \
  "SELECT id, relay, kind, state, reader_id, reader_secret, writer_id, writer_secret, created, contact, " \
  "invitation, joining FROM mailbox "

MailboxRow read_mailbox(Query& query) {
  MailboxRow out;
  out.id = query.get<RowId>(0);
  // Only texts that this program wrote are in the table.
  if (auto relay = protocol::parse_relay_address(query.get<std::string>(1))) out.relay = relay.value();
  out.kind = query.get<protocol::MailboxKind>(2);
  out.state = query.get<MailboxState>(3);
  out.reader_id = query.get<protocol::ReaderId>(4);
  out.reader_secret = query.get<crypto::DhSecret>(5);
  out.writer_id = query.get<protocol::WriterId>(6);
  out.writer_secret = query.get<crypto::DhSecret>(7);
  out.created = query.get<TimePoint>(8);
  out.contact = query.get<std::optional<RowId>>(9);
  out.invitation = query.get<std::optional<RowId>>(10);
  out.joining = query.get<std::optional<RowId>>(11);
  return out;
}

}  // namespace

Result<void> add_mailbox(Database& db, MailboxRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO mailbox(relay, kind, state, reader_id, reader_secret, writer_id, writer_secret,"
             " created, contact, invitation, joining) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             protocol::to_text(row.relay), row.kind, row.state, row.reader_id, row.reader_secret,
             row.writer_id, row.writer_secret, row.created, row.contact, row.invitation, row.joining));
  row.id = db.last_id();
  return ok();
}

Result<void> set_mailbox_state(Database& db, RowId id, MailboxState state) {
  return db.run("UPDATE mailbox SET state = ? WHERE id = ?", state, id);
}

Result<void> set_mailbox_contact(Database& db, RowId id, RowId contact) {
  return db.run("UPDATE mailbox SET contact = ? WHERE id = ?", contact, id);
}

Result<void> remove_mailbox(Database& db, RowId id) {
  return db.run("DELETE FROM mailbox WHERE id = ?", id);
}

Result<MailboxRow> load_mailbox(Database& db, RowId id) {
  return one_row(db.query(STILLE_MAILBOX_COLUMNS "WHERE id = ?", id), read_mailbox);
}

Result<std::optional<MailboxRow>> find_mailbox(Database& db, const protocol::ReaderId& reader_id) {
  return maybe_row(db.query(STILLE_MAILBOX_COLUMNS "WHERE reader_id = ?", reader_id), read_mailbox);
}

Result<std::optional<MailboxRow>> mailbox_of_contact(Database& db, RowId contact) {
  return maybe_row(db.query(STILLE_MAILBOX_COLUMNS
                            "WHERE contact = ? AND kind = 1 AND state <> 2 ORDER BY state DESC, id DESC",
                            contact),
                   read_mailbox);
}

Result<std::optional<MailboxRow>> some_conversation_mailbox(Database& db) {
  return maybe_row(
      db.query(STILLE_MAILBOX_COLUMNS "WHERE contact IS NOT NULL AND kind = 1 AND state = 1"
                                      " ORDER BY relay = (SELECT relay FROM self) DESC, id LIMIT 1"),
      read_mailbox);
}

Result<std::vector<MailboxRow>> mailboxes_of_contact(Database& db, RowId contact) {
  return all_rows(
      db.query(STILLE_MAILBOX_COLUMNS "WHERE contact = ? AND kind = 1 AND state <> 2 ORDER BY id DESC",
               contact),
      read_mailbox);
}

Result<void> close_mailboxes_of(Database& db, RowId contact) {
  return db.run("UPDATE mailbox SET state = ? WHERE contact = ?", MailboxState::closing, contact);
}

Result<void> close_mailbox_at(Database& db, RowId id, TimePoint time) {
  return db.run("UPDATE mailbox SET close_at = ? WHERE id = ? AND close_at IS NULL", time, id);
}

Result<void> retire_conversations(Database& db, TimePoint time) {
  return db.run("UPDATE mailbox SET close_at = ? WHERE kind = 1 AND state = ? AND close_at IS NULL", time,
                MailboxState::open);
}

Result<void> close_all_mailboxes(Database& db) {
  STILLE_TRYV(db.run("DELETE FROM token WHERE mailbox IS NOT NULL"));
  return db.run("UPDATE mailbox SET state = ?", MailboxState::closing);
}

Result<std::size_t> count_mailboxes(Database& db) {
  STILLE_TRY(const auto count, db.value<std::size_t>("SELECT count(*) FROM mailbox"));
  return count.value_or(0);
}

Result<std::vector<Retiring>> retiring_mailboxes(Database& db) {
  STILLE_TRY(auto rows, all_rows(db.query(STILLE_MAILBOX_COLUMNS "WHERE close_at IS NOT NULL AND state <> 2"),
                                 read_mailbox));
  std::vector<Retiring> out;
  for (auto& row : rows) {
    STILLE_TRY(const auto when, db.value<TimePoint>("SELECT close_at FROM mailbox WHERE id = ?", row.id));
    out.push_back({std::move(row), when.value_or(TimePoint{})});
  }
  return out;
}

Result<void> forget_retired_mailboxes(Database& db, TimePoint before) {
  return db.run("DELETE FROM mailbox WHERE close_at < ?", before);
}

Result<std::optional<MailboxRow>> mailbox_of_invitation(Database& db, RowId invitation) {
  return maybe_row(db.query(STILLE_MAILBOX_COLUMNS "WHERE invitation = ?", invitation), read_mailbox);
}

Result<std::optional<MailboxRow>> rendezvous_mailbox(Database& db, RowId contact) {
  return maybe_row(
      db.query(STILLE_MAILBOX_COLUMNS "WHERE contact = ? AND kind = 2 AND state <> 2 ORDER BY id DESC",
               contact),
      read_mailbox);
}

Result<std::vector<RowId>> rendezvous_mailboxes_before(Database& db, RowId contact, RowId newest) {
  return all_rows(db.query("SELECT id FROM mailbox WHERE contact = ? AND kind = 2 AND state <> 2 AND id < ?",
                           contact, newest),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<std::optional<MailboxRow>> mailbox_of_joining(Database& db, RowId joining) {
  return maybe_row(db.query(STILLE_MAILBOX_COLUMNS "WHERE joining = ?", joining), read_mailbox);
}

Result<std::vector<MailboxRow>> mailboxes_in(Database& db, const protocol::RelayAddress& relay,
                                             MailboxState state) {
  return all_rows(db.query(STILLE_MAILBOX_COLUMNS "WHERE relay = ? AND state = ? ORDER BY id",
                           protocol::to_text(relay), state),
                  read_mailbox);
}

Result<std::vector<PastLink>> past_links(Database& db) {
  STILLE_TRY(auto rows, all_rows(db.query(STILLE_MAILBOX_COLUMNS
                                          "WHERE state = 1 AND invitation IN"
                                          " (SELECT id FROM invitation WHERE state IN (2, 3, 4))"),
                                 read_mailbox));
  std::vector<PastLink> out;
  for (auto& row : rows) {
    STILLE_TRY(auto query,
               db.query("SELECT expires, own_card IS NOT NULL FROM invitation WHERE id = ?", row.invitation));
    STILLE_TRYV(query.next());
    out.push_back({std::move(row), query.get<TimePoint>(0), query.get<bool>(1)});
  }
  return out;
}

#undef STILLE_MAILBOX_COLUMNS

Result<std::vector<RelayUse>> relay_uses(Database& db) {
  return all_rows(
      db.query("SELECT relay, sum(kind = 1 AND contact IN (SELECT id FROM contact WHERE blocked = 0)"
               " AND state = 1 AND close_at IS NULL), sum(state = 0),"
               " sum(close_at IS NOT NULL OR state = 2) FROM mailbox GROUP BY relay ORDER BY relay"),
      [](Query& query) {
        const auto count = [&](int column) {
          return static_cast<std::size_t>(query.get<std::uint64_t>(column));
        };
        return RelayUse{query.get<std::string>(0), count(1), count(2), count(3)};
      });
}

Result<std::vector<std::string>> relays_in_use(Database& db) {
  return all_rows(db.query("SELECT relay, min(rank) AS first FROM (SELECT relay, 0 AS rank FROM self"
                           " UNION ALL SELECT relay, 1 FROM mailbox UNION ALL SELECT relay, 2 FROM outbox"
                           " UNION ALL SELECT relay, 3 FROM joining WHERE state = 0) GROUP BY relay"
                           " ORDER BY first, relay"),
                  [](Query& query) { return query.get<std::string>(0); });
}

}  // namespace stille::client::store
