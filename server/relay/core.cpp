#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::Status;

Relay::Core::Core(Limits limits, protocol::RelayFingerprint self, store::MailboxStore& store,
                  crypto::Rng& rng)
    : limits_(limits),
      self_(self),
      store_(store),
      rng_(rng),
      nobody_(crypto::dh_keypair(rng).public_key),
      tickets_(rng),
      mailboxes_(store, limits.cached_mailboxes, rng),
      blobs_(store, std::max<std::size_t>(limits.cached_blobs, 8), rng) {}

void Relay::Core::connected(Connected who, TimePoint now) {
  const auto id = who.id;
  auto& source = sources_.join(who.source, limits_, now);
  connections_.try_emplace(id, std::move(who), source, limits_, now);
}

void Relay::Core::disconnected(ConnectionId id) {
  auto* connection = find(id);
  if (connection == nullptr) return;
  for (const auto& mailbox_id : connection->subscriptions) {
    if (auto* mailbox = mailboxes_.in_hand(mailbox_id)) mailbox->subscriber.reset();
  }
  for (const auto& mailbox_id : connection->wants_space) {
    if (auto* mailbox = mailboxes_.in_hand(mailbox_id)) std::erase(mailbox->wants_space, id);
  }
  for (const auto work : connection->wanted) work_.erase(work);
  outbound_ -= connection->unwritten;
  sources_.leave(connection->hello.source);
  connections_.erase(id);
  pump_waiting_readers();
}

void Relay::Core::handle(ConnectionId id, protocol::Request& request, TimePoint now) {
  auto* connection = find(id);
  if (connection == nullptr || connection->closing) return;
  if (request.number <= connection->last_number) {
    connection->closing = true;
    actions_.push_back(CloseConnection{id});
    return;
  }
  connection->last_number = request.number;
  ++figures_.requests;
  const Call call{*connection, request, now};
  if (shutting_down_) return answer(call, Status::unavailable, limits_.retry_go_away);
  if (!admitted(call)) return;
  // The shell should have done so; a group has its bound even if it has not. Its answers carry the outcome.
  if (commit_now()) (void)commit(now).has_value();
  const auto done = std::visit([&](auto& command) { return run(call, command); }, request.command);
  if (!done) answer(call, Status::unavailable, limits_.retry_unavailable);
}

Result<void> Relay::Core::run(const Call& call, const protocol::Ping&) {
  answer(call, call.request.tags.empty() ? Status::ok : Status::bad_request);
  return ok();
}

Result<void> Relay::Core::run(const Call& call, const protocol::Unsupported&) {
  answer(call, Status::unsupported);
  return ok();
}

void Relay::Core::answer(const Call& call, Status status, milliseconds retry_after) {
  answer(call.connection.hello.id, {call.request.number, status, retry_after, {}, {}});
}

void Relay::Core::answer(ConnectionId to, protocol::Reply reply) {
  const auto status = static_cast<std::size_t>(reply.status);
  if (status < figures_.answers.size()) ++figures_.answers[status];
  if (find(to) != nullptr) actions_.push_back(SendMessage{to, std::move(reply)});
}

void Relay::Core::answer_when_durable(const Call& call, Status status) {
  group_.promise(call.connection.hello.id, {call.request.number, status, {}, {}, {}}, call.now);
}

void Relay::Core::announce(ConnectionId to, protocol::Event event) {
  if (find(to) != nullptr) actions_.push_back(SendMessage{to, std::move(event)});
}

void Relay::Core::put(MailboxState& mailbox, TimePoint now) {
  group_.touch(mailbox);
  group_.add(store::PutMailbox{mailbox.row}, now);
}

Connection* Relay::Core::find(ConnectionId id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

void Relay::Core::shut_down() {
  if (std::exchange(shutting_down_, true)) return;
  const auto spread = static_cast<std::uint64_t>(limits_.retry_go_away_spread.count());
  for (const auto& [id, connection] : connections_) {
    const auto extra = static_cast<milliseconds::rep>(rng_.below(spread + 1));
    announce(id, protocol::GoAway{limits_.retry_go_away + milliseconds(extra)});
  }
}

}  // namespace stille::relay
