// After how long messages go: the timer of each conversation, and the messages whose clock runs.
#pragma once

#include "client/store/tables/messages.hpp"

namespace stille::client::store {

struct TimerRow {
  std::uint32_t version = 0;  // 0: never set
  std::uint32_t seconds = 0;  // 0: off
};

Result<TimerRow> timer_of(Database& db, RowId contact);
Result<void> set_timer(Database& db, RowId contact, const TimerRow& row);

/// Starts the clock of a message; one that runs goes on.
Result<void> start_clock(Database& db, RowId message, TimePoint now, std::uint32_t seconds);
/// The first whose time is over.
Result<std::optional<MessageRow>> expired_message(Database& db, TimePoint now);
Result<std::optional<TimePoint>> next_expiring(Database& db);
/// Whether a clock began later than now: the machine's time was set back.
Result<bool> clock_went_back(Database& db, TimePoint now);
/// Those have their whole time before them again, from now.
Result<void> restart_clocks(Database& db, TimePoint now);

}  // namespace stille::client::store
