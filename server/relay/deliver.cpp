// DELIVER: in order of sequence numbers, within the reader's window and the connection's outbound budget;
// mailboxes of one connection take turns.
#include "server/relay/core.hpp"

namespace stille::relay {

void Relay::Core::deliver(Connection& connection, MailboxState& mailbox, store::StoredEnvelope envelope) {
  auto& subscriber = *mailbox.subscriber;
  subscriber.delivered = envelope.sequence;
  subscriber.outstanding.push_back(envelope.sequence);
  connection.unwritten += envelope.body.size();
  outbound_ += envelope.body.size();
  ++figures_.delivered;
  announce(connection.hello.id,
           protocol::Deliver{mailbox.row.reader_id, envelope.sequence, std::move(envelope.body)});
}

/// Before the commit: only a number that no crash can give out again, and only if nothing older waits. Not
/// the HELLO that claims a link: after a crash another one could claim it.
void Relay::Core::deliver_at_once(MailboxState& mailbox, std::uint64_t sequence, ByteView envelope) {
  if (!mailbox.subscriber || sequence > mailbox.durable || mailbox.row.claimed_by) return;
  const auto& subscriber = *mailbox.subscriber;
  auto* connection = find(subscriber.connection);
  if (connection == nullptr || mailbox.waiting.last > subscriber.delivered) return;
  const bool fits =
      connection->unwritten == 0 || connection->unwritten + envelope.size() <= limits_.outbound_bytes;
  if (!fits || subscriber.outstanding.size() >= subscriber.window) return;
  deliver(*connection, mailbox, {sequence, Bytes(envelope.begin(), envelope.end())});
}

void Relay::Core::take_turn(MailboxState& mailbox) {
  if (!mailbox.subscriber || mailbox.subscriber->in_turn) return;
  auto& subscriber = *mailbox.subscriber;
  if (mailbox.stored_last <= std::max(subscriber.delivered, mailbox.acked)) return;
  if (subscriber.outstanding.size() >= subscriber.window) return;
  if (auto* connection = find(subscriber.connection)) {
    subscriber.in_turn = true;
    connection->turns.push_back(mailbox.row.reader_id);
  }
}

void Relay::Core::written(ConnectionId id, std::size_t payload_bytes) {
  auto* connection = find(id);
  if (connection == nullptr) return;
  forget_outbound(*connection, payload_bytes);
  pump(*connection);
  pump_chunks(*connection);
  pump_waiting_readers();
}

void Relay::Core::pump(Connection& connection) {
  while (!connection.turns.empty() && connection.unwritten < limits_.outbound_bytes) {
    const auto id = connection.turns.front();
    const auto mailbox = mailboxes_.by_reader(id);
    if (!mailbox) return;  // the next tick tries again
    auto* state = mailbox.value();
    if (state != nullptr && state->subscriber && state->subscriber->connection == connection.hello.id) {
      const auto went = deliver_stored(connection, *state);
      if (!went || !went.value()) return;
      state->subscriber->in_turn = false;
      connection.turns.pop_front();
      take_turn(*state);
    } else {
      connection.turns.pop_front();
    }
  }
}

/// False when the next envelope has to wait for the connection's budget.
Result<bool> Relay::Core::deliver_stored(Connection& connection, MailboxState& mailbox) {
  STILLE_TRYV(count(mailbox));
  const auto& subscriber = *mailbox.subscriber;
  const auto after = std::max(subscriber.delivered, mailbox.acked);
  if (mailbox.stored_last <= after || subscriber.outstanding.size() >= subscriber.window) return true;
  const bool idle = connection.unwritten == 0;
  const auto bytes = idle ? std::max(limits_.outbound_bytes, protocol::kLargestEnvelope)
                          : limits_.outbound_bytes - connection.unwritten;
  const auto room = subscriber.window - subscriber.outstanding.size();
  STILLE_TRY(auto envelopes, store_.read(mailbox.row.reader_id, after, {room, bytes}));
  if (envelopes.empty() && !idle) return false;
  if (envelopes.empty()) mailbox.stored_last = after;  // the rest has expired
  for (auto& envelope : envelopes) deliver(connection, mailbox, std::move(envelope));
  return true;
}

}  // namespace stille::relay
