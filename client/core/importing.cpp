#include "client/core/importing.hpp"

#include <algorithm>

#include "client/core/alias.hpp"
#include "client/core/grouping.hpp"
#include "client/core/journal.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/read_position.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/timers.hpp"
#include "client/wire/file.hpp"
#include "common/base/encoding.hpp"
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

Result<void> add_files(Context& context, const store::MessageRow& message,
                       const std::vector<ImportedMessage::File>& files) {
  for (std::uint32_t place = 0; place < files.size(); ++place) {
    store::AttachmentRow row;
    row.name = fresh_name(context, "a_");
    row.message = message.id;
    row.place = place;
    row.outgoing = message.outgoing;
    row.state = message.outgoing ? store::AttachmentState::sent : store::AttachmentState::expired;
    row.file_name = wire::clean_file_name(files[place].name);
    row.media_type = wire::media_type_of(row.file_name);
    STILLE_TRY(row.shape, e2e::shape_of(files[place].size));
    row.relay = context.relay;
    STILLE_TRYV(store::add_attachment(context.db, row));
  }
  return ok();
}

// A clock that ran goes on; one that had not begun begins now.
Result<void> set_clock(Context& context, const store::MessageRow& row, const ImportedMessage& message) {
  if (message.expire_s == 0 || message.kind == MessageKind::timer) return ok();
  auto left = seconds(message.expire_s);
  if (message.expires) left = std::chrono::ceil<seconds>(*message.expires - context.now);
  return store::start_clock(context.db, row.id, context.now,
                            static_cast<std::uint32_t>(std::max(seconds(1), left).count()));
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
  row.kind = static_cast<store::ContentKind>(message.kind);
  row.expire_s = message.expire_s;
  if (!message.author.empty() && !message.own) {
    STILLE_TRY(const auto author, find_anybody(context.db, message.author));
    row.author = author.id;
  }
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
  STILLE_TRYV(add_files(context, row, message.files));
  STILLE_TRYV(set_clock(context, row, message));
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
  bool all_read = false;
  std::uint64_t last = 0;
  std::size_t count = 0;
  for (const auto& message : messages) {
    // Also what was erased here: it does not come back by itself.
    STILLE_TRY(const bool there, store::has_message(context.db, message.id));
    if (there) continue;
    if (count == 0) {
      STILLE_TRY(all_read, is_all_read(context, conversation.id));
    }
    STILLE_TRY(last, add(context, conversation, message));
    ++count;
  }
  if (all_read) {
    STILLE_TRYV(pass_over(context, conversation.id, last));
  }
  return count;
}

Result<std::string> import_group(Context& context, std::string_view id, std::string_view name) {
  constexpr std::size_t kDigits = 16;
  if (!id.starts_with("g_") || id.size() != 2 + kDigits) return fail(Errc::bad_value);
  const auto known = find_group_called(context.db, id);
  if (known) return short_name("g_", e2e::Iid{known.value().gid.raw});
  if (known.error().code != Errc::not_found) return fail(known.error().code);
  STILLE_TRY(const auto beginning, from_hex(id.substr(2)));
  STILLE_TRY(const auto clean, wire::clean_name(name));
  // An export has the beginning of its id alone. Whoever is asked into it again comes into another one.
  auto gid = e2e::GroupId::copy_of(crypto::h32({as_bytes("import"), as_bytes(id)}));
  std::ranges::copy(beginning, gid.raw.begin());
  STILLE_TRY(auto row, add_group_row(context, gid, clean, context.rng.secret<crypto::SignSeed>()));
  row.state = store::GroupState::left;
  STILLE_TRYV(store::update_group(context.db, row));
  return short_name("g_", e2e::Iid{gid.raw});
}

}  // namespace stille::client
