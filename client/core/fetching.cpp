#include "client/core/fetching.hpp"

#include "client/core/sending.hpp"
#include "client/core/settings.hpp"

namespace stille::client {

namespace {

using store::AttachmentRow;
using State = store::AttachmentState;

}  // namespace

Result<void> add_offered(Context& context, store::RowId message, const wire::FileOffer& offer) {
  std::uint32_t place = 0;
  for (const auto& file : offer.files) {
    AttachmentRow row;
    row.name = fresh_name(context, "a_");
    row.message = message;
    row.place = place++;
    row.state = State::offered;
    row.file_name = file.name;
    row.media_type = file.media_type;
    row.preview = file.preview;
    row.shape = file.shape;
    row.sealed = store::SealedFile{file.key.clone(), file.root, file.hash, {}};
    row.relay = file.relay;
    row.blob = store::BlobKeys{file.reader_id, file.reader_secret.clone(), std::nullopt, {}};
    row.expires = file.expires;
    STILLE_TRYV(store::add_attachment(context.db, row));
  }
  return ok();
}

Result<void> want_file(Context& context, const AttachmentRow& row) {
  if (row.outgoing && row.state != State::here) return fail(Errc::wrong_state);
  if (row.state == State::here || row.state == State::downloading) return ok();
  if (row.state == State::expired) return fail(Errc::expired);
  return store::set_attachment_state(context.db, row.id, State::downloading);
}

Result<void> file_fetched(Context& context, const AttachmentRow& row) {
  if (row.state != State::downloading) return ok();
  STILLE_TRYV(store::set_attachment_state(context.db, row.id, State::here));
  // It tells that somebody looked, so it goes by the same switch as receipts; without it the blob expires.
  STILLE_TRY(const bool receipts, sends_receipts(context.db));
  if (!receipts) return ok();
  STILLE_TRY(const auto message, store::load_message(context.db, row.message));
  STILLE_TRY(const auto from, store::load_contact(context.db, message.contact));
  // In a group the others still want it.
  if (from.stage == store::Stage::group) return ok();
  STILLE_TRYV(queue_control(context, message.contact, wire::FileTaken{message.content_id, row.place}));
  STILLE_TRYV(flush(context, message.contact));
  return ok();
}

Result<void> fetch_failed(Context& context, const AttachmentRow& row, Errc why) {
  if (row.state != State::downloading) return ok();
  switch (why) {
    case Errc::refused:
      return store::set_attachment_state(context.db, row.id, State::expired);
    case Errc::undecryptable:
    case Errc::bad_length:
    case Errc::bad_value:
    case Errc::damaged:
      return store::set_attachment_state(context.db, row.id, State::failed, Errc::undecryptable);
    case Errc::storage_full:
    case Errc::storage_failed:
    case Errc::not_ready:
    case Errc::invalid_argument:
      return store::set_attachment_state(context.db, row.id, State::failed, why);
    default:
      return ok();
  }
}

Result<void> cancel_fetch(Context& context, const AttachmentRow& row) {
  if (row.state == State::offered) return ok();
  if (row.state != State::downloading) return fail(Errc::wrong_state);
  return store::set_attachment_state(context.db, row.id, State::offered);
}

}  // namespace stille::client
