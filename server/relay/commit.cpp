// Group commit: when it is due, what becomes of everybody's answers, and what a failure undoes.
#include "server/relay/core.hpp"

namespace stille::relay {

std::optional<TimePoint> Relay::Core::commit_due() const {
  if (group_.awaited()) return group_.awaited_since() + limits_.group_delay;
  if (!group_.empty()) return group_.opened() + limits_.lazy_delay;
  return std::nullopt;
}

bool Relay::Core::commit_now() const {
  return group_.envelopes() >= limits_.group_envelopes ||
         group_.writes().size() + group_.blobs().size() >= limits_.group_writes;
}

Result<void> Relay::Core::commit(TimePoint now) {
  if (group_.empty()) return ok();
  write_blobs(now);
  auto group = std::exchange(group_, {});
  const auto done = store_.commit(group.writes());
  if (!done && done.error().code == Errc::storage_full) {
    growth_paused_until_ = now + limits_.pause_when_disk_is_full;
  }
  for (auto& [to, reply] : group.take_answers()) {
    if (!done) reply = {reply.number, protocol::Status::unavailable, limits_.retry_unavailable, {}, {}};
    answer(to, std::move(reply));
  }
  for (const auto& id : group.blobs()) settle(id, done.has_value());
  std::set<ConnectionId> readers;
  for (auto* mailbox : group.touched()) {
    if (mailbox->subscriber) readers.insert(mailbox->subscriber->connection);
    done ? settle(*mailbox, group) : give_up(*mailbox);
  }
  for (const auto id : readers) {
    if (auto* reader = find(id)) pump(*reader);
  }
  return done;
}

void Relay::Core::settle(MailboxState& mailbox, const OpenGroup& group) {
  mailbox.in_group = mailbox.removal_pending = false;
  if (mailbox.deleted) return mailboxes_.drop(store::ReaderId(mailbox.row.reader_id));
  mailbox.durable = mailbox.row.reserved;
  for (const auto write : mailbox.pending) mailbox.stored_last = group.append_at(write)->sequence;
  mailbox.pending.clear();
  take_turn(mailbox);
}

/// Whether the writes took effect is not known: the row is read again before its next use.
void Relay::Core::give_up(MailboxState& mailbox) {
  mailbox.in_group = mailbox.deleted = false;
  mailbox.stale = true;
  mailbox.pending.clear();
}

}  // namespace stille::relay
