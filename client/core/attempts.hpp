// Attempts to come to know somebody that were never answered, and how a later one takes the place of the one
// before. Knows nothing of links.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/invitations.hpp"

namespace stille::client {

/// We have greeted them and never heard anything of them. Of whom something was heard once, it is never true
/// again, also while a reset of ours waits for its answer.
Result<bool> is_unanswered(store::Database& db, const store::ContactRow& contact);
/// Whether this alias is that of such an attempt.
Result<bool> is_of_an_attempt(store::Database& db, std::string_view alias);

/// `joining` goes on with this contact, who is_unanswered, instead of the one before, which ends. What was
/// written down and what waits for them stays. already_exists: the alias that it wishes is somebody else's.
Result<void> take_its_place(Context& context, store::JoiningRow& joining, store::ContactRow contact);

}  // namespace stille::client
