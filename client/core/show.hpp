// Rows to views. Knows both forms and nothing else.
#pragma once

#include "client/core/views.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/invitations.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

ContactView show(const store::ContactRow& row);
/// The same, and for a group its id and `#alias`.
Result<ContactView> show_conversation(store::Database& db, const store::ContactRow& row);
Result<MessageView> show(store::Database& db, const store::MessageRow& row, const store::ContactRow& contact);
/// What a quote of it says: its beginning or, where it has no text, the name of its first file.
Result<std::string> excerpt_of(store::Database& db, const store::MessageRow& quoted);
/// Without what is on its way (see Attachments::find).
Result<AttachmentView> show(store::Database& db, const store::AttachmentRow& row);
Result<InvitationView> show(store::Database& db, const store::InvitationRow& row);
Result<JoinView> show(store::Database& db, const store::JoiningRow& row);
Result<RequestView> show_request(store::Database& db, const store::ContactRow& row);
/// With everything it refers to that is still there.
Result<EventView> show(store::Database& db, const store::EventRow& row);

}  // namespace stille::client
