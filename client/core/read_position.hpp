// How far a conversation was read here. The one place that moves it; what others are told of it begins here.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/conversations.hpp"

namespace stille::client {

/// Everything up to this place (message.position) was read; takes back "marked unread". Never goes back.
/// True: it has moved over messages that came.
Result<bool> set_read_up_to(Context& context, store::RowId contact, std::uint64_t position);

/// It is there, which is news, though nobody has said anything in it yet: unread until somebody has looked.
Result<void> mark_new(Context& context, store::RowId contact);

/// Nothing that came waits to be read.
Result<bool> is_all_read(Context& context, store::RowId contact);
/// What lies up to this place is old: it counts as read, and nobody is told. Only where everything is read,
/// or it would hide what is not.
Result<void> pass_over(Context& context, store::RowId contact, std::uint64_t position);

}  // namespace stille::client
