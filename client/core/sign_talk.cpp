#include "client/core/sign_talk.hpp"

#include "client/core/disappearing.hpp"
#include "client/core/journal.hpp"
#include "client/core/sending.hpp"
#include "client/core/signs.hpp"

namespace stille::client {

Result<void> take_signs(Context& context, store::RowId contact, const wire::Signs& signs) {
  STILLE_TRY(auto row, store::load_signs(context.db, contact));
  if (signs.version <= row.there.version) return ok();
  const bool same = signs.read == row.there.read && signs.typing == row.there.typing;
  row.there = signs;
  if (!signs.typing) row.writing.reset();
  STILLE_TRYV(store::save_signs(context.db, row));
  if (!signs.read) {
    STILLE_TRYV(store::drop_read_signs(context.db, contact));
  }
  return same ? ok() : log_contact(context, contact, "signs");
}

Result<void> take_read(Context& context, store::RowId contact, const wire::Read& read) {
  STILLE_TRY(const auto signs, store::load_signs(context.db, contact));
  // Whoever does not show it does not see it either, whatever the other side sends.
  if (!signs.here.read) return ok();
  for (const auto& id : read.read) {
    STILLE_TRY(auto message, store::find_message(context.db, contact, true, id));
    if (!message || message->state == store::DeliveryState::read) continue;
    const bool known = message->state == store::DeliveryState::delivered;
    message->state = store::DeliveryState::read;
    STILLE_TRYV(store::set_message_state(context.db, message->id, message->state));
    if (!known) {
      STILLE_TRYV(start_clock(context, *message));
    }
    STILLE_TRYV(log_delivery(context, *message));
  }
  return ok();
}

Result<void> take_typing(Context& context, store::RowId contact, TimePoint authored) {
  STILLE_TRY(auto signs, store::load_signs(context.db, contact));
  if (!signs.here.typing) return ok();
  // What lay at the relay tells nothing about now; a clock that is ahead does not make it last longer.
  const auto until = std::min(authored, context.now) + kWritingShows;
  if (until <= context.now || authored > context.now + kWritingShows) return ok();
  signs.writing = until;
  return store::save_signs(context.db, signs);
}

Result<void> note_read(Context& context, store::RowId contact, std::uint64_t after, std::uint64_t up_to) {
  STILLE_TRY(const auto signs, store::load_signs(context.db, contact));
  if (!signs.here.read || !signs.there.read) return ok();
  STILLE_TRY(const auto ids, store::said_between(context.db, contact, after, up_to));
  for (const auto& id : ids) {
    STILLE_TRYV(store::add_read_sign(context.db, contact, id, context.now + kReadDelay));
  }
  return ok();
}

Result<void> send_reads_due(Context& context, TimePoint due) {
  STILLE_TRY(const auto contacts, store::contacts_with_read_signs(context.db, due));
  for (const auto contact : contacts) {
    for (;;) {
      STILLE_TRY(auto ids, store::take_read_signs(context.db, contact, wire::kMostRead));
      if (ids.empty()) break;
      STILLE_TRYV(queue_control(context, contact, wire::Read{std::move(ids)}));
    }
    STILLE_TRYV(flush(context, contact));
  }
  return ok();
}

}  // namespace stille::client
