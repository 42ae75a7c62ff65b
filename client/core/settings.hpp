// The configuration of a profile: which keys there are, what they default to, what fits.
#pragma once

#include "client/core/views.hpp"
#include "client/store/tables/self.hpp"

namespace stille::client {

/// invalid_argument for an unknown key.
Result<std::string> setting(store::Database& db, std::string_view key);
/// invalid_argument for an unknown key, bad_value for a value that does not fit.
Result<void> change_setting(store::Database& db, std::string_view key, std::string_view value);
Result<std::vector<ConfigEntry>> settings(store::Database& db);

/// "receipts": say when a message has arrived.
Result<bool> sends_receipts(store::Database& db);

}  // namespace stille::client
