// The statements of each schema version. A released step is never edited; a new one is added.
#include "client/store/migrations.hpp"

#include <algorithm>
#include <array>

#include "client/store/database.hpp"
#include "client/store/schema/v1.hpp"
#include "client/store/schema/v10.hpp"
#include "client/store/schema/v11.hpp"
#include "client/store/schema/v12.hpp"
#include "client/store/schema/v13.hpp"
#include "client/store/schema/v14.hpp"
#include "client/store/schema/v15.hpp"
#include "client/store/schema/v2.hpp"
#include "client/store/schema/v3.hpp"
#include "client/store/schema/v4.hpp"
#include "client/store/schema/v5.hpp"
#include "client/store/schema/v6.hpp"
#include "client/store/schema/v7.hpp"
#include "client/store/schema/v8.hpp"
#include "client/store/schema/v9.hpp"
#include "common/base/fault_point.hpp"

namespace stille::client::store {

namespace {

constexpr std::array<const char*, kSchemaVersion> kSteps{
    kSchemaV1, kSchemaV2,  kSchemaV3,  kSchemaV4,  kSchemaV5,  kSchemaV6,  kSchemaV7, kSchemaV8,
    kSchemaV9, kSchemaV10, kSchemaV11, kSchemaV12, kSchemaV13, kSchemaV14, kSchemaV15};

}  // namespace

Result<void> migrate(Database& database, std::int64_t version, std::int64_t wanted) {
  const auto end = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, kSchemaVersion));
  for (auto at = static_cast<std::size_t>(version); at < end; ++at) {
    STILLE_TRY(auto transaction, Transaction::begin(database));
    STILLE_TRYV(database.script(kSteps[at]));
    FAULT_POINT("migration.before_commit");
    STILLE_TRYV(transaction.commit());
    FAULT_POINT("migration.after_commit");
  }
  return ok();
}

}  // namespace stille::client::store
