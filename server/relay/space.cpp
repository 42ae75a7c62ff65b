// How full a mailbox is, FULL, and the one SPACE that follows it.
#include "server/relay/core.hpp"

namespace stille::relay {

Result<void> Relay::Core::count(MailboxState& mailbox) {
  if (mailbox.counted) return ok();
  STILLE_TRY(mailbox.waiting, store_.waiting(mailbox.row.reader_id, mailbox.acked, store::kNoSequenceLimit));
  mailbox.stored_last = mailbox.waiting.last;
  for (const auto write : mailbox.pending) {
    const auto* append = group_.append_at(write);
    auto& waiting = mailbox.waiting;
    waiting = {waiting.count + 1, waiting.bytes + append->body.size(), append->sequence};
  }
  mailbox.counted = true;
  return ok();
}

bool Relay::Core::has_room(const MailboxState& mailbox, std::size_t size) const {
  const bool conversation = mailbox.row.kind == protocol::MailboxKind::conversation;
  const auto& budget = mailbox.row.budget;
  const auto most = conversation ? budget.envelopes : limits_.hellos_waiting;
  return mailbox.waiting.count < most && mailbox.waiting.bytes + size <= budget.bytes;
}

void Relay::Core::refuse_for_space(const Call& call, MailboxState& mailbox) {
  const auto id = call.connection.hello.id;
  auto& writers = mailbox.wants_space;
  const bool known = std::find(writers.begin(), writers.end(), id) != writers.end();
  if (!known && writers.size() < limits_.writers_waiting_for_space) {
    writers.push_back(id);
    call.connection.wants_space.insert(mailbox.row.reader_id);
  }
  answer(call, protocol::Status::full, limits_.retry_full);
}

void Relay::Core::offer_space(MailboxState& mailbox) {
  if (mailbox.wants_space.empty()) return;
  const bool conversation = mailbox.row.kind == protocol::MailboxKind::conversation;
  if (!has_room(mailbox, conversation ? protocol::kLargestEnvelope : protocol::kHelloSize)) return;
  for (const auto id : mailbox.wants_space) announce(id, protocol::Space{mailbox.row.writer_id});
  forget_space(mailbox);
}

void Relay::Core::forget_space(MailboxState& mailbox) {
  for (const auto id : mailbox.wants_space) {
    if (auto* connection = find(id)) connection->wants_space.erase(mailbox.row.reader_id);
  }
  mailbox.wants_space.clear();
}

}  // namespace stille::relay
