// Messages that leave at their time, released by whatever runs the engine when it has come.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/drafts.hpp"

namespace stille::client {

struct TextDraft;

/// Errors as Drafts::send_later.
Result<store::LaterRow> keep_for_later(Context& context, const store::ContactRow& contact,
                                       const TextDraft& draft, TimePoint due);
/// Nothing that waits has this key: it would never leave once another message has it. already_exists.
Result<void> check_key_waits_nowhere(Context& context, store::RowId conversation, std::string_view key);
/// Sends what is due, a bounded number at a time; what is left is due at once. What cannot go now is tried
/// again later and never lost.
Result<void> release_due(Context& context);

}  // namespace stille::client
