// An envelope of a contact: opened, applied and answered in one transaction. What cannot be opened changes
// nothing.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

/// How long a receipt waits for others to leave with it.
inline constexpr std::chrono::seconds kReceiptDelay{1};

/// undecryptable, duplicate: nothing of it is to be kept; everything else is the store's trouble.
Result<void> take_envelope(Context& context, store::RowId contact, ByteView envelope);
/// Shows held messages whose time is over, with everything that came before them.
Result<void> release_overdue(Context& context);
/// Whether there is content that an earlier version could not read.
Result<bool> has_unsupported(store::Database& db);
/// Reads it as if it came now; what this version does not know either stays as it is.
Result<void> read_again(Context& context);
/// Messages that were given up.
Result<void> note_gaps(Context& context, store::RowId contact, const std::vector<e2e::SeqRange>& lost);

}  // namespace stille::client
