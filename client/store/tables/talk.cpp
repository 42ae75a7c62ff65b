// SQL of wording, reaction and early_change.
#include "client/store/tables/talk.hpp"

namespace stille::client::store {

Result<void> add_wording(Database& db, RowId message, const WordingRow& row) {
  return db.run("INSERT OR IGNORE INTO wording(message, revision, text, at) VALUES(?, ?, ?, ?)", message,
                row.revision, row.text, row.at);
}

Result<std::vector<WordingRow>> wordings_of(Database& db, RowId message) {
  return all_rows(
      db.query("SELECT revision, text, at FROM wording WHERE message = ? ORDER BY revision", message),
      [](Query& query) {
        return WordingRow{query.get<std::uint32_t>(0), query.get<std::string>(1), query.get<TimePoint>(2)};
      });
}

Result<void> set_reaction(Database& db, RowId message, const ReactionRow& row) {
  if (row.author) {
    return db.run("INSERT OR REPLACE INTO grp_reaction(message, author, revision, text) VALUES(?, ?, ?, ?)",
                  message, *row.author, row.revision, row.text);
  }
  return db.run("INSERT OR REPLACE INTO reaction(message, outgoing, revision, text) VALUES(?, ?, ?, ?)",
                message, row.outgoing, row.revision, row.text);
}

Result<std::vector<ReactionRow>> reactions_of(Database& db, RowId message) {
  return all_rows(db.query("SELECT outgoing, revision, text, NULL AS author FROM reaction WHERE message = ?1"
                           " UNION ALL SELECT 0, revision, text, author FROM grp_reaction WHERE message = ?1"
                           " ORDER BY outgoing, author",
                           message),
                  [](Query& query) {
                    return ReactionRow{.outgoing = query.get<bool>(0),
                                       .revision = query.get<std::uint32_t>(1),
                                       .text = query.get<std::string>(2),
                                       .author = query.get<std::optional<RowId>>(3)};
                  });
}

Result<void> forget_words(Database& db, RowId message, bool unsent) {
  STILLE_TRYV(db.run("DELETE FROM wording WHERE message = ?", message));
  STILLE_TRYV(db.run("DELETE FROM reaction WHERE message = ?", message));
  STILLE_TRYV(db.run("DELETE FROM grp_reaction WHERE message = ?", message));
  if (!unsent) return ok();
  STILLE_TRYV(db.run("DELETE FROM grp_waiting WHERE message = ?1 OR about = ?1", message));
  return db.run("DELETE FROM outgoing WHERE message = ?1 OR about = ?1", message);
}

Result<void> forget_excerpts(Database& db, const MessageRow& message) {
  return db.run(
      "UPDATE message SET reply_excerpt = '' WHERE contact = ? AND reply_id = ? AND reply_outgoing = ?",
      message.contact, message.content_id, message.outgoing);
}

Result<void> add_early_change(Database& db, const EarlyChangeRow& row, std::size_t most) {
  STILLE_TRYV(
      db.run("INSERT OR IGNORE INTO early_change(contact, content_id, target, weight, content, until)"
             " VALUES(?, ?, ?, ?, ?, ?)",
             row.contact, row.content_id, row.target, row.deletes, row.content, row.until));
  return db.run(
      "DELETE FROM early_change WHERE id IN (SELECT id FROM early_change WHERE contact = ?"
      " ORDER BY weight DESC, id DESC LIMIT -1 OFFSET ?)",
      row.contact, most);
}

namespace {

EarlyChangeRow read_early_change(Query& query) {
  return {.id = query.get<RowId>(0),
          .contact = query.get<RowId>(1),
          .content_id = query.get<wire::ContentId>(2),
          .target = query.get<wire::ContentId>(3),
          .deletes = query.get<bool>(4),
          .content = query.get<crypto::SecretBytes>(5),
          .until = query.get<TimePoint>(6)};
}

#define STILLE_EARLY_CHANGES \
  "SELECT id, contact, content_id, target, weight, content, until FROM early_change "

}  // namespace

Result<std::vector<EarlyChangeRow>> take_early_changes(Database& db, RowId contact,
                                                       const wire::ContentId& target) {
  STILLE_TRY(auto out, all_rows(db.query(STILLE_EARLY_CHANGES "WHERE contact = ? AND target = ? ORDER BY id",
                                         contact, target),
                                read_early_change));
  if (out.empty()) return out;
  STILLE_TRYV(db.run("DELETE FROM early_change WHERE contact = ? AND target = ?", contact, target));
  return out;
}

Result<std::vector<EarlyChangeRow>> take_early_changes_about(Database& db, const wire::ContentId& target) {
  STILLE_TRY(auto out, all_rows(db.query(STILLE_EARLY_CHANGES "WHERE target = ? ORDER BY id", target),
                                read_early_change));
  if (out.empty()) return out;
  STILLE_TRYV(db.run("DELETE FROM early_change WHERE target = ?", target));
  return out;
}

#undef STILLE_EARLY_CHANGES

Result<void> drop_early_changes(Database& db, TimePoint now) {
  return db.run("DELETE FROM early_change WHERE until <= ?", now);
}

Result<std::size_t> count_early_changes(Database& db, RowId contact) {
  STILLE_TRY(const auto count,
             db.value<std::size_t>("SELECT count(*) FROM early_change WHERE contact = ?", contact));
  return count.value_or(0);
}

}  // namespace stille::client::store
