// SQL of keep, keep_entry, keep_reminder, keep_settled, keep_draft, keep_day, circle and circle_member.
#include "client/store/tables/keep.hpp"

#include "client/store/tables/groups.hpp"

namespace stille::client::store {

namespace {

#define STILLE_KEEP_COLUMNS                                                                              \
  "SELECT contact, rhythm, birthday, greeted, never, rest_until, rest_since, shown, shown_on, back_offs" \
  " FROM keep "

KeepRow read_keep(Query& query) {
  return {.contact = query.get<RowId>(0),
          .rhythm = query.get<std::optional<std::string>>(1),
          .birthday = query.get<std::optional<std::string>>(2),
          .greeted = query.get<std::optional<DayNumber>>(3),
          .never = query.get<bool>(4),
          .rest_until = query.get<std::optional<DayNumber>>(5),
          .rest_since = query.get<TimePoint>(6),
          .shown = query.get<int>(7),
          .shown_on = query.get<std::optional<DayNumber>>(8),
          .back_offs = query.get<int>(9)};
}

EntryRow read_entry(Query& query) {
  return {.id = query.get<RowId>(0),
          .contact = query.get<RowId>(1),
          .day = query.get<DayNumber>(2),
          .at = query.get<TimePoint>(3),
          .via = query.get<std::string>(4),
          .note = query.get<std::string>(5)};
}

CircleRow read_circle(Query& query) {
  return {.id = query.get<RowId>(0),
          .name = query.get<std::string>(1),
          .rhythm = query.get<std::string>(2),
          .members = query.get<std::int64_t>(3)};
}

#define STILLE_CIRCLE_COLUMNS \
  "SELECT id, name, rhythm, (SELECT count(*) FROM circle_member WHERE circle = circle.id) FROM circle "

}  // namespace

Result<KeepRow> load_keep(Database& db, RowId contact) {
  STILLE_TRY(auto row, maybe_row(db.query(STILLE_KEEP_COLUMNS "WHERE contact = ?", contact), read_keep));
  if (row) return std::move(*row);
  KeepRow out;
  out.contact = contact;
  return out;
}

Result<std::vector<KeepRow>> all_keep(Database& db) {
  return all_rows(db.query(STILLE_KEEP_COLUMNS), read_keep);
}

Result<void> save_keep(Database& db, const KeepRow& row) {
  return db.run(
      "INSERT OR REPLACE INTO keep(contact, rhythm, birthday, greeted, never, rest_until, rest_since, shown,"
      " shown_on, back_offs) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.contact, row.rhythm, row.birthday, row.greeted, row.never, row.rest_until, row.rest_since,
      row.shown, row.shown_on, row.back_offs);
}

Result<std::vector<TurnRow>> turns(Database& db, std::optional<RowId> only) {
  constexpr std::string_view kTurns =
      "SELECT c.id, own.at, own.position, seen.at, theirs.position FROM contact c"
      " LEFT JOIN conversation v ON v.contact = c.id"
      " LEFT JOIN message own ON own.id = (SELECT id FROM message WHERE contact = c.id AND outgoing = 1"
      " AND kind <> 2 AND position IS NOT NULL ORDER BY position DESC LIMIT 1)"
      " LEFT JOIN message theirs ON theirs.id = (SELECT id FROM message WHERE contact = c.id AND outgoing = 0"
      " AND kind <> 2 AND position IS NOT NULL ORDER BY position DESC LIMIT 1)"
      " LEFT JOIN message seen ON seen.id = (SELECT id FROM message WHERE contact = c.id AND outgoing = 0"
      " AND kind <> 2 AND position <= v.read_up_to ORDER BY position DESC LIMIT 1)"
      " WHERE c.stage IN (2, 5) AND c.blocked = 0 AND c.id = coalesce(?, c.id) ORDER BY c.id";
  return all_rows(db.query(kTurns, only), [](Query& query) {
    return TurnRow{.contact = query.get<RowId>(0),
                   .own = query.get<std::optional<TimePoint>>(1),
                   .own_position = query.get<std::optional<std::uint64_t>>(2),
                   .read = query.get<std::optional<TimePoint>>(3),
                   .their_position = query.get<std::optional<std::uint64_t>>(4)};
  });
}

Result<std::vector<GroupTouchRow>> group_touches(Database& db, std::optional<RowId> only) {
  constexpr std::string_view kTouches =
      "SELECT author, max(at), 0 FROM message WHERE author IS NOT NULL AND author = coalesce(?1, author)"
      " AND kind <> 2 AND position IS NOT NULL GROUP BY author"
      " UNION ALL SELECT said.author, max(answer.at), 1 FROM message answer JOIN message said"
      " ON said.contact = answer.contact AND said.content_id = answer.reply_id AND said.outgoing = 0"
      " WHERE answer.outgoing = 1 AND answer.reply_id IS NOT NULL AND said.author IS NOT NULL"
      " AND said.author = coalesce(?1, said.author) GROUP BY said.author";
  return all_rows(db.query(kTouches, only), [](Query& query) {
    return GroupTouchRow{
        .contact = query.get<RowId>(0), .at = query.get<TimePoint>(1), .own = query.get<bool>(2)};
  });
}

Result<bool> reacted_to(Database& db, RowId message) {
  STILLE_TRY(const auto text,
             db.value<std::string>("SELECT text FROM reaction WHERE message = ? AND outgoing = 1", message));
  return text && !text->empty();
}

Result<std::vector<SaidTextRow>> said_since_turn(Database& db, RowId contact, bool outgoing,
                                                 std::size_t limit) {
  STILLE_TRY(
      auto out,
      all_rows(
          db.query(
              "SELECT id, at, text, question FROM message WHERE contact = ?1 AND outgoing = ?2 AND kind = 0"
              " AND position > coalesce((SELECT max(position) FROM message WHERE contact = ?1"
              " AND outgoing = 1 - ?2 AND kind <> 2), 0) AND id NOT IN (SELECT message FROM keep_settled)"
              " ORDER BY position DESC LIMIT ?3",
              contact, outgoing, limit),
          [](Query& query) {
            return SaidTextRow{.message = query.get<RowId>(0),
                               .at = query.get<TimePoint>(1),
                               .text = query.get<std::string>(2),
                               .question = query.get<bool>(3)};
          }));
  std::reverse(out.begin(), out.end());
  return out;
}

Result<std::vector<AimedTextRow>> aimed_in_groups(Database& db, std::size_t limit,
                                                  std::optional<RowId> only) {
  // The middle of it is the condition of the index message_aimed.
  constexpr std::string_view kAimed =
      "SELECT m.author, m.id, m.at, m.text, m.question, m.reply_outgoing = 1 FROM grp g JOIN message m"
      " ON m.id IN (SELECT id FROM message INDEXED BY message_aimed WHERE contact = g.conversation"
      " AND outgoing = 0 AND author IS NOT NULL AND (reply_outgoing = 1 OR instr(text, '@') > 0)"
      " AND kind = 0 AND author = coalesce(?1, author)"
      " AND position > coalesce((SELECT position FROM message WHERE contact = g.conversation"
      " AND outgoing = 1 AND kind <> 2 AND position IS NOT NULL ORDER BY position DESC LIMIT 1), 0)"
      " AND id NOT IN (SELECT message FROM keep_settled) ORDER BY position DESC LIMIT ?2)"
      " WHERE g.state = ?3 ORDER BY m.position";
  return all_rows(db.query(kAimed, only, limit, GroupState::member), [](Query& query) {
    return AimedTextRow{.author = query.get<RowId>(0),
                        .said = {.message = query.get<RowId>(1),
                                 .at = query.get<TimePoint>(2),
                                 .text = query.get<std::string>(3),
                                 .question = query.get<bool>(4)},
                        .answers = query.get<std::optional<bool>>(5).value_or(false)};
  });
}

Result<std::vector<std::string>> newest_texts(Database& db, RowId contact, bool outgoing, std::size_t limit) {
  return all_rows(db.query("SELECT text FROM message WHERE contact = ? AND outgoing = ? AND kind = 0"
                           " AND position IS NOT NULL ORDER BY position DESC LIMIT ?",
                           contact, outgoing, limit),
                  [](Query& query) { return query.get<std::string>(0); });
}

Result<void> settle_question(Database& db, RowId message) {
  return db.run("INSERT OR IGNORE INTO keep_settled(message) VALUES(?)", message);
}

Result<void> add_entry(Database& db, EntryRow& row) {
  STILLE_TRYV(db.run("INSERT INTO keep_entry(contact, day, at, via, note) VALUES(?, ?, ?, ?, ?)", row.contact,
                     row.day, row.at, row.via, row.note));
  row.id = db.last_id();
  return ok();
}

Result<bool> has_entry(Database& db, const EntryRow& row) {
  STILLE_TRY(const auto found, db.value<RowId>("SELECT id FROM keep_entry WHERE contact = ? AND day = ?"
                                               " AND at = ? AND via = ? AND note = ? LIMIT 1",
                                               row.contact, row.day, row.at, row.via, row.note));
  return found.has_value();
}

Result<std::vector<EntryRow>> entries_of(Database& db, RowId contact, RowId after, std::size_t most) {
  return all_rows(db.query("SELECT id, contact, day, at, via, note FROM keep_entry WHERE contact = ?"
                           " AND id > ? ORDER BY id LIMIT ?",
                           contact, after, most),
                  read_entry);
}

Result<std::vector<EntryRow>> newest_entries(Database& db) {
  return all_rows(
      db.query("SELECT id, contact, day, at, via, note FROM keep_entry e WHERE id = (SELECT id FROM"
               " keep_entry WHERE contact = e.contact ORDER BY day DESC, id DESC LIMIT 1)"),
      read_entry);
}

Result<std::optional<EntryRow>> newest_entry(Database& db, RowId contact) {
  return maybe_row(db.query("SELECT id, contact, day, at, via, note FROM keep_entry WHERE contact = ?"
                            " ORDER BY day DESC, id DESC LIMIT 1",
                            contact),
                   read_entry);
}

Result<void> set_reminder(Database& db, const ReminderRow& row) {
  return db.run("INSERT OR REPLACE INTO keep_reminder(message, contact, day) VALUES(?, ?, ?)", row.message,
                row.contact, row.day);
}

Result<std::vector<ReminderRow>> reminders(Database& db) {
  return all_rows(
      db.query("SELECT message, contact, day FROM keep_reminder ORDER BY day, message"), [](Query& query) {
        return ReminderRow{
            .message = query.get<RowId>(0), .contact = query.get<RowId>(1), .day = query.get<DayNumber>(2)};
      });
}

Result<bool> remove_reminder(Database& db, RowId message) {
  STILLE_TRYV(db.run("DELETE FROM keep_reminder WHERE message = ?", message));
  return db.changes() > 0;
}

Result<void> remove_reminders_up_to(Database& db, RowId contact, DayNumber day) {
  return db.run("DELETE FROM keep_reminder WHERE contact = ? AND day <= ?", contact, day);
}

Result<std::vector<CircleRow>> circles(Database& db) {
  return all_rows(db.query(STILLE_CIRCLE_COLUMNS "ORDER BY name"), read_circle);
}

Result<std::optional<CircleRow>> find_circle(Database& db, std::string_view name) {
  return maybe_row(db.query(STILLE_CIRCLE_COLUMNS "WHERE name = ?", name), read_circle);
}

Result<void> save_circle(Database& db, std::string_view name, std::string_view rhythm) {
  return db.run(
      "INSERT INTO circle(name, rhythm) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET rhythm = "
      "excluded.rhythm",
      name, rhythm);
}

Result<void> remove_circle(Database& db, RowId id) {
  return db.run("DELETE FROM circle WHERE id = ?", id);
}

Result<void> join_circle(Database& db, RowId contact, RowId circle) {
  return db.run("INSERT OR IGNORE INTO circle_member(contact, circle) VALUES(?, ?)", contact, circle);
}

Result<void> leave_circle(Database& db, RowId contact, RowId circle) {
  return db.run("DELETE FROM circle_member WHERE contact = ? AND circle = ?", contact, circle);
}

Result<std::vector<MemberRow>> circle_members(Database& db) {
  return all_rows(
      db.query("SELECT m.contact, c.name, c.rhythm FROM circle_member m JOIN circle c ON c.id = m.circle"
               " ORDER BY m.contact, c.name"),
      [](Query& query) {
        return MemberRow{.contact = query.get<RowId>(0),
                         .circle = query.get<std::string>(1),
                         .rhythm = query.get<std::string>(2)};
      });
}

Result<void> note_draft(Database& db, RowId contact, const KeepDraftRow& row) {
  return db.run("INSERT OR REPLACE INTO keep_draft(contact, opener, purpose, day) VALUES(?, ?, ?, ?)",
                contact, row.opener, row.purpose, row.day);
}

Result<std::vector<KeepDraftRow>> drafts_of(Database& db, RowId contact) {
  return all_rows(db.query("SELECT opener, purpose, day FROM keep_draft WHERE contact = ?", contact),
                  [](Query& query) {
                    return KeepDraftRow{.opener = query.get<std::int64_t>(0),
                                        .purpose = query.get<std::string>(1),
                                        .day = query.get<DayNumber>(2)};
                  });
}

Result<std::vector<RowId>> chosen_on(Database& db, DayNumber day) {
  return all_rows(db.query("SELECT contact FROM keep_day WHERE day = ? ORDER BY contact", day),
                  [](Query& query) { return query.get<RowId>(0); });
}

Result<void> choose(Database& db, DayNumber day, RowId contact) {
  STILLE_TRYV(db.run("DELETE FROM keep_day WHERE day <> ?", day));
  return db.run("INSERT OR IGNORE INTO keep_day(contact, day) VALUES(?, ?)", contact, day);
}

#undef STILLE_KEEP_COLUMNS
#undef STILLE_CIRCLE_COLUMNS

}  // namespace stille::client::store
