// What ends at once, over all tables: when a profile is given up, and when one comes back from a backup.
#pragma once

#include "client/store/tables/rows.hpp"

namespace stille::client::store {

/// Nobody is written to any more, no way to anybody is begun or gone on with, nothing is paid for.
Result<void> stop_everything(Database& db);

/// Ways to people that the backup was made in the midst of: they have failed.
Result<void> end_joinings(Database& db, Errc why);
/// Messages that were due by then may have left: they wait until somebody looks at them.
Result<void> hold_overdue(Database& db, TimePoint now, TimePoint never, Errc why);
/// Our own messages in groups are numbered on from above `number` as well as above what is known.
Result<void> number_groups_above(Database& db, std::uint64_t passed_over, std::uint64_t number);

}  // namespace stille::client::store
