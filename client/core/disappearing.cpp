// The newest version of a timer counts; of two that were set at the same time the shorter one.
#include "client/core/disappearing.hpp"

#include "client/core/changing.hpp"
#include "client/core/journal.hpp"
#include "client/core/sending.hpp"

namespace stille::client {

namespace {

constexpr int kMostAtOnce = 500;  // of one transaction; the rest follows at once

bool wins(const store::TimerRow& now, std::uint32_t version, std::uint32_t seconds) {
  if (version != now.version) return version > now.version;
  if (seconds == 0 || now.seconds == 0) return seconds != 0 && now.seconds == 0;
  return seconds < now.seconds;
}

// The message that shows it.
Result<store::MessageRow> place_timer(Context& context, const GroupTimer& timer) {
  store::MessageRow row;
  row.name = fresh_name(context, "m_");
  row.contact = timer.conversation;
  row.content_id = context.rng.fixed<wire::ContentId>();
  row.outgoing = !timer.by;
  row.author = timer.by;
  if (timer.by) row.state = store::DeliveryState::received;
  row.kind = store::ContentKind::timer;
  row.expire_s = timer.seconds;
  row.at = context.now;
  row.authored = context.now;
  STILLE_TRYV(store::add_message(context.db, row));
  STILLE_TRY(row.position, log_message(context, row));
  STILLE_TRYV(store::place_message(context.db, row.id, *row.position));
  return row;
}

}  // namespace

Result<void> follow_group_timer(Context& context, const GroupTimer& timer) {
  STILLE_TRY(const auto now, store::timer_of(context.db, timer.conversation));
  if (now.seconds == timer.seconds) return ok();
  STILLE_TRYV(store::set_timer(context.db, timer.conversation, {now.version + 1, timer.seconds}));
  if (!timer.show) return ok();
  STILLE_TRY(const auto row, place_timer(context, timer));
  if (timer.by) return ok();
  // What is told is a statement about the group; the row that shows it waits for nothing.
  return store::set_message_state(context.db, row.id, store::DeliveryState::sent);
}

Result<void> change_timer(Context& context, const store::ContactRow& contact, std::uint32_t seconds) {
  if (!wire::is_timer(seconds)) return fail(Errc::bad_value);
  STILLE_TRYV(check_may_write(contact));
  STILLE_TRY(auto timer, store::timer_of(context.db, contact.id));
  if (timer.seconds == seconds) return ok();
  if (timer.version >= wire::kMostTimerChanges) return fail(Errc::limit_reached);
  ++timer.version;
  timer.seconds = seconds;
  STILLE_TRYV(store::set_timer(context.db, contact.id, timer));
  STILLE_TRY(const auto row, place_timer(context, {contact.id, seconds, std::nullopt}));
  const wire::Content content{
      .id = row.content_id, .authored = row.authored, .body = wire::Timer{timer.version, seconds}};
  STILLE_TRYV(store::add_outgoing(
      context.db, contact.id,
      {.id = 0, .content = wire::write_content(content), .message = row.id, .about = std::nullopt}));
  STILLE_TRYV(flush(context, contact.id));
  return ok();
}

Result<void> take_timer(Context& context, store::RowId contact, const wire::Timer& timer) {
  STILLE_TRY(const auto now, store::timer_of(context.db, contact));
  if (!wins(now, timer.version, timer.seconds)) return ok();
  return store::set_timer(context.db, contact, {timer.version, timer.seconds});
}

// An agreement of two is not undone by one of them: a message may go earlier, never later.
Result<std::uint32_t> time_of(Context& context, store::RowId conversation, seconds own) {
  STILLE_TRY(const auto agreed, store::timer_of(context.db, conversation));
  if (own.count() == 0) return agreed.seconds;
  if (own.count() < wire::kShortestTimer || own.count() > wire::kLongestTimer) return fail(Errc::bad_value);
  const auto wished = static_cast<std::uint32_t>(own.count());
  if (agreed.seconds != 0 && wished > agreed.seconds) return fail(Errc::limit_reached);
  return wished;
}

Result<void> start_clock(Context& context, const store::MessageRow& message) {
  const bool disappears =
      store::is_said(message.kind) && message.expire_s > 0 && message.removal == store::Removal::none;
  if (!disappears) return ok();
  return store::start_clock(context.db, message.id, context.now, message.expire_s);
}

Result<void> expire_messages(Context& context) {
  STILLE_TRYV(store::restart_clocks(context.db, context.now));
  for (int count = 0; count < kMostAtOnce; ++count) {
    STILLE_TRY(const auto row, store::expired_message(context.db, context.now));
    if (!row) return ok();
    STILLE_TRYV(erase_message(context, *row, store::Removal::expired));
  }
  return ok();
}

}  // namespace stille::client
