// Carries out the rules of retention, some messages at a time.
#pragma once

#include "client/core/context.hpp"
#include "client/core/retention.hpp"
#include "client/store/tables/retention.hpp"

namespace stille::client {

/// Messages of one slice, over all conversations.
inline constexpr std::size_t kSweepMessages = 200;

/// The one that holds for this row.
Result<RetentionRule> rule_of(store::Database& db, const store::RetentionRow& row);
/// Erases what is over and gives how many messages went. Plans the next slice: at once when there may be more.
Result<std::size_t> sweep(Context& context);

}  // namespace stille::client
