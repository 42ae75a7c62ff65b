// The engine's values as the objects that programs see: keys are only ever added within version 1, times are
// RFC 3339 in UTC with milliseconds, ids are opaque texts. Knows nothing of methods or of presentation.
#pragma once

#include "client/core/views.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// {"id", "alias", "verified"}: how a person appears inside other objects.
Json reference_to(const client::ContactView& contact);
/// The own person in the same form, alias `self`.
Json reference_to(const client::ProfileView& profile);

Json to_json(const client::ProfileView& profile);
Json to_json(const client::ContactView& contact);
Json to_json(const client::InvitationView& invitation);
Json to_json(const client::RequestView& request);
Json to_json(const client::JoinView& join);
Json to_json(const client::PendingView& pending);
Json to_json(const client::PurseView& purse);
/// `open`, and `error` when the relay gave no tokens for it.
Json to_json(const client::RelayInvitationView& invitation);
/// Why an invitation to the relay gave no tokens.
Fault redemption_fault(Errc reason);
/// A line of the log. `from` is the author, whoever that is; `to` only on own messages.
Json to_json(const client::MessageView& message, const Json& own, const Json& other);
/// One of a message's `attachments`; `error` when it has failed.
Json to_json(const client::AttachmentView& attachment);
/// What the reason of a failed file means.
Fault attachment_fault(Errc reason);
/// {"v", "seq", "type", "id", ...}: an event with what it is about.
Json to_json(const client::EventView& event);

/// What a failed join means.
Fault join_fault(Errc reason);

/// {id, alias with its #, verified: false}: a group as the other end of a message.
Json reference_to(const client::GroupView& group);
Json to_json(const client::GroupView& group);

}  // namespace stille::rpc
