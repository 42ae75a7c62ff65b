// SQL of grp and the tables around it.
#include "client/store/tables/groups.hpp"

namespace stille::client::store {

namespace {

#define STILLE_GROUP_COLUMNS \
  "SELECT id, gid, conversation, alias, name, state, key, inviter, said, last, head, proofs FROM grp "

GroupRow read_group(Query& query) {
  GroupRow out;
  out.id = query.get<RowId>(0);
  out.gid = query.get<e2e::GroupId>(1);
  out.conversation = query.get<RowId>(2);
  out.alias = query.get<std::string>(3);
  out.name = query.get<std::string>(4);
  out.state = query.get<GroupState>(5);
  out.key = query.get<crypto::SignSeed>(6);
  out.inviter = query.get<std::optional<RowId>>(7);
  out.said = query.get<std::uint64_t>(8);
  out.last = query.get<wire::Hash16>(9);
  out.head = query.get<Bytes>(10);
  out.proofs = query.get<std::size_t>(11);
  return out;
}

}  // namespace

Result<void> add_group(Database& db, GroupRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO grp(gid, conversation, alias, name, state, key, inviter)"
             " VALUES(?, ?, ?, ?, ?, ?, ?)",
             row.gid, row.conversation, row.alias, row.name, row.state, row.key, row.inviter));
  row.id = db.last_id();
  return ok();
}

Result<void> name_group(Database& db, RowId id, const e2e::GroupId& gid) {
  STILLE_TRYV(
      db.run("UPDATE contact SET iid = ? WHERE id = (SELECT conversation FROM grp WHERE id = ?)", gid, id));
  return db.run("UPDATE grp SET gid = ? WHERE id = ?", gid, id);
}

Result<void> return_to_group(Database& db, RowId id, const crypto::SignSeed& key, RowId inviter) {
  STILLE_TRYV(db.run("DELETE FROM grp_key WHERE grp = ?", id));
  return db.run("UPDATE grp SET state = 0, key = ?, inviter = ?, head = x'' WHERE id = ?", key, inviter, id);
}

Result<void> add_group_key(Database& db, RowId group, const crypto::SignSeed& key) {
  return db.run("INSERT INTO grp_key(grp, key) VALUES(?, ?)", group, key);
}

Result<std::vector<crypto::SignSeed>> later_keys(Database& db, RowId group) {
  return all_rows(db.query("SELECT key FROM grp_key WHERE grp = ? ORDER BY id", group),
                  [](Query& query) { return query.get<crypto::SignSeed>(0); });
}

Result<void> update_group(Database& db, const GroupRow& row) {
  return db.run(
      "UPDATE grp SET alias = ?, name = ?, state = ?, said = ?, last = ?, head = ?, proofs = ? WHERE id = ?",
      row.alias, row.name, row.state, row.said, row.last, row.head, row.proofs, row.id);
}

Result<GroupRow> load_group(Database& db, RowId id) {
  return one_row(db.query(STILLE_GROUP_COLUMNS "WHERE id = ?", id), read_group);
}

Result<std::optional<GroupRow>> find_group(Database& db, const e2e::GroupId& gid) {
  return maybe_row(db.query(STILLE_GROUP_COLUMNS "WHERE gid = ?", gid), read_group);
}

Result<std::optional<GroupRow>> group_of_conversation(Database& db, RowId conversation) {
  return maybe_row(db.query(STILLE_GROUP_COLUMNS "WHERE conversation = ?", conversation), read_group);
}

Result<std::optional<GroupRow>> group_talking_in(Database& db, std::string_view conversation) {
  return maybe_row(
      db.query(STILLE_GROUP_COLUMNS "WHERE conversation = (SELECT id FROM contact WHERE conversation = ?)",
               conversation),
      read_group);
}

Result<std::vector<GroupRow>> all_groups(Database& db) {
  return all_rows(db.query(STILLE_GROUP_COLUMNS "ORDER BY id"), read_group);
}

#undef STILLE_GROUP_COLUMNS

Result<bool> group_alias_taken(Database& db, std::string_view alias) {
  STILLE_TRY(const auto count, db.value<std::int64_t>("SELECT count(*) FROM grp WHERE alias = ?", alias));
  return count.value_or(0) > 0;
}

Result<void> skip_group_numbers(Database& db, std::uint64_t count) {
  return db.run("UPDATE grp SET said = said + ?", count);
}

Result<void> add_statement(Database& db, RowId group, const e2e::OpHash& hash, ByteView statement,
                           TimePoint at) {
  return db.run("INSERT OR IGNORE INTO grp_statement(grp, hash, statement, at) VALUES(?, ?, ?, ?)", group,
                hash, statement, at);
}

Result<void> remove_statement(Database& db, RowId group, const e2e::OpHash& hash) {
  return db.run("DELETE FROM grp_statement WHERE grp = ? AND hash = ?", group, hash);
}

Result<std::vector<StatementRow>> statements_of(Database& db, RowId group) {
  return all_rows(db.query("SELECT statement, hash, at FROM grp_statement WHERE grp = ? ORDER BY id", group),
                  [](Query& query) {
                    return StatementRow{query.get<Bytes>(0), query.get<e2e::OpHash>(1),
                                        query.get<TimePoint>(2)};
                  });
}

Result<void> add_invited(Database& db, RowId group, RowId contact, TimePoint at) {
  return db.run("INSERT OR IGNORE INTO grp_invited(grp, contact, at) VALUES(?, ?, ?)", group, contact, at);
}

Result<std::vector<InvitedRow>> invited_into(Database& db, RowId group) {
  return all_rows(db.query("SELECT contact, at FROM grp_invited WHERE grp = ? ORDER BY at, contact", group),
                  [](Query& query) { return InvitedRow{query.get<RowId>(0), query.get<TimePoint>(1)}; });
}

Result<bool> take_invited(Database& db, RowId group, RowId contact) {
  STILLE_TRYV(db.run("DELETE FROM grp_invited WHERE grp = ? AND contact = ?", group, contact));
  return db.changes() > 0;
}

Result<std::size_t> count_introduced(Database& db, RowId group) {
  STILLE_TRY(const auto count,
             db.value<std::size_t>("SELECT count(*) FROM contact WHERE introduced = ?", group));
  return count.value_or(0);
}

Result<void> add_waiting(Database& db, const e2e::Iid& iid, const WaitingRow& row) {
  return db.run("INSERT INTO grp_waiting(iid, content, message, about) VALUES(?, ?, ?, ?)", iid, row.content,
                row.message, row.about);
}

Result<std::vector<WaitingRow>> take_waiting(Database& db, const e2e::Iid& iid) {
  STILLE_TRY(
      auto out,
      all_rows(db.query("SELECT content, message, about FROM grp_waiting WHERE iid = ? ORDER BY id", iid),
               [](Query& query) {
                 return WaitingRow{query.get<crypto::SecretBytes>(0), query.get<std::optional<RowId>>(1),
                                   query.get<std::optional<RowId>>(2)};
               }));
  STILLE_TRYV(db.run("DELETE FROM grp_waiting WHERE iid = ?", iid));
  return out;
}

Result<std::size_t> count_waiting(Database& db, const e2e::Iid& iid) {
  STILLE_TRY(const auto count, db.value<std::size_t>("SELECT count(*) FROM grp_waiting WHERE iid = ?", iid));
  return count.value_or(0);
}

Result<std::optional<SaidRow>> find_said(Database& db, RowId group, const e2e::Iid& iid, std::uint64_t gseq) {
  return maybe_row(
      db.query("SELECT hash, reported FROM grp_said WHERE grp = ? AND iid = ? AND gseq = ?", group, iid,
               gseq),
      [](Query& query) { return SaidRow{query.get<wire::Hash16>(0), query.get<std::optional<RowId>>(1)}; });
}

Result<void> put_said(Database& db, RowId group, const e2e::Iid& iid, std::uint64_t gseq,
                      const SaidRow& row) {
  return db.run("INSERT OR REPLACE INTO grp_said(grp, iid, gseq, hash, reported) VALUES(?, ?, ?, ?, ?)",
                group, iid, gseq, row.hash, row.reported);
}

Result<std::size_t> count_reports(Database& db, RowId group) {
  STILLE_TRY(
      const auto count,
      db.value<std::size_t>("SELECT count(*) FROM grp_said WHERE grp = ? AND reported IS NOT NULL", group));
  return count.value_or(0);
}

Result<std::vector<FrontierRow>> frontier(Database& db, RowId group) {
  return all_rows(db.query("SELECT iid, max(gseq), hash FROM grp_said WHERE grp = ? AND reported IS NULL"
                           " GROUP BY iid ORDER BY iid",
                           group),
                  [](Query& query) {
                    return FrontierRow{query.get<e2e::Iid>(0), query.get<std::uint64_t>(1),
                                       query.get<wire::Hash16>(2)};
                  });
}

Result<void> add_group_held(Database& db, RowId group, RowId contact, ByteView content) {
  return db.run("INSERT INTO grp_held(grp, contact, content) VALUES(?, ?, ?)", group, contact, content);
}

Result<std::vector<GroupHeldRow>> group_held(Database& db, RowId group) {
  return all_rows(db.query("SELECT id, contact, content FROM grp_held WHERE grp = ? ORDER BY id", group),
                  [](Query& query) {
                    return GroupHeldRow{query.get<RowId>(0), query.get<RowId>(1),
                                        query.get<crypto::SecretBytes>(2)};
                  });
}

Result<void> remove_group_held(Database& db, RowId id) {
  return db.run("DELETE FROM grp_held WHERE id = ?", id);
}

Result<std::size_t> unsent_parts(Database& db, RowId message) {
  STILLE_TRY(
      const auto count,
      db.value<std::size_t>(
          "SELECT (SELECT count(*) FROM outbox WHERE message = ?1) +"
          " (SELECT count(*) FROM outgoing JOIN contact ON contact.id = outgoing.contact"
          "  WHERE message = ?1 AND sid IS NULL AND status = 1 AND blocked + frozen + reset_waits = 0)",
          message));
  return count.value_or(0);
}

}  // namespace stille::client::store
