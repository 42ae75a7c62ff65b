// Writes the event log: each use case says here what a person's program should learn.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/invitations.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

/// Gives the number of the event.
Result<std::uint64_t> log_event(Context& context, store::EventRow event);

/// `state` is a name of ContactState, or "added", "name", "alias", "verified", "unverified", "reset" (they
/// set up encryption anew).
Result<void> log_contact(Context& context, store::RowId contact, std::string_view state);
/// The contact's state as it is now.
Result<void> log_contact_state(Context& context, store::RowId contact);
Result<void> log_invitation(Context& context, const store::InvitationRow& invitation, std::string_view state);
/// Of our contact address.
Result<void> log_address(Context& context, std::string_view state);
Result<void> log_join(Context& context, const store::JoiningRow& joining);
/// A message that has just come to its place, by either side: a text, a timer, or one deleted meanwhile.
Result<std::uint64_t> log_message(Context& context, const store::MessageRow& message);
/// An own message in its new state. Its first event, `queued`, gives it its place.
Result<std::uint64_t> log_delivery(Context& context, const store::MessageRow& message);

}  // namespace stille::client
