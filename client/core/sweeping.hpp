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
/// When it is time: erases what is over, as deleting it here does, and plans the next slice.
Result<void> sweep(Context& context);

}  // namespace stille::client
