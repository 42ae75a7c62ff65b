// What a message of a group does here once it counts: a text with its author, or a change of one. Knows
// nothing of rosters.
#pragma once

#include "client/core/grouping.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

/// Of one group, by one member.
struct Heard {
  store::RowId conversation = 0;
  store::RowId author = 0;
  wire::ContentId name;
  ByteView body;
  const store::MessageRow* before = nullptr;  // what stood for it while it could not be read
};

Result<void> hear(Context& context, const Heard& heard);
/// Until the statements that it stands on have come; they are asked for.
Result<void> hold_group_message(Context& context, store::RowId contact, const KnownGroup& group,
                                ByteView bytes);

}  // namespace stille::client
