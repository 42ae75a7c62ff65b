// Moving a contact's messages to a fresh mailbox now and then, so that the relay cannot follow one name for
// long. Make before break: the old one stays open for a while after the contact has moved.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

inline constexpr std::chrono::hours kMailboxLife{24 * 30};
inline constexpr std::chrono::hours kMailboxGrace{24 * 14};

/// A mailbox whose relay has not answered since, however long, is given up that much later.
inline constexpr std::chrono::hours kMailboxGivenUp{24 * 30};

/// Makes a fresh mailbox when the newest is older than kMailboxLife, or at another relay than the own.
Result<void> rotate_mailbox(Context& context, store::RowId contact);
/// A mailbox of this contact is there now: if it takes over from another one, offer it.
Result<void> offer_mailbox(Context& context, const store::MailboxRow& fresh);
/// The contact reads at another place: write there from now on, and say so.
Result<void> take_offer(Context& context, store::RowId contact, const wire::MailboxOffer& offer);
/// The contact writes to this mailbox of ours now: older ones close after kMailboxGrace.
Result<void> mailbox_in_use(Context& context, store::RowId contact, const protocol::WriterId& writer);

}  // namespace stille::client
