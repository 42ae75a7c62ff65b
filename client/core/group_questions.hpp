// Questions in groups that wait for us: who asks all asks nobody, so only what answers to a message of ours
// or names us counts. Knows nothing of what is between two people.
#pragma once

#include <unordered_map>

#include "client/core/keep_facts.hpp"

namespace stille::client {

/// By who asks, oldest first; of everybody or of one. Of a group at most kMostLookedAt since our last word
/// there.
Result<std::unordered_map<store::RowId, std::vector<keep::OpenQuestion>>> asked_in_groups(
    store::Database& db, const Asking& asks, std::optional<store::RowId> only);

/// Whether an @ stands before this name, or before its first word, in a text; case and marks do not count.
bool names(std::string_view text, std::string_view name);

}  // namespace stille::client
