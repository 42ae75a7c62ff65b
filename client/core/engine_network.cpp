// The face of the engine for the network shell and for the clock.
#include <algorithm>
#include <charconv>

#include "client/core/engine_core.hpp"
#include "client/core/errands.hpp"
#include "client/core/inviting.hpp"
#include "client/core/receiving.hpp"
#include "client/core/redeeming.hpp"
#include "client/core/rendezvous.hpp"
#include "client/core/sending.hpp"
#include "client/core/upkeep.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "client/store/tables/outbox.hpp"
#include "client/store/tables/search.hpp"
#include "client/store/tables/self.hpp"
#include "client/store/tables/signs.hpp"
#include "client/store/tables/timers.hpp"
#include "common/base/encoding.hpp"

namespace stille::client {

namespace {

bool is_refusal(Errc code) {
  return code == Errc::undecryptable || code == Errc::duplicate;
}

Result<void> take(Context& context, const store::MailboxRow& mailbox, ByteView envelope) {
  if (mailbox.invitation) return take_hello(context, *mailbox.invitation, envelope);
  if (!mailbox.contact) return fail(Errc::undecryptable);
  if (mailbox.kind == protocol::MailboxKind::hello) return take_repair(context, *mailbox.contact, envelope);
  return take_envelope(context, *mailbox.contact, envelope);
}

}  // namespace

std::vector<protocol::RelayAddress> Engine::relays() const {
  std::vector<protocol::RelayAddress> out;
  const auto texts = store::relays_in_use(core_->db());
  if (!texts) return out;
  for (const auto& text : texts.value()) {
    if (auto relay = protocol::parse_relay_address(text)) out.push_back(std::move(relay).value());
  }
  return out;
}

std::vector<WatchedMailbox> Engine::subscriptions(const protocol::RelayAddress& relay) const {
  std::vector<WatchedMailbox> out;
  auto rows = store::mailboxes_in(core_->db(), relay, store::MailboxState::open);
  if (!rows) return out;
  for (auto& row : rows.value()) out.push_back({row.reader_id, std::move(row.reader_secret)});
  return out;
}

Result<std::vector<Work>> Engine::next_work(const protocol::RelayAddress& relay, std::size_t most) {
  FAULT_POINT("next_work");
  STILLE_TRY(const bool pays, can_pay(core_->db(), relay));
  if (pays) {
    STILLE_TRYV(
        core_->STILLE_CHANGE("tokens_bound")([&](Context& context) { return bind_tokens(context, relay); }));
  }
  return next_errands(core_->db(), core_->desk, relay, most, core_->clock.now());
}

bool Engine::redeems_now(const protocol::RelayAddress& relay) const {
  const auto now = client::redeems_now(core_->db(), core_->desk, relay, core_->clock.now());
  return now && now.value();
}

Result<std::vector<Work>> Engine::next_redemptions(const protocol::RelayAddress& relay) {
  return client::next_redemptions(core_->db(), core_->desk, relay, core_->clock.now());
}

Result<void> Engine::completed(WorkId id, const protocol::Reply& reply) {
  const auto assignment = core_->desk.take_back(id);
  if (!assignment) return ok();
  if (assignment->task == Task::make_mailbox) note_payment(reply.status);
  const auto done = [&](Context& context) { return errand_done(context, core_->desk, *assignment, reply); };
  switch (assignment->task) {
    case Task::make_mailbox:
      return core_->STILLE_CHANGE("mailbox_made")(done);
    case Task::put_link:
      return core_->STILLE_CHANGE("link_put")(done);
    case Task::put_rendezvous:
      return core_->STILLE_CHANGE("rendezvous_put")(done);
    case Task::get_link:
      return core_->STILLE_CHANGE("link_fetched")(done);
    case Task::delete_link:
      return core_->STILLE_CHANGE("link_deleted")(done);
    case Task::close_mailbox:
      return core_->STILLE_CHANGE("mailbox_closed")(done);
    case Task::send:
      return core_->STILLE_CHANGE("envelope_sent")(done);
    case Task::get_record:
      return core_->STILLE_CHANGE("record_fetched")(done);
    case Task::remove_blob:
      return core_->STILLE_CHANGE("blob_removed")(done);
    case Task::redeem:
      return core_->STILLE_CHANGE("invitation_redeemed")(done);
  }
  return fail(Errc::internal);
}

void Engine::note_payment(protocol::Status status) {
  if (status == protocol::Status::creation_refused) core_->refused_by_relay = true;
  if (status == protocol::Status::ok) core_->refused_by_relay = false;
}

void Engine::failed(WorkId id) {
  (void)core_->desk.take_back(id);
}

Result<void> Engine::connected(const protocol::RelayAddress& relay, std::uint64_t store_epoch) {
  const auto key = "relay epoch " + to_base64url(relay.fingerprint.raw);
  STILLE_TRY(const auto text, store::config_value(core_->db(), key));
  std::uint64_t known = 0;
  if (text) (void)std::from_chars(text->data(), text->data() + text->size(), known);
  if (store_epoch <= known) return ok();
  return core_->STILLE_CHANGE("relay_epoch")([&](Context& context) -> Result<void> {
    STILLE_TRYV(store::set_config_value(context.db, key, std::to_string(store_epoch)));
    if (known == 0) return ok();
    STILLE_TRY(const auto contacts, store::unseal_lost(context.db, relay));
    for (const auto contact : contacts) {
      STILLE_TRYV(flush(context, contact));
    }
    return ok();
  });
}

void Engine::disconnected(const protocol::RelayAddress& relay) {
  core_->desk.take_back_all(relay);
  core_->watched.erase(relay);
  core_->arrived.erase(relay);
}

Result<AckUpTo> Engine::received(const protocol::RelayAddress& relay, const protocol::Deliver& deliver) {
  STILLE_TRY(const auto mailbox, store::find_mailbox(core_->db(), deliver.reader_id));
  if (!mailbox) {
    ++core_->counters.unknown_mailbox;
    return AckUpTo{deliver.reader_id, deliver.sequence};
  }
  // Numbers are the relay's and may start again after it lost its memory: what was received before is
  // recognised by the session, not by its number.
  const auto taken = core_->STILLE_CHANGE("received")(
      [&](Context& context) { return take(context, *mailbox, deliver.envelope); });
  if (!taken) {
    const auto code = taken.error().code;
    if (!is_refusal(code)) return fail(code);
    ++(code == Errc::duplicate ? core_->counters.duplicates : core_->counters.undecryptable);
  }
  note_progress(relay, *mailbox, deliver.sequence);
  return AckUpTo{deliver.reader_id, deliver.sequence};
}

void Engine::note_progress(const protocol::RelayAddress& relay, const store::MailboxRow& mailbox,
                           std::uint64_t seq) {
  auto& arrived = core_->arrived[relay][mailbox.reader_id];
  arrived = std::max(arrived, seq);
  const auto watched = core_->watched.find(relay);
  if (watched == core_->watched.end()) return;
  const auto entry = watched->second.find(mailbox.reader_id);
  if (entry != watched->second.end() && entry->second <= seq) entry->second = 0;
}

Result<void> Engine::on_event(const protocol::RelayAddress&, const protocol::Event& event) {
  if (const auto* space = std::get_if<protocol::Space>(&event)) core_->desk.room_in(space->writer_id);
  const auto* claimed = std::get_if<protocol::Claimed>(&event);
  if (claimed == nullptr) return ok();
  return note_claims(claimed->reader_id, claimed->further_claims);
}

Result<void> Engine::note_claims(const protocol::ReaderId& reader_id, std::uint32_t count) {
  if (count == 0) return ok();
  STILLE_TRY(const auto mailbox, store::find_mailbox(core_->db(), reader_id));
  if (!mailbox || !mailbox->invitation) return ok();
  return core_->STILLE_CHANGE("claimed_again")(
      [&](Context& context) { return further_claims(context, *mailbox->invitation, count); });
}

Result<void> Engine::subscribed(const protocol::RelayAddress& relay, const protocol::ReaderId& mailbox,
                                const protocol::SubscribedEntry& entry) {
  if (entry.status != protocol::Status::ok) {
    return core_->STILLE_CHANGE("mailbox_missing")(
        [&](Context& context) { return mailbox_missing(context, mailbox); });
  }
  STILLE_TRY(const auto row, store::find_mailbox(core_->db(), mailbox));
  if (!row) return ok();
  STILLE_TRYV(note_claims(mailbox, entry.further_claims));
  // What waited may have been delivered before the reply was looked at.
  core_->watched[relay][mailbox] = entry.last <= core_->arrived[relay][mailbox] ? 0 : entry.last;
  return ok();
}

Result<std::vector<Engine::Core::Closing>> Engine::Core::closing_mailboxes() {
  std::vector<Closing> out;
  // What came in time may still wait: a mailbox stays until it is known to be empty.
  const auto is_drained = [this](const store::MailboxRow& mailbox) {
    const auto relay_watched = watched.find(mailbox.relay);
    if (relay_watched == watched.end()) return false;
    const auto entry = relay_watched->second.find(mailbox.reader_id);
    return entry != relay_watched->second.end() && entry->second == 0;
  };
  STILLE_TRY(auto past, store::past_links(db()));
  for (auto& link : past) {
    if (link.card_kept && !is_drained(link.mailbox)) continue;
    out.push_back({std::move(link.mailbox), link.expires + kExpiryGrace});
  }
  STILLE_TRY(auto retiring, store::retiring_mailboxes(db()));
  for (auto& [mailbox, when] : retiring) {
    const bool never_was = mailbox.state == store::MailboxState::making;
    if (never_was || is_drained(mailbox)) out.push_back({std::move(mailbox), when});
  }
  return out;
}

bool Engine::caught_up(const protocol::RelayAddress& relay) const {
  const auto mailboxes = store::mailboxes_in(core_->db(), relay, store::MailboxState::open);
  if (!mailboxes) return false;
  const auto watched = core_->watched.find(relay);
  return std::all_of(mailboxes.value().begin(), mailboxes.value().end(), [&](const auto& row) {
    if (watched == core_->watched.end()) return false;
    const auto entry = watched->second.find(row.reader_id);
    return entry != watched->second.end() && entry->second == 0;
  });
}

std::optional<TimePoint> Engine::next_due() const {
  const auto planned = next_upkeep(core_->db(), core_->clock.now());
  auto out = planned ? planned.value() : std::nullopt;
  // A slice of the index can always be built at once.
  if (const auto build = store::index_build(core_->db()); build && build.value().unfinished()) {
    return core_->clock.now();
  }
  const auto waiting = core_->desk.next_end(core_->clock.now());
  if (waiting && (!out || *waiting < *out)) out = waiting;
  if (const auto closing = core_->closing_mailboxes()) {
    for (const auto& [mailbox, when] : closing.value()) {
      if (!out || when < *out) out = when;
    }
  }
  return out;
}

Result<void> Engine::do_due() {
  STILLE_TRY(const auto due, next_upkeep(core_->db(), core_->clock.now()));
  if (due && *due <= core_->clock.now()) {
    STILLE_TRYV(core_->STILLE_CHANGE("upkeep")([](Context& context) { return do_upkeep(context); }));
  }
  STILLE_TRY(const auto build, store::index_build(core_->db()));
  if (build.unfinished()) {
    STILLE_TRYV(
        core_->STILLE_CHANGE("index_slice")([](Context& context) { return store::index_slice(context.db); }));
  }
  STILLE_TRY(const auto closing, core_->closing_mailboxes());
  for (const auto& [mailbox, when] : closing) {
    if (when > core_->clock.now()) continue;
    STILLE_TRYV(core_->STILLE_CHANGE("mailbox_retired")([&](Context& context) -> Result<void> {
      // From when on its relay owes an answer: one that never comes is not waited for without end.
      STILLE_TRYV(store::close_mailbox_at(context.db, mailbox.id, context.now));
      if (mailbox.invitation) return close_past_link(context, mailbox);
      return store::set_mailbox_state(context.db, mailbox.id, store::MailboxState::closing);
    }));
  }
  return ok();
}

Result<void> Engine::send_receipts() {
  STILLE_TRY(const auto waiting, store::next_receipt(core_->db()));
  STILLE_TRY(const auto read, store::next_read_sign(core_->db()));
  if (!waiting && !read) return ok();
  return core_->STILLE_CHANGE("receipts")([](Context& context) { return client::send_receipts(context); });
}

void Engine::on_change(std::function<void()> notify) {
  core_->notify = std::move(notify);
}

std::vector<PendingView> Engine::pending() const {
  std::vector<PendingView> out;
  for (const auto& relay : relays()) {
    PendingView view{.relay = protocol::to_text(relay)};
    if (const auto heads = store::outbox_heads(core_->db(), relay)) view.envelopes = heads.value().size();
    if (const auto count = count_errands(core_->db(), relay)) view.tasks = count.value();
    const auto waiting = store::waiting_messages(core_->db());
    if (waiting && relay == core_->relay) view.waiting = waiting.value();
    out.push_back(std::move(view));
  }
  return out;
}

CounterView Engine::counters() const {
  return {core_->counters.undecryptable, core_->counters.duplicates, core_->counters.unknown_mailbox};
}

}  // namespace stille::client
