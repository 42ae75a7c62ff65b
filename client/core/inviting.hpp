// Invitations of this profile, from the wish to the greeting of whoever used it.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/invitations.hpp"
#include "client/store/tables/mailboxes.hpp"

namespace stille::client {

/// Errors as Engine::create_invitation. The first says nothing to the log.
Result<store::InvitationRow> make_invitation(Context& context, bool ask, milliseconds life);
Result<store::InvitationRow> create_invitation(Context& context, bool ask, milliseconds life);
Result<void> revoke_invitation(Context& context, std::string_view name);
Result<store::RowId> accept_request(Context& context, std::string_view request, std::string_view alias);
/// The same of a request that was found.
Result<void> let_in(Context& context, store::ContactRow request, std::string_view alias);
Result<void> decline_request(Context& context, std::string_view request);

/// A HELLO in the mailbox of an invitation. undecryptable: not one of ours, or too late; nothing changed
/// then.
Result<void> take_hello(Context& context, store::RowId invitation, ByteView hello);

/// The relay made the hello mailbox, stored the card, forgot the card.
Result<void> link_stored(Context& context, store::RowId invitation);
Result<void> link_deleted(Context& context, store::RowId invitation);
/// The relay will not have it.
Result<void> invitation_refused(Context& context, store::RowId invitation);
Result<void> further_claims(Context& context, store::RowId invitation, std::uint32_t count);
/// Those whose time is over. HELLOs that came in time may still wait at the relay.
Result<void> expire_invitations(Context& context);
/// Nobody can come in through this mailbox any more, and nothing more is to be learnt from it.
Result<void> close_past_link(Context& context, const store::MailboxRow& mailbox);

}  // namespace stille::client
