// Messages in a group: one hash for all who get it, a chain for each author, and gossip that shows when
// somebody told different people different things. Knows nothing of rosters' rules.
#pragma once

#include "client/core/grouping.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

/// Messages of one group that wait for statements; the oldest goes when there are more.
inline constexpr std::size_t kMostGroupHeld = 500;
/// Reports about messages that have not come yet.
inline constexpr std::size_t kMostReports = 512;

/// Errors as Engine::send_to_group.
Result<store::MessageRow> compose_in_group(Context& context, store::GroupRow row, std::string_view text,
                                           std::string_view key);
/// `bytes` is the content as it came, for holding it.
Result<void> take_group_message(Context& context, store::RowId contact, KnownGroup& group,
                                const wire::GroupMessage& message, ByteView bytes);
/// Statements have come: what waited for them may be read now.
Result<void> release_group_held(Context& context, KnownGroup& group);
/// One part of an own message has left; says so when it was the last.
Result<void> group_part_stored(Context& context, store::RowId message);

}  // namespace stille::client
