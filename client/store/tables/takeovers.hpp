// When people were last heard, wishes to take a group's chair over with their answers, and whom a message did
// not reach. Groups themselves are in groups.hpp.
#pragma once

#include "client/e2e/roster_op.hpp"
#include "client/store/tables/rows.hpp"

namespace stille::client::store {

Result<void> note_heard(Database& db, RowId contact, TimePoint at);
Result<std::optional<TimePoint>> heard_from(Database& db, const e2e::Iid& iid);

struct WatchRow {
  TimePoint life_at;  // when we next show that we are there
  TimePoint told;     // the sign of the chair after which its silence was mentioned
  TimePoint passed;   // up to when addresses of members were passed on
};
Result<WatchRow> load_watch(Database& db, RowId group);
Result<void> save_watch(Database& db, RowId group, const WatchRow& row);

/// Our own.
struct WishRow {
  e2e::OpHash prev;
  TimePoint at;
};
/// Replaces an earlier one, and what was agreed to it.
Result<void> put_wish(Database& db, RowId group, const WishRow& row);
Result<std::optional<WishRow>> find_wish(Database& db, RowId group);
Result<void> remove_wish(Database& db, RowId group);
/// To our wish; the same member's replaces the one before.
Result<void> put_agreement(Database& db, RowId group, const e2e::Agreement& agreement);
/// By member, ascending.
Result<std::vector<e2e::Agreement>> agreements_of(Database& db, RowId group);

/// waiting: not to be shown yet, for the chair is not silent here.
enum class AskedState : std::uint8_t { waiting, open, agreed, declined };
/// Somebody else's.
struct AskedRow {
  e2e::Iid iid;
  e2e::OpHash prev;
  AskedState state = AskedState::waiting;
  TimePoint at;  // when it came
};
Result<void> put_asked(Database& db, RowId group, const AskedRow& row);
Result<std::optional<AskedRow>> find_asked(Database& db, RowId group, const e2e::Iid& iid);
Result<std::vector<AskedRow>> asked_in(Database& db, RowId group);
Result<void> remove_asked(Database& db, RowId group, const e2e::Iid& iid);

Result<void> add_left_out(Database& db, RowId message, const e2e::Iid& iid);
/// Members whom this message did not reach.
Result<std::size_t> count_left_out(Database& db, RowId message);
/// Any message of this group.
Result<bool> was_left_out(Database& db, RowId conversation, const e2e::Iid& iid);
/// Whom our newest message of this group did not reach.
Result<std::vector<e2e::Iid>> left_out_of_newest(Database& db, RowId conversation);

/// As client::Unreached.
struct UnreachedRow {
  e2e::Iid iid;
  std::uint8_t how = 0;
};
/// Of an own message of a group: every member who has not confirmed it; by what holds it up, then by person.
Result<std::vector<UnreachedRow>> unreached_by(Database& db, RowId message);

}  // namespace stille::client::store
