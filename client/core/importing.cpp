#include "client/core/importing.hpp"

#include "client/core/journal.hpp"
#include "client/core/read_position.hpp"
#include "client/core/show.hpp"
#include "common/crypto/hash.hpp"

namespace stille::client {

namespace {

// An export has no content ids. One that follows from the message's id makes the same of it every time, and
// answers to it find it.
wire::ContentId content_id_of(std::string_view id) {
  return wire::ContentId::copy_of(crypto::h32({as_bytes("import"), as_bytes(id)}));
}

Result<store::ReplyRow> reply_of(Context& context, store::RowId conversation,
                                 const ImportedMessage::Reply& reply) {
  store::ReplyRow out{content_id_of(reply.id), reply.own, reply.excerpt};
  if (reply.id.empty()) {
    out.id = context.rng.fixed<wire::ContentId>();  // to something that was not there any more
    return out;
  }
  STILLE_TRY(const auto quoted, store::messages_named(context.db, reply.id));
  if (!quoted.empty() && quoted.front().contact == conversation) out.id = quoted.front().content_id;
  return out;
}

// Gives its place.
Result<std::uint64_t> add(Context& context, const store::ContactRow& conversation,
                          const ImportedMessage& message) {
  store::MessageRow row;
  row.name = message.id;
  row.contact = conversation.id;
  row.content_id = content_id_of(message.id);
  row.outgoing = message.own;
  row.state = static_cast<store::DeliveryState>(message.state);
  row.at = message.at;
  row.authored = message.authored;
  row.question = message.question;
  if (message.deleted) {
    row.removal = store::Removal::everyone;
  } else {
    row.text = message.text;
    if (!message.wordings.empty()) row.revision = message.wordings.back().revision;
    if (message.reply) {
      STILLE_TRY(row.reply, reply_of(context, conversation.id, *message.reply));
    }
  }
  STILLE_TRY(const bool fresh, store::add_message(context.db, row));
  if (!fresh) return fail(Errc::duplicate);
  for (const auto& wording : message.wordings) {
    STILLE_TRYV(store::add_wording(context.db, row.id, wording));
  }
  for (const auto& reaction : message.reactions) {
    STILLE_TRYV(store::set_reaction(context.db, row.id, reaction));
  }
  store::EventRow event;
  event.type = store::EventKind::message;
  event.state = "imported";
  event.count = message.own ? 1 : 0;
  event.contact = conversation.id;
  event.message = row.id;
  STILLE_TRY(const auto position, log_event(context, std::move(event)));
  STILLE_TRYV(store::place_message(context.db, row.id, position));
  return position;
}

}  // namespace

Result<std::size_t> import_messages(Context& context, const store::ContactRow& conversation,
                                    std::span<const ImportedMessage> messages) {
  if (conversation.stage == store::Stage::group) return fail(Errc::wrong_state);
  STILLE_TRY(const bool all_read, is_all_read(context, conversation.id));
  std::uint64_t last = 0;
  std::size_t count = 0;
  for (const auto& message : messages) {
    // Also what was erased here: it does not come back by itself.
    STILLE_TRY(const bool there, store::has_message(context.db, message.id));
    if (there) continue;
    STILLE_TRY(last, add(context, conversation, message));
    ++count;
  }
  if (all_read) {
    STILLE_TRYV(pass_over(context, conversation.id, last));
  }
  return count;
}

}  // namespace stille::client
