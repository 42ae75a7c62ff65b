// The order of things: message and files, then each file, then the content that names them all.
#include "client/core/attaching.hpp"

#include "client/core/disappearing.hpp"
#include "client/core/group_talk.hpp"
#include "client/core/journal.hpp"
#include "client/core/later.hpp"
#include "client/core/sending.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "client/store/tables/outbox.hpp"

namespace stille::client {

namespace {

using store::AttachmentRow;
using State = store::AttachmentState;

Result<void> check_draft(const FileDraft& draft) {
  if (draft.files.empty()) return fail(Errc::invalid_argument);
  if (draft.files.size() > wire::kMostFiles || draft.caption.size() > wire::kLongestCaption ||
      draft.key.size() > kLongestKey) {
    return fail(Errc::too_large);
  }
  if (!wire::is_utf8(draft.caption) || !wire::is_utf8(draft.key)) return fail(Errc::bad_encoding);
  for (const auto& file : draft.files) {
    STILLE_TRYV(e2e::shape_of(file.size));
  }
  return ok();
}

// The same files under the same names, as far as can be told without reading them.
Result<bool> is_the_same(Context& context, const store::MessageRow& before, const FileDraft& draft) {
  // What a deleted one was is not known any more.
  if (before.removal != store::Removal::none) return true;
  STILLE_TRY(const auto files, store::attachments_of(context.db, before.id));
  if (before.text != draft.caption || files.size() != draft.files.size()) return false;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].file_name != wire::clean_file_name(draft.files[i].name)) return false;
  }
  return true;
}

// What nobody else gets is with whom it is for as soon as it is written.
bool is_note(const store::MessageRow& message) {
  return message.state == store::DeliveryState::delivered;
}

Result<void> check_may_send(Context& context, const store::ContactRow& to) {
  if (to.stage == store::Stage::self) return ok();
  return to.stage == store::Stage::group ? check_in_group(context, to.id) : check_may_write(to);
}

Result<AttachmentRow> row_from(Context& context, const store::MessageRow& message, std::uint32_t place,
                               NewFile file) {
  AttachmentRow row;
  row.name = std::move(file.id);
  row.message = message.id;
  row.place = place;
  row.outgoing = true;
  row.file_name = wire::clean_file_name(file.name);
  row.media_type = wire::media_type_of(row.file_name);
  row.preview = std::move(file.preview);
  row.source = std::move(file.source);
  row.relay = context.relay;
  row.state = is_note(message) ? State::here : file.prepared ? State::uploading : State::preparing;
  STILLE_TRY(row.shape, e2e::shape_of(file.size));
  if (file.prepared) {
    row.shape = file.prepared->shape;
    row.sealed = sealed_from(std::move(*file.prepared));
  }
  return row;
}

wire::FileDescriptor describe(const AttachmentRow& row) {
  wire::FileDescriptor out;
  out.key = row.sealed->key.clone();
  out.shape = row.shape;
  out.name = row.file_name;
  out.media_type = row.media_type;
  out.relay = row.relay;
  out.reader_id = row.blob->reader_id;
  out.reader_secret = row.blob->reader_secret.clone();
  out.root = row.sealed->root;
  out.hash = row.sealed->hash;
  out.preview = row.preview;
  out.expires = row.expires.value_or(TimePoint());
  return out;
}

// The message will not leave: one file ends as said, the others are called off.
Result<void> give_up(Context& context, const AttachmentRow& cause, State state, std::optional<Errc> why) {
  STILLE_TRY(auto files, store::attachments_of(context.db, cause.message));
  for (auto& file : files) {
    file.state = file.id == cause.id ? state : State::cancelled;
    file.reason = file.id == cause.id ? why : std::nullopt;
    STILLE_TRYV(store::give_up_blob(context.db, file));
  }
  STILLE_TRY(auto message, store::load_message(context.db, cause.message));
  message.state = store::DeliveryState::failed;
  STILLE_TRYV(store::set_message_state(context.db, message.id, message.state));
  STILLE_TRYV(log_delivery(context, message));
  return ok();
}

Result<void> send_offer(Context& context, const store::MessageRow& message, wire::FileOffer offer) {
  offer.reply = quote_of(message);
  const wire::Content content{.id = message.content_id, .authored = message.at, .body = std::move(offer)};
  STILLE_TRYV(store::add_outgoing(
      context.db, message.contact,
      {.id = 0, .content = wire::write_content(content), .message = message.id, .about = std::nullopt}));
  STILLE_TRYV(flush(context, message.contact));
  return ok();
}

Result<void> let_go(Context& context, const std::vector<AttachmentRow>& files) {
  STILLE_TRY(const auto message, store::load_message(context.db, files.front().message));
  STILLE_TRY(const auto to, store::load_contact(context.db, message.contact));
  wire::FileOffer offer;
  offer.caption = message.text;
  offer.expire_s = message.expire_s;
  for (const auto& file : files) {
    offer.files.push_back(describe(file));
    STILLE_TRYV(store::set_attachment_state(context.db, file.id, State::sent));
  }
  if (to.stage != store::Stage::group) return send_offer(context, message, std::move(offer));
  const auto left = send_offer_in_group(context, message, std::move(offer));
  if (left.has_error() && left.error().code == Errc::wrong_state)
    return give_up(context, files.front(), State::failed, Errc::wrong_state);
  return left;
}

// Other keys, and everything from the beginning.
Result<void> begin_anew(Context& context, AttachmentRow& row) {
  ++row.restarts;
  row.sealed.reset();
  row.state = State::preparing;
  return store::give_up_blob(context.db, row);
}

bool may_pass(Errc why) {
  return why == Errc::unreachable || why == Errc::timed_out || why == Errc::connection_closed ||
         why == Errc::untrusted_peer || why == Errc::protocol_violation || why == Errc::cancelled ||
         why == Errc::storage_failed || why == Errc::unsupported_version || why == Errc::weak_shared_secret;
}

}  // namespace

store::SealedFile sealed_from(PreparedFile file) {
  const auto root = e2e::root_of(file.chunks);
  return {std::move(file.key), root, file.hash, std::move(file.chunks)};
}

Result<store::MessageRow> compose_files(Context& context, const store::ContactRow& contact, FileDraft draft) {
  STILLE_TRYV(check_draft(draft));
  if (!draft.key.empty()) {
    STILLE_TRY(auto before, store::message_with_key(context.db, contact.id, draft.key));
    if (before) {
      STILLE_TRY(const bool same, is_the_same(context, *before, draft));
      if (!same) return fail(Errc::already_exists);
      return std::move(*before);
    }
    STILLE_TRYV(check_key_waits_nowhere(context, contact.id, draft.key));
  }
  STILLE_TRYV(check_may_send(context, contact));
  store::MessageRow row;
  row.name = fresh_name(context, "m_");
  row.contact = contact.id;
  row.content_id = context.rng.fixed<wire::ContentId>();
  row.outgoing = true;
  row.kind = store::ContentKind::file;
  if (contact.stage == store::Stage::self) row.state = store::DeliveryState::delivered;
  row.text = draft.caption;
  row.at = context.now;
  row.authored = context.now;
  STILLE_TRY(row.reply, reply_to(context, contact.id, draft.reply));
  STILLE_TRY(row.expire_s, time_of(context, contact.id, draft.expire));
  if (!draft.key.empty()) row.key = draft.key;
  STILLE_TRYV(store::add_message(context.db, row));
  STILLE_TRY(row.position, log_delivery(context, row));
  STILLE_TRYV(store::place_message(context.db, row.id, *row.position));
  for (std::uint32_t place = 0; place < draft.files.size(); ++place) {
    STILLE_TRY(auto file, row_from(context, row, place, std::move(draft.files[place])));
    STILLE_TRYV(store::add_attachment(context.db, file));
  }
  if (is_note(row)) {
    STILLE_TRYV(start_clock(context, row));
  }
  return row;
}

Result<void> file_prepared(Context& context, AttachmentRow row, PreparedFile file) {
  if (row.state != State::preparing) return ok();
  row.state = State::uploading;
  row.shape = file.shape;
  row.sealed = sealed_from(std::move(file));
  return store::update_attachment(context.db, row);
}

Result<store::MailboxRow> payer_of(store::Database& db, const AttachmentRow& row) {
  if (row.payer && row.blob) {
    auto payer = store::load_mailbox(db, *row.payer);
    if (payer && payer.value().state == store::MailboxState::open) return std::move(payer).value();
  }
  STILLE_TRY(const auto message, store::load_message(db, row.message));
  STILLE_TRY(const auto to, store::load_contact(db, message.contact));
  STILLE_TRY(auto own, to.stage == store::Stage::group ? store::some_conversation_mailbox(db)
                                                       : store::mailbox_of_contact(db, to.id));
  if (!own || own->state != store::MailboxState::open) return fail(Errc::not_ready);
  return std::move(*own);
}

Result<store::MailboxRow> settle_blob(Context& context, AttachmentRow& row, TimePoint now) {
  STILLE_TRY(auto own, payer_of(context.db, row));
  if (row.blob && row.payer == own.id) return own;
  // A blob belongs to its payer: another payer, another blob.
  STILLE_TRYV(store::give_up_blob(context.db, row));
  row.relay = own.relay;
  row.payer = own.id;
  row.blob =
      store::BlobKeys{context.rng.fixed<protocol::BlobReaderId>(), context.rng.secret<crypto::DhSecret>(),
                      context.rng.fixed<protocol::BlobWriterId>(), context.rng.secret<crypto::DhSecret>()};
  row.expires = now + kBlobLife;
  STILLE_TRYV(store::update_attachment(context.db, row));
  return own;
}

Result<void> file_uploaded(Context& context, AttachmentRow row) {
  // Without a blob it was called off and is sent again since: what went up is given up.
  if (row.state != State::uploading || !row.blob) return ok();
  STILLE_TRYV(store::set_attachment_state(context.db, row.id, State::uploaded));
  STILLE_TRY(const auto files, store::attachments_of(context.db, row.message));
  for (const auto& file : files) {
    if (file.state != State::uploaded) return ok();
  }
  return let_go(context, files);
}

Result<void> upload_failed(Context& context, AttachmentRow row, Errc why) {
  const bool moving = row.state == State::preparing || row.state == State::uploading;
  if (!moving || may_pass(why)) return ok();
  // The source was changed meanwhile, or the relay has something else under these names.
  const bool other_bytes = why == Errc::damaged || why == Errc::already_exists;
  if (other_bytes && row.source && row.restarts < kMostRestarts) return begin_anew(context, row);
  // The payer is not there (any more), or the blob has expired: the same bytes under other names.
  if (why == Errc::refused && row.restarts < kMostRestarts) {
    ++row.restarts;
    return store::give_up_blob(context.db, row);
  }
  return give_up(context, row, State::failed, why);
}

Result<void> cancel_upload(Context& context, const AttachmentRow& row) {
  if (row.state == State::cancelled) return ok();
  const bool still_here =
      row.state == State::preparing || row.state == State::uploading || row.state == State::uploaded;
  if (!still_here) return fail(Errc::wrong_state);
  return give_up(context, row, State::cancelled, std::nullopt);
}

Result<void> send_again(Context& context, const AttachmentRow& row) {
  STILLE_TRY(auto message, store::load_message(context.db, row.message));
  if (message.state != store::DeliveryState::failed) return fail(Errc::wrong_state);
  STILLE_TRY(const auto to, store::load_contact(context.db, message.contact));
  STILLE_TRYV(check_may_send(context, to));
  STILLE_TRY(auto files, store::attachments_of(context.db, message.id));
  for (auto& file : files) {
    // Read anew where it lies; what was copied into the profile is as it was.
    if (file.source) file.sealed.reset();
    file.state = file.source ? State::preparing : State::uploading;
    file.reason.reset();
    file.restarts = 0;
    STILLE_TRYV(store::give_up_blob(context.db, file));
  }
  message.state = store::DeliveryState::queued;
  STILLE_TRYV(store::set_message_state(context.db, message.id, message.state));
  STILLE_TRYV(log_delivery(context, message));
  return ok();
}

Result<void> take_file_taken(Context& context, store::RowId contact, const wire::FileTaken& taken) {
  STILLE_TRY(const auto message, store::find_message(context.db, contact, true, taken.content));
  if (!message) return ok();
  STILLE_TRY(auto row, store::attachment_at(context.db, message->id, taken.index));
  if (!row || row->state != State::sent) return ok();
  row->state = State::fetched;
  return store::give_up_blob(context.db, *row);
}

}  // namespace stille::client
