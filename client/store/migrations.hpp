// The shape of the profile database, version by version. Each step leads from one version to the next.
#pragma once

#include <cstdint>

#include "common/base/result.hpp"

namespace stille::client::store {

class Database;

inline constexpr std::int64_t kSchemaVersion = 15;

/// Brings a database from `version` (0: empty) to `wanted`, each step in a transaction of its own.
Result<void> migrate(Database& database, std::int64_t version, std::int64_t wanted = kSchemaVersion);

}  // namespace stille::client::store
