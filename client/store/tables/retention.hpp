// Rules of how long messages are kept, and what is older.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

struct RetentionRow {
  RowId contact = 0;
  std::optional<std::uint8_t> rule;  // a client::RetentionRule; none: the one for all others
  bool hold = false;
};

Result<RetentionRow> load_retention(Database& db, RowId contact);
Result<void> save_retention(Database& db, const RetentionRow& row);
/// With a rule or a hold of their own.
Result<std::vector<RetentionRow>> all_retention(Database& db);
/// The rule for all others.
Result<std::uint8_t> default_retention(Database& db);
Result<void> set_default_retention(Database& db, std::uint8_t rule);

struct OldMessages {
  std::size_t count = 0;
  std::optional<TimePoint> oldest;
  std::optional<TimePoint> newest;
};
/// Of messages from before `before` that have their words. What has not reached the other side does not
/// count.
Result<OldMessages> count_old(Database& db, RowId contact, TimePoint before);
/// At most `most` of them, the oldest first.
Result<std::vector<RowId>> old_messages(Database& db, RowId contact, TimePoint before, std::size_t most);

/// When rules are to be carried out again; none: no rule erases anything.
Result<std::optional<TimePoint>> next_sweep(Database& db);
Result<void> set_next_sweep(Database& db, std::optional<TimePoint> time);

}  // namespace stille::client::store
