// The tables of the relay's SQLite file and how older ones become these. Rows' meaning: records.hpp.
#pragma once

#include "server/store/sqlite/database.hpp"

namespace stille::store {

inline constexpr int kSchemaVersion = 2;

/// Brings an empty or older database to kSchemaVersion, in one transaction: after a crash it is the
/// old one or whole.
Result<void> migrate(Database& database);

}  // namespace stille::store
