// SUBSCRIBE: who a mailbox's envelopes go to. The newest connection takes over.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::Status;

Result<void> Relay::Core::run(const Call& call, const protocol::Subscribe& command) {
  auto& connection = call.connection;
  const auto count = command.entries.size();
  if (count > protocol::kMostSubscriptionsPerCommand) {
    answer(call, Status::bad_request);
    return ok();
  }
  if (connection.subscriptions.size() + count > limits_.subscriptions_per_connection) {
    answer(call, Status::full);
    return ok();
  }
  protocol::Reply reply{call.request.number, Status::ok, {}, {}, {}};
  for (std::size_t entry = 0; entry < count; ++entry) {
    // A store that fails half-way leaves the first ones subscribed; asking again is harmless.
    STILLE_TRY(reply.subscribed.emplace_back(), subscribe(call, entry));
  }
  answer(connection.hello.id, std::move(reply));
  pump(connection);
  return ok();
}

Result<protocol::SubscribedEntry> Relay::Core::subscribe(const Call& call, std::size_t entry) {
  const auto& wanted = std::get<protocol::Subscribe>(call.request.command).entries[entry];
  STILLE_TRY(auto* mailbox, mailboxes_.by_reader(wanted.reader_id));
  if (!by_reader(call, entry, wanted.reader_id, mailbox)) {
    (void)call.connection.refusals.take(1, call.now);
    return protocol::SubscribedEntry{};
  }
  return subscribe(call.connection, *mailbox, wanted.window);
}

Result<protocol::SubscribedEntry> Relay::Core::subscribe(Connection& connection, MailboxState& mailbox,
                                                         std::uint32_t window) {
  STILLE_TRYV(count(mailbox));
  const bool here = mailbox.subscriber && mailbox.subscriber->connection == connection.hello.id;
  if (mailbox.subscriber && !here) {
    announce(mailbox.subscriber->connection, protocol::TakenOver{mailbox.row.reader_id});
    unsubscribe(mailbox);
  }
  if (!here) mailbox.subscriber.emplace().connection = connection.hello.id;
  if (window == 0) window = protocol::kDefaultWindow;
  mailbox.subscriber->window = std::min(window, protocol::kLargestWindow);
  connection.subscriptions.insert(mailbox.row.reader_id);
  take_turn(mailbox);
  return protocol::SubscribedEntry{Status::ok, mailbox.waiting.last, mailbox.row.further_claims};
}

void Relay::Core::unsubscribe(MailboxState& mailbox) {
  if (!mailbox.subscriber) return;
  if (auto* connection = find(mailbox.subscriber->connection)) {
    connection->subscriptions.erase(mailbox.row.reader_id);
    if (mailbox.subscriber->in_turn) std::erase(connection->turns, mailbox.row.reader_id);
  }
  mailbox.subscriber.reset();
}

}  // namespace stille::relay
