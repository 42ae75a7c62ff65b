#include "client/core/rehearsal.hpp"

#include "client/core/attaching.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/later.hpp"
#include "client/core/people.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/sending.hpp"
#include "client/core/show.hpp"

namespace stille::client {

namespace {

Result<bool> was_sent(Context& context, store::RowId conversation, std::string_view key) {
  if (key.empty()) return false;
  STILLE_TRY(const auto before, store::message_with_key(context.db, conversation, key));
  return before.has_value();
}

Result<store::MessageRow> compose_anywhere(Context& context, store::ContactRow& contact,
                                           const TextDraft& draft) {
  if (contact.stage != store::Stage::group) {
    STILLE_TRYV(make_contact(context, contact));
    return compose(context, contact, draft);
  }
  STILLE_TRY(auto group, store::group_of_conversation(context.db, contact.id));
  if (!group) return fail(Errc::not_found);
  return compose_in_group(context, std::move(*group), draft);
}

Result<RehearsalView> look_at(Context& context, const store::MessageRow& message) {
  RehearsalView out;
  out.expire_after = seconds(message.expire_s);
  STILLE_TRY(const auto parts, store::parts_of_message(context.db, message.id));
  out.content = parts.largest;
  out.waiting = parts.unsealed;
  STILLE_TRY(const auto envelopes, store::envelopes_of_message(context.db, message.id));
  for (const auto& envelope : envelopes) {
    STILLE_TRY(const auto person, store::load_contact(context.db, envelope.contact));
    out.envelopes.push_back({show(person), envelope.relay, envelope.bytes});
  }
  return out;
}

// As if all of a file were at the relay; false: no mailbox could pay for it yet.
Result<bool> pretend_upload(Context& context, store::RowId id) {
  STILLE_TRY(auto fresh, store::load_attachment(context.db, id));
  PreparedFile prepared{
      .key = context.rng.secret<e2e::FileKey>(), .shape = fresh.shape, .chunks = {}, .hash = {}};
  prepared.chunks.resize(fresh.shape.count);
  STILLE_TRYV(file_prepared(context, std::move(fresh), std::move(prepared)));
  STILLE_TRY(auto row, store::load_attachment(context.db, id));
  const auto payer = settle_blob(context, row, context.now);
  if (payer.has_error() && payer.error().code == Errc::not_ready) return false;
  if (payer.has_error()) return fail(payer.error().code);
  STILLE_TRYV(file_uploaded(context, std::move(row)));
  return true;
}

Result<RehearsalView> look_at_files(Context& context, const store::MessageRow& message) {
  // A note of our own: nothing of it would leave.
  if (message.state == store::DeliveryState::delivered) return look_at(context, message);
  STILLE_TRY(const auto files, store::attachments_of(context.db, message.id));
  bool paid = true;
  for (const auto& file : files) {
    if (!paid) break;
    STILLE_TRY(paid, pretend_upload(context, file.id));
  }
  STILLE_TRY(auto out, look_at(context, message));
  if (!paid) out.waiting = 1;
  for (const auto& file : files) {
    out.files.push_back({.name = file.file_name,
                         .size = file.shape.size,
                         .padded = std::uint64_t{file.shape.count} * file.shape.chunk(),
                         .chunks = file.shape.count,
                         .relay = protocol::to_text(file.relay)});
  }
  return out;
}

}  // namespace

Rehearsal Engine::rehearsal() {
  return Rehearsal(*core_);
}

Result<RehearsalView> Rehearsal::of_text(std::string_view conversation, const TextDraft& draft) const {
  return core_.rehearse([&](Context& context) -> Result<RehearsalView> {
    STILLE_TRY(auto person, conversation_or_notes(context, conversation));
    STILLE_TRY(const bool again, was_sent(context, person.id, draft.key));
    STILLE_TRYV(check_key_waits_nowhere(context, person.id, draft.key));
    STILLE_TRY(const auto message, compose_anywhere(context, person, draft));
    if (again) return RehearsalView{.again = true};
    return look_at(context, message);
  });
}

Result<RehearsalView> Rehearsal::of_files(std::string_view conversation, FileDraft draft) const {
  return core_.rehearse([&](Context& context) -> Result<RehearsalView> {
    STILLE_TRY(const auto person, conversation_or_notes(context, conversation));
    STILLE_TRY(const bool again, was_sent(context, person.id, draft.key));
    STILLE_TRY(const auto message, compose_files(context, person, std::move(draft)));
    if (again) return RehearsalView{.again = true};
    return look_at_files(context, message);
  });
}

}  // namespace stille::client
