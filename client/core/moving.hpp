// Moving to another relay: own mailboxes are made there from now on, and each conversation moves by itself,
// as it does within a relay (rotating.hpp). What lies at the old relay is read until the grace is over;
// contacts have nothing to do. A row's state is all that is kept, so a move goes on wherever it was
// interrupted.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "common/protocol/relay_invitation.hpp"

namespace stille::client {

/// An address, with or without the code of an invitation that pays for the new mailboxes. In `context` the
/// relay is still the old one.
Result<void> move_to(Context& context, const protocol::RelayInvitation& there);

}  // namespace stille::client
