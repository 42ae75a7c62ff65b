// What happened to a group since we came in: its chain of statements, told for people. Nothing of it is kept
// anywhere else, so it cannot differ from what holds.
#pragma once

#include "client/core/grouping.hpp"

namespace stille::client {

/// Oldest first. Who leaves has left when they say so, and not once more when the chair takes them out.
Result<std::vector<GroupEventView>> history_of(store::Database& db, const e2e::Iid& self,
                                               const KnownGroup& group);

}  // namespace stille::client
