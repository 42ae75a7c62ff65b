// SQL of message and event.
#include "client/store/tables/messages.hpp"

#include "client/store/tables/message_pages.hpp"

namespace stille::client::store {

namespace {

#define STILLE_MESSAGE_COLUMNS                                                                             \
  "SELECT id, name, contact, content_id, outgoing, kind, state, text, raw, at, authored, position, key, "  \
  "held_sid, held_seq, held_until, reply_id, reply_outgoing, reply_excerpt, question, revision, removal, " \
  "expire_s, expires_at, author FROM message "

MessageRow read_message(Query& query) {
  MessageRow out{.id = query.get<RowId>(0),
                 .name = query.get<std::string>(1),
                 .contact = query.get<RowId>(2),
                 .content_id = query.get<wire::ContentId>(3),
                 .outgoing = query.get<bool>(4),
                 .kind = query.get<ContentKind>(5),
                 .state = query.get<DeliveryState>(6),
                 .text = query.get<std::string>(7),
                 .raw = query.get<std::optional<crypto::SecretBytes>>(8),
                 .at = query.get<TimePoint>(9),
                 .authored = query.get<TimePoint>(10),
                 .position = query.get<std::optional<std::uint64_t>>(11),
                 .key = query.get<std::optional<std::string>>(12),
                 .held = std::nullopt,
                 .reply = std::nullopt,
                 .question = query.get<bool>(19),
                 .revision = query.get<std::uint32_t>(20),
                 .removal = query.get<Removal>(21),
                 .expire_s = query.get<std::uint32_t>(22),
                 .expires = query.get<std::optional<TimePoint>>(23),
                 .author = query.get<std::optional<RowId>>(24)};
  if (const auto until = query.get<std::optional<TimePoint>>(15)) {
    out.held = Held{query.get<e2e::SessionId>(13), query.get<std::uint64_t>(14), *until};
  }
  if (const auto id = query.get<std::optional<wire::ContentId>>(16)) {
    out.reply = ReplyRow{*id, query.get<bool>(17), query.get<std::string>(18)};
  }
  return out;
}

struct ReplyColumns {
  explicit ReplyColumns(const std::optional<ReplyRow>& reply) {
    if (!reply) return;
    id = reply->id;
    outgoing = reply->outgoing;
    excerpt = reply->excerpt;
  }
  std::optional<wire::ContentId> id;
  std::optional<bool> outgoing;
  std::optional<std::string> excerpt;
};

}  // namespace

Result<bool> add_message(Database& db, MessageRow& row) {
  std::optional<e2e::SessionId> sid;
  std::optional<std::uint64_t> seq;
  std::optional<TimePoint> until;
  if (row.held) {
    sid = row.held->sid;
    seq = row.held->seq;
    until = row.held->until;
  }
  const ReplyColumns reply(row.reply);
  const std::optional<RowId> id = row.id == 0 ? std::nullopt : std::optional(row.id);
  STILLE_TRYV(db.run(
      "INSERT INTO message(id, name, contact, content_id, outgoing, kind, state, text, raw, at, authored,"
      " position, key, held_sid, held_seq, held_until, reply_id, reply_outgoing, reply_excerpt, question,"
      " revision, removal, expire_s, author)"
      " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT(contact, outgoing, content_id) DO NOTHING",
      id, row.name, row.contact, row.content_id, row.outgoing, row.kind, row.state, row.text, row.raw, row.at,
      row.authored, row.position, row.key, sid, seq, until, reply.id, reply.outgoing, reply.excerpt,
      row.question, row.revision, row.removal, row.expire_s, row.author));
  if (db.changes() == 0) return false;
  row.id = db.last_id();
  return true;
}

Result<void> set_message_state(Database& db, RowId id, DeliveryState state) {
  return db.run("UPDATE message SET state = ? WHERE id = ?", state, id);
}

Result<void> set_words(Database& db, RowId id, std::string_view text, bool question, std::uint32_t revision) {
  return db.run("UPDATE message SET text = ?, question = ?, revision = ? WHERE id = ?", text, question,
                revision, id);
}

Result<void> erase_words(Database& db, RowId id, Removal removal) {
  return db.run(
      "UPDATE message SET text = '', raw = NULL, reply_id = NULL, reply_outgoing = NULL,"
      " reply_excerpt = NULL, question = 0, expires_at = NULL, removal = ? WHERE id = ?",
      removal, id);
}

Result<void> place_message(Database& db, RowId id, std::uint64_t position) {
  return db.run(
      "UPDATE message SET position = ?, held_sid = NULL, held_seq = NULL, held_until = NULL WHERE id = ?",
      position, id);
}

Result<void> rename_content(Database& db, RowId id, const wire::ContentId& name) {
  return db.run("UPDATE message SET content_id = ? WHERE id = ?", name, id);
}

Result<MessageRow> load_message(Database& db, RowId id) {
  return one_row(db.query(STILLE_MESSAGE_COLUMNS "WHERE id = ?", id), read_message);
}

Result<bool> has_message(Database& db, std::string_view name) {
  STILLE_TRY(const auto id, db.value<RowId>("SELECT id FROM message WHERE name = ?", name));
  return id.has_value();
}

Result<std::vector<MessageRow>> messages_named(Database& db, std::string_view beginning) {
  // Names are lower-case hex: '~' sorts behind all of them.
  return all_rows(
      db.query(STILLE_MESSAGE_COLUMNS
               "WHERE name >= ? AND name < ? || '~' AND position IS NOT NULL AND removal < 2 LIMIT 2",
               beginning, beginning),
      read_message);
}

Result<std::optional<MessageRow>> message_with_key(Database& db, RowId contact, std::string_view key) {
  return maybe_row(db.query(STILLE_MESSAGE_COLUMNS "WHERE contact = ? AND key = ?", contact, key),
                   read_message);
}

Result<std::optional<MessageRow>> find_message(Database& db, RowId contact, bool outgoing,
                                               const wire::ContentId& id) {
  return maybe_row(db.query(STILLE_MESSAGE_COLUMNS "WHERE contact = ? AND outgoing = ? AND content_id = ?",
                            contact, outgoing, id),
                   read_message);
}

Result<std::optional<MessageRow>> next_unsupported(Database& db, RowId after) {
  return maybe_row(
      db.query(STILLE_MESSAGE_COLUMNS "WHERE kind = 1 AND raw IS NOT NULL AND id > ? ORDER BY id LIMIT 1",
               after),
      read_message);
}

Result<void> remove_message(Database& db, RowId id) {
  return db.run("DELETE FROM message WHERE id = ?", id);
}

Result<std::vector<MessageRow>> messages_of(Database& db, RowId contact, const MessageSpan& span) {
  STILLE_TRY(
      auto out,
      all_rows(db.query(STILLE_MESSAGE_COLUMNS
                        "WHERE contact = ? AND position IS NOT NULL AND removal < 2 AND at >= ? AND at < ?"
                        " ORDER BY position DESC LIMIT ?",
                        contact, span.since, span.until, span.last),
               read_message));
  std::reverse(out.begin(), out.end());
  return out;
}

Result<std::vector<MessageRow>> messages_up_to(Database& db, RowId contact, std::uint64_t place,
                                               std::size_t most) {
  STILLE_TRY(auto out, all_rows(db.query(STILLE_MESSAGE_COLUMNS "WHERE contact = ? AND position <= ? AND"
                                                                " removal < 2 ORDER BY position DESC LIMIT ?",
                                         contact, place, most),
                                read_message));
  std::reverse(out.begin(), out.end());
  return out;
}

Result<std::vector<MessageRow>> messages_after(Database& db, RowId contact, std::uint64_t after,
                                               std::size_t most) {
  return all_rows(db.query(STILLE_MESSAGE_COLUMNS
                           "WHERE contact = ? AND position > ? AND removal < 2 ORDER BY position LIMIT ?",
                           contact, after, most),
                  read_message);
}

Result<std::vector<MessageRow>> held_up_to(Database& db, RowId contact, const e2e::SessionId& sid,
                                           std::uint64_t seq) {
  return all_rows(db.query(STILLE_MESSAGE_COLUMNS
                           "WHERE contact = ? AND held_sid = ? AND held_seq <= ? ORDER BY held_seq",
                           contact, sid, seq),
                  read_message);
}

Result<std::optional<MessageRow>> overdue_held(Database& db, TimePoint now) {
  return maybe_row(db.query(STILLE_MESSAGE_COLUMNS "WHERE held_until <= ? ORDER BY held_until LIMIT 1", now),
                   read_message);
}

Result<std::optional<TimePoint>> next_held(Database& db) {
  STILLE_TRY(auto query, db.query("SELECT min(held_until) FROM message WHERE held_until IS NOT NULL"));
  STILLE_TRYV(query.next());
  return query.get<std::optional<TimePoint>>(0);
}

#undef STILLE_MESSAGE_COLUMNS

Result<void> add_event(Database& db, EventRow& row) {
  STILLE_TRYV(
      db.run("INSERT INTO event(name, type, at, state, count, contact, message, invitation, joining,"
             " about) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             row.name, row.type, row.at, row.state, row.count, row.contact, row.message, row.invitation,
             row.joining, row.about));
  row.seq = static_cast<std::uint64_t>(db.last_id());
  return ok();
}

Result<std::vector<EventRow>> events_after(Database& db, std::uint64_t seq, std::size_t limit,
                                           std::uint64_t types) {
  return all_rows(db.query("SELECT seq, name, type, at, state, count, contact, message, invitation, joining,"
                           " about FROM event WHERE seq > ? AND (1 << type) & ? ORDER BY seq LIMIT ?",
                           seq, types, limit),
                  [](Query& query) {
                    return EventRow{.seq = query.get<std::uint64_t>(0),
                                    .name = query.get<std::string>(1),
                                    .type = query.get<EventKind>(2),
                                    .at = query.get<TimePoint>(3),
                                    .state = query.get<std::string>(4),
                                    .count = query.get<std::uint64_t>(5),
                                    .contact = query.get<std::optional<RowId>>(6),
                                    .message = query.get<std::optional<RowId>>(7),
                                    .invitation = query.get<std::optional<RowId>>(8),
                                    .joining = query.get<std::optional<RowId>>(9),
                                    .about = query.get<std::optional<std::string>>(10)};
                  });
}

Result<std::uint64_t> last_event(Database& db) {
  STILLE_TRY(const auto seq, db.value<std::uint64_t>("SELECT coalesce(max(seq), 0) FROM event"));
  return seq.value_or(0);
}

}  // namespace stille::client::store
