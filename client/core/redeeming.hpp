// Invitations to a relay become tokens, and tokens pay for mailboxes. What is blinded is stored before it is
// sent, and a token is bound to its mailbox before it is spent. PROTOCOL.md section 21.
#pragma once

#include "client/core/context.hpp"
#include "client/core/desk.hpp"
#include "client/store/tables/tokens.hpp"
#include "common/protocol/reply.hpp"

namespace stille::client {

/// The same invitation again changes nothing and gives the row as it is.
Result<store::RelayInvitationRow> take_relay_invitation(Context& context,
                                                        const protocol::RelayInvitation& invitation);
/// What may go out now to redeem invitations at this relay. For a connection on which nothing else is said.
Result<std::vector<Work>> next_redemptions(store::Database& db, Desk& desk,
                                           const protocol::RelayAddress& relay, TimePoint now);
/// Whether next_redemptions has something or waits for an answer.
Result<bool> redeems_now(store::Database& db, const Desk& desk, const protocol::RelayAddress& relay,
                         TimePoint now);

/// The relay's answers. True: settled. False: to be tried again.
Result<bool> record_answered(Context& context, store::RowId invitation, const protocol::Reply& reply);
Result<bool> redemption_answered(Context& context, store::RowId invitation, const protocol::Reply& reply);

/// Whether there is a token for a mailbox that has none yet.
Result<bool> can_pay(store::Database& db, const protocol::RelayAddress& relay);
Result<void> bind_tokens(Context& context, const protocol::RelayAddress& relay);

}  // namespace stille::client
