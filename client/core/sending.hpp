// From a content to an envelope: queued until the session allows, sealed once, then in the outbox.
// Knows nothing of relays' answers.
#pragma once

#include "client/core/context.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/store/tables/messages.hpp"
#include "client/store/tables/outbox.hpp"

namespace stille::client {

struct TextDraft;

/// A user's text: stored, queued, and sealed if it may be. Errors as Talk::send.
Result<store::MessageRow> compose(Context& context, const store::ContactRow& contact, const TextDraft& draft);
/// What a reply to this message quotes; none for an empty id. bad_value: of another conversation, or deleted.
Result<std::optional<store::ReplyRow>> reply_to(Context& context, store::RowId contact, std::string_view id);
std::optional<wire::Quote> quote_of(const store::MessageRow& row);
/// The message that was made with this key in this conversation before; empty when there is none.
/// already_exists: with another text.
Result<std::optional<store::MessageRow>> made_before(Context& context, store::RowId conversation,
                                                     const TextDraft& draft);
/// Text and key. invalid_argument: empty; too_large; bad_encoding.
Result<void> check_draft(const TextDraft& draft);
/// invalid_argument: empty; too_large; bad_encoding.
Result<void> check_text(std::string_view text);
/// too_large, bad_encoding; none is fine.
Result<void> check_key(std::string_view key);
/// not_found: not a contact; wrong_state: blocked, frozen or with keys to be looked at; forked.
Result<void> check_may_write(const store::ContactRow& contact);
/// Control content for the contact, at the end of the queue; flush() sends it.
Result<void> queue_control(Context& context, store::RowId contact, wire::Body body);
/// Seals what the session allows now. Gives how many went to the outbox.
Result<std::size_t> flush(Context& context, store::RowId contact);
/// flush(), and an empty message if there was nothing else to say.
Result<void> answer(Context& context, store::RowId contact);
/// An empty message, when nothing stands against it.
Result<void> send_empty(Context& context, const store::ContactRow& contact);

/// Own name and a mailbox of ours, as HELLO and first answer carry them.
Result<wire::Greeting> own_greeting(Context& context, store::RowId contact);
crypto::SecretBytes encode_content(Context& context, wire::Body body);
Result<void> put_envelope(Context& context, const wire::MailboxOffer& to, store::OutboxRow row);

}  // namespace stille::client
