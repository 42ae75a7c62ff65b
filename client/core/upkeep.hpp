// What is due at a certain time rather than because something happened.
#pragma once

#include "client/core/context.hpp"

namespace stille::client {

/// The earliest of everything planned in the rows.
Result<std::optional<TimePoint>> next_upkeep(store::Database& db, TimePoint now);
/// Every receipt that waits for company leaves now.
Result<void> send_receipts(Context& context);
/// Does everything whose time has come.
Result<void> do_upkeep(Context& context);
/// The profile's database is an older copy: nobody's keys may be used to send again.
Result<void> note_rollback(Context& context);

}  // namespace stille::client
