// ACK: cumulative. What the reader has need not be kept; what is not on disk yet never gets there.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::Status;

Result<void> Relay::Core::run(const Call& call, const protocol::Ack& command) {
  STILLE_TRY(auto* mailbox, mailboxes_.by_reader(command.reader_id));
  if (!by_reader(call, 0, command.reader_id, mailbox)) {
    deny(call);
    return ok();
  }
  STILLE_TRYV(count(*mailbox));
  const auto up_to = std::min(command.up_to, mailbox->next - 1);
  store::Waiting gone;
  if (up_to > mailbox->acked && mailbox->stored_last > mailbox->acked) {
    STILLE_TRY(gone, store_.waiting(command.reader_id, mailbox->acked, up_to));
  }
  if (gone.count > 0) {
    group_.touch(*mailbox);
    group_.add(store::RemoveUpTo{command.reader_id, up_to}, call.now);
    mailbox->removal_pending = true;
  }
  auto& waiting = mailbox->waiting;
  waiting.count -= gone.count;
  waiting.bytes -= gone.bytes;
  keep_marks_only(*mailbox, up_to);
  if (waiting.last <= up_to) waiting.last = 0;
  mailbox->acked = std::max(mailbox->acked, up_to);
  mailbox->removal_pending ? answer_when_durable(call, Status::ok) : answer(call, Status::ok);
  offer_space(*mailbox);
  if (!mailbox->subscriber) return ok();
  std::erase_if(mailbox->subscriber->outstanding, [&](std::uint64_t sequence) { return sequence <= up_to; });
  take_turn(*mailbox);
  if (auto* reader = find(mailbox->subscriber->connection)) pump(*reader);
  return ok();
}

/// The fast path's end: the reader was quicker than the disk, so the sender can be told at once.
void Relay::Core::keep_marks_only(MailboxState& mailbox, std::uint64_t up_to) {
  std::erase_if(mailbox.pending, [&](std::size_t write) {
    const auto* append = group_.append_at(write);
    if (append->sequence > up_to) return false;
    --mailbox.waiting.count;
    mailbox.waiting.bytes -= append->body.size();
    auto [to, reply] = group_.keep_mark_only(write);
    answer(to, std::move(reply));
    return true;
  });
}

}  // namespace stille::relay
