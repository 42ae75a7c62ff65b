// Whether a database is as it was written, all of it. Knows no table.
#pragma once

#include "client/store/database.hpp"

namespace stille::client::store {

/// Reads every page. False where one does not carry its mark, or does not fit the others.
Result<bool> is_whole(Database& database);

}  // namespace stille::client::store
