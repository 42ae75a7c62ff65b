// Rules of how long messages are kept, and the erasing itself.
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
/// Of those from before `before`: what erase_old would take.
Result<OldMessages> count_old(Database& db, RowId contact, TimePoint before);
/// Erases at most `most` of them, the oldest first, and gives how many. What has not reached the other side stays.
Result<std::size_t> erase_old(Database& db, RowId contact, TimePoint before, std::size_t most);

/// When rules are to be carried out again; none: no rule erases anything.
Result<std::optional<TimePoint>> next_sweep(Database& db);
Result<void> set_next_sweep(Database& db, TimePoint time);

/// Outside of a transaction: what was erased leaves the write-ahead log too.
Result<void> empty_the_log(Database& db);

}  // namespace stille::client::store
