// Files of others: offered with a message, fetched when somebody wants them, and the word about it.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/attachments.hpp"

namespace stille::client {

/// The files of a message that has just been stored.
Result<void> add_offered(Context& context, store::RowId message, const wire::FileOffer& offer);
/// expired, wrong_state for an own one; nothing to do when it is here or coming.
Result<void> want_file(Context& context, const store::AttachmentRow& row);
Result<void> file_fetched(Context& context, const store::AttachmentRow& row);
Result<void> fetch_failed(Context& context, const store::AttachmentRow& row, Errc why);
Result<void> cancel_fetch(Context& context, const store::AttachmentRow& row);

}  // namespace stille::client
