// Invitations of others: from the link to the first answer. Each step is a row's state, so that it goes on
// after any interruption: fetch the card, make a mailbox, greet, wait.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/invitations.hpp"
#include "client/store/tables/outbox.hpp"
#include "common/protocol/link_text.hpp"

namespace stille::client {

/// Errors as Engine::accept_invitation.
Result<store::JoiningRow> begin_joining(Context& context, std::string_view link_text, std::string_view alias);
/// The relay gave this card.
Result<void> card_fetched(Context& context, store::RowId joining, ByteView sealed_card);
/// Our own mailbox for this contact to be is there: HELLO goes to the outbox.
Result<void> greet(Context& context, store::RowId joining);
/// The relay has the HELLO.
Result<void> greeting_stored(Context& context, store::RowId joining);
/// Shows the contact: the relay has our HELLO, or the other side has answered it already.
Result<void> welcome(Context& context, store::RowId contact);
/// The other side answered.
Result<void> joining_done(Context& context, store::RowId contact);
/// Ends it; nothing of it stays but its row.
Result<void> fail_joining(Context& context, store::RowId joining, Errc error);
/// The hello mailbox is gone: why, as far as the card tells.
Result<void> greeting_denied(Context& context, store::RowId joining);

}  // namespace stille::client
