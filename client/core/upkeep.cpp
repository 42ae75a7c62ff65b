// Receipts, held messages, heartbeats, expiry and the daily round.
#include "client/core/upkeep.hpp"

#include "client/core/disappearing.hpp"
#include "client/core/group_meeting.hpp"
#include "client/core/introductions.hpp"
#include "client/core/inviting.hpp"
#include "client/core/joining.hpp"
#include "client/core/journal.hpp"
#include "client/core/later.hpp"
#include "client/core/receiving.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/renewing.hpp"
#include "client/core/rotating.hpp"
#include "client/core/sending.hpp"
#include "client/core/sign_talk.hpp"
#include "client/core/signs.hpp"
#include "client/core/sweeping.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/introductions.hpp"
#include "client/store/tables/talk.hpp"

namespace stille::client {

namespace {

constexpr std::chrono::hours kTidyEvery{6};
constexpr std::uint64_t kNumbersPassedOver = std::uint64_t{1} << 20U;

Result<void> send_receipts_due(Context& context, TimePoint due) {
  STILLE_TRY(const auto contacts, store::contacts_with_receipts(context.db, due));
  for (const auto contact : contacts) {
    for (;;) {
      STILLE_TRY(auto ids, store::take_receipts(context.db, contact, wire::kMostReceipts));
      if (ids.empty()) break;
      STILLE_TRYV(queue_control(context, contact, wire::Receipt{std::move(ids)}));
    }
    STILLE_TRYV(flush(context, contact));
  }
  return ok();
}

Result<void> send_heartbeats(Context& context) {
  STILLE_TRY(const auto people, store::contacts_in(context.db, store::Stage::member));
  for (auto row : people) {
    if (!row.heartbeat_at || *row.heartbeat_at > context.now) continue;
    row.heartbeat_at.reset();
    STILLE_TRYV(store::update_contact(context.db, row));
    STILLE_TRYV(send_empty(context, row));
  }
  return ok();
}

Result<void> tidy_contact(Context& context, store::ContactRow row) {
  STILLE_TRY(const auto sessions, store::load_sessions(context.db, row.id));
  auto tidied = e2e::tidy(sessions, context.now);
  STILLE_TRYV(store::save_sessions(context.db, row.id, tidied.next));
  STILLE_TRYV(note_gaps(context, row.id, tidied.lost));
  if (row.frozen && !row.blocked) {
    STILLE_TRYV(begin_repair(context, row));
  }
  if (!row.frozen && !row.blocked) {
    STILLE_TRYV(offer_renewal(context, row.id));
    STILLE_TRYV(rotate_mailbox(context, row.id));
    if (row.status == e2e::SessionStatus::connected) {
      STILLE_TRYV(keep_rendezvous(context, row.id));
    }
  }
  if (row.heartbeat_at || row.blocked || !tidied.next.sending().heartbeat_due(context.now)) return ok();
  row.heartbeat_at = context.now + std::chrono::seconds(60 + context.rng.below(29 * 60));
  return store::update_contact(context.db, row);
}

Result<void> tidy_all(Context& context) {
  STILLE_TRY(const auto due, store::load_self(context.db));
  if (due.tidy_at > context.now) return ok();
  STILLE_TRYV(store::set_tidy_at(context.db, context.now + kTidyEvery));
  STILLE_TRY(auto people, store::contacts_in(context.db, store::Stage::member));
  for (auto& row : people) {
    STILLE_TRYV(tidy_contact(context, std::move(row)));
  }
  STILLE_TRYV(keep_groups(context));
  STILLE_TRYV(keep_address(context));
  STILLE_TRYV(store::lapse_introductions(context.db, context.now - kIntroductionLife));
  STILLE_TRYV(store::erase_past_prekeys(context.db, context.now));
  STILLE_TRYV(store::drop_early_changes(context.db, context.now));
  STILLE_TRYV(store::forget_retired_mailboxes(context.db, context.now - kMailboxGivenUp));
  STILLE_TRYV(store::forget_past_removals(context.db, context.now));
  // A relay that could not be reached for so long will not answer any more.
  STILLE_TRY(const auto joinings, store::joinings_in(context.db, store::JoiningState::fetching));
  for (const auto& row : joinings) {
    if (context.now - row.created < protocol::kLongestLinkLife) continue;
    STILLE_TRYV(fail_joining(context, row.id, Errc::timed_out));
  }
  return ok();
}

}  // namespace

Result<std::optional<TimePoint>> next_upkeep(store::Database& db, TimePoint now) {
  STILLE_TRY(const auto self, store::load_self(db));
  std::optional<TimePoint> out = self.tidy_at;
  STILLE_TRY(const bool back, store::clock_went_back(db, now));
  if (back) return std::min(now, *out);
  for (const auto& next : {store::next_receipt(db), store::next_read_sign(db), store::next_heartbeat(db),
                           store::next_expiry(db), store::next_held(db), store::next_expiring(db),
                           store::next_later(db), store::next_sweep(db), store::next_offer_end(db)}) {
    STILLE_TRY(const auto time, next);
    if (time && *time < *out) out = time;
  }
  return out;
}

Result<void> send_receipts(Context& context) {
  STILLE_TRYV(send_receipts_due(context, context.now + kReceiptDelay));
  return send_reads_due(context, context.now + kReadDelay);
}

Result<void> do_upkeep(Context& context) {
  STILLE_TRYV(expire_messages(context));
  STILLE_TRYV(release_overdue(context));
  STILLE_TRYV(release_due(context));
  STILLE_TRYV(sweep(context));
  STILLE_TRYV(send_receipts_due(context, context.now));
  STILLE_TRYV(send_reads_due(context, context.now));
  STILLE_TRYV(send_heartbeats(context));
  STILLE_TRYV(expire_invitations(context));
  STILLE_TRYV(store::expire_offers(context.db, context.now));
  return tidy_all(context);
}

Result<void> note_rollback(Context& context) {
  STILLE_TRYV(store::set_rolled_back(context.db, true));
  STILLE_TRYV(store::freeze_contacts(context.db));
  // Numbers of messages that the lost part may have used are passed over.
  STILLE_TRYV(store::skip_group_numbers(context.db, kNumbersPassedOver));
  store::EventRow event;
  event.type = store::EventKind::rollback;
  event.state = "noticed";
  STILLE_TRYV(log_event(context, std::move(event)));
  STILLE_TRY(const auto people, store::contacts_in(context.db, store::Stage::member));
  for (const auto& row : people) {
    if (row.blocked) continue;
    STILLE_TRYV(begin_repair(context, row));
  }
  return ok();
}

}  // namespace stille::client
