// Own files on their way out: from a draft to a message that leaves once all of its files are at the relay.
// Knows nothing of how bytes are read or moved.
#pragma once

#include "client/core/attachments.hpp"
#include "client/core/context.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/messages.hpp"

namespace stille::client {

/// To a contact, or into a group by the row of its conversation.
Result<store::MessageRow> compose_files(Context& context, const store::ContactRow& contact, FileDraft draft);
store::SealedFile sealed_from(PreparedFile file);
Result<void> file_prepared(Context& context, store::AttachmentRow row, PreparedFile file);
/// Which mailbox pays for its blob; the one that does already if it can. In groups it is the same
/// conversation's whatever the group, so that who pays says nothing about who is in it. not_ready: none is
/// open.
Result<store::MailboxRow> payer_of(store::Database& db, const store::AttachmentRow& row);
/// Names, keys, payer and expiry of its blob, made when they are missing; gives the payer. `now` is the
/// relay's time. not_ready: no mailbox to pay from.
Result<store::MailboxRow> settle_blob(Context& context, store::AttachmentRow& row, TimePoint now);
Result<void> file_uploaded(Context& context, store::AttachmentRow row);
Result<void> upload_failed(Context& context, store::AttachmentRow row, Errc why);
/// wrong_state once the message is on its way.
Result<void> cancel_upload(Context& context, const store::AttachmentRow& row);
/// All files of a message that was called off or has failed, from the beginning. wrong_state for any other;
/// errors as compose_files.
Result<void> send_again(Context& context, const store::AttachmentRow& row);
/// The other person has it.
Result<void> take_file_taken(Context& context, store::RowId contact, const wire::FileTaken& taken);

}  // namespace stille::client
