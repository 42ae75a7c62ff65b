// Drafts, one for each conversation, and messages that wait for their time.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

struct DraftRow {
  RowId contact = 0;
  std::string text;
  std::string reply_to;
  std::vector<std::string> files;
  TimePoint at;
};

/// In place of the one that is there.
Result<void> save_draft(Database& db, const DraftRow& row);
Result<std::optional<DraftRow>> load_draft(Database& db, RowId contact);
/// The last changed first.
Result<std::vector<DraftRow>> all_drafts(Database& db);
Result<void> remove_draft(Database& db, RowId contact);

struct LaterRow {
  RowId id = 0;
  std::string name;  // l_<hex>
  RowId contact = 0;
  std::string text;
  std::optional<std::string> key;
  TimePoint due;
  TimePoint tried;  // when it is to be tried: `due`, or later after a problem
  std::optional<Errc> problem;
  std::string reply_to;
  bool question = false;
};

/// Sets `id`.
Result<void> add_later(Database& db, LaterRow& row);
Result<std::optional<LaterRow>> later_with_key(Database& db, RowId contact, std::string_view key);
/// The next one first.
Result<std::vector<LaterRow>> all_later(Database& db);
Result<std::size_t> count_later(Database& db);
/// Whose name begins so; at most two.
Result<std::vector<LaterRow>> later_named(Database& db, std::string_view beginning);
/// At most `most` of those that are to be tried, in the order of their times.
Result<std::vector<LaterRow>> due_later(Database& db, TimePoint now, std::size_t most);
Result<std::optional<TimePoint>> next_later(Database& db);
Result<void> postpone_later(Database& db, RowId id, TimePoint tried, Errc problem);
Result<void> remove_later(Database& db, RowId id);

}  // namespace stille::client::store
