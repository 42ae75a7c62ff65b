// What is kept about keeping in touch: rhythms, rests, entries, reminders, circles, drafts; and who spoke
// last. Days are counted from 1970. Knows nothing of the rules.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

using DayNumber = std::int64_t;

struct KeepRow {
  RowId contact = 0;
  std::optional<std::string> rhythm;  // none: as the circles have it; empty text: no rhythm
  std::optional<std::string> birthday;
  std::optional<DayNumber> greeted;
  bool never = false;
  std::optional<DayNumber> rest_until;
  TimePoint rest_since;
  int shown = 0;
  std::optional<DayNumber> shown_on;
  int back_offs = 0;
};
/// One with nothing in it when nothing is kept.
Result<KeepRow> load_keep(Database& db, RowId contact);
Result<std::vector<KeepRow>> all_keep(Database& db);
Result<void> save_keep(Database& db, const KeepRow& row);

/// The newest message of either side that has its place in the conversation; and of theirs the newest that
/// was read.
struct TurnRow {
  RowId contact = 0;
  std::optional<TimePoint> own;
  std::optional<std::uint64_t> own_position;
  std::optional<TimePoint> read;
  std::optional<std::uint64_t> their_position;
};
/// Of every contact that is not blocked, the address book included, or of one.
Result<std::vector<TurnRow>> turns(Database& db, std::optional<RowId> only = {});

/// When each person last said something in a group, or got an answer of ours there. Of everybody, or of one.
struct GroupTouchRow {
  RowId contact = 0;
  TimePoint at;
  bool own = false;
};
Result<std::vector<GroupTouchRow>> group_touches(Database& db, std::optional<RowId> only = {});
/// Whether there is a reaction of ours to this message.
Result<bool> reacted_to(Database& db, RowId message);

struct SaidTextRow {
  RowId message = 0;
  TimePoint at;
  std::string text;
  bool question = false;  // said to be one by who wrote it
};
/// Texts of one side behind the other's last word, at most the newest `limit`, oldest first; none that was
/// ticked off.
Result<std::vector<SaidTextRow>> said_since_turn(Database& db, RowId contact, bool outgoing,
                                                 std::size_t limit);
/// A text in a group that is meant for us, as far as can be told without its words: it answers to something
/// of ours, or has an @.
struct AimedTextRow {
  RowId author = 0;
  SaidTextRow said;
  bool answers = false;
};
/// Of every group that we are in, behind our last word there: at most the newest `limit` of each, none that
/// was ticked off; by everybody, or by one. Oldest first.
Result<std::vector<AimedTextRow>> aimed_in_groups(Database& db, std::size_t limit,
                                                  std::optional<RowId> only = {});
/// The newest texts of the conversation, newest first.
Result<std::vector<std::string>> newest_texts(Database& db, RowId contact, bool outgoing, std::size_t limit);
Result<void> settle_question(Database& db, RowId message);

struct EntryRow {
  RowId id = 0;
  RowId contact = 0;
  DayNumber day = 0;
  TimePoint at;  // when it was noted
  std::string via;
  std::string note;
};
Result<void> add_entry(Database& db, EntryRow& row);
/// The same day, moment, way and note of the same person.
Result<bool> has_entry(Database& db, const EntryRow& row);
/// In the order in which they were made, behind `after`.
Result<std::vector<EntryRow>> entries_of(Database& db, RowId contact, RowId after, std::size_t most);
/// The newest by day of everybody who has one.
Result<std::vector<EntryRow>> newest_entries(Database& db);
Result<std::optional<EntryRow>> newest_entry(Database& db, RowId contact);

struct ReminderRow {
  RowId message = 0;
  RowId contact = 0;
  DayNumber day = 0;
};
/// Replaces an earlier day of the same message.
Result<void> set_reminder(Database& db, const ReminderRow& row);
Result<std::vector<ReminderRow>> reminders(Database& db);
/// False when there was none.
Result<bool> remove_reminder(Database& db, RowId message);
Result<void> remove_reminders_up_to(Database& db, RowId contact, DayNumber day);

struct CircleRow {
  RowId id = 0;
  std::string name;
  std::string rhythm;  // empty: none
  std::int64_t members = 0;
};
/// By name.
Result<std::vector<CircleRow>> circles(Database& db);
Result<std::optional<CircleRow>> find_circle(Database& db, std::string_view name);
Result<void> save_circle(Database& db, std::string_view name, std::string_view rhythm);
Result<void> remove_circle(Database& db, RowId id);
Result<void> join_circle(Database& db, RowId contact, RowId circle);
Result<void> leave_circle(Database& db, RowId contact, RowId circle);
struct MemberRow {
  RowId contact = 0;
  std::string circle;
  std::string rhythm;
};
/// Every membership, by contact and name.
Result<std::vector<MemberRow>> circle_members(Database& db);

struct KeepDraftRow {
  std::int64_t opener = 0;
  std::string purpose;
  DayNumber day = 0;
};
/// The same opener again only moves its day.
Result<void> note_draft(Database& db, RowId contact, const KeepDraftRow& row);
Result<std::vector<KeepDraftRow>> drafts_of(Database& db, RowId contact);

/// Who was chosen for the list of this day.
Result<std::vector<RowId>> chosen_on(Database& db, DayNumber day);
/// Forgets the choice of other days.
Result<void> choose(Database& db, DayNumber day, RowId contact);

}  // namespace stille::client::store
