// What is said and heard of reading and writing. Knows nothing of views.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/messages.hpp"
#include "client/store/tables/signs.hpp"

namespace stille::client {

Result<void> take_signs(Context& context, store::RowId contact, const wire::Signs& signs);
Result<void> take_read(Context& context, store::RowId contact, const wire::Read& read);
/// `authored`: when they were writing, by their clock.
Result<void> take_typing(Context& context, store::RowId contact, TimePoint authored);
/// Messages of theirs were read here: those behind `after` up to `up_to`.
Result<void> note_read(Context& context, store::RowId contact, std::uint64_t after, std::uint64_t up_to);
Result<void> send_reads_due(Context& context, TimePoint due);

}  // namespace stille::client
