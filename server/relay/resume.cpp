// TICKET and RESUME: subscriptions of one connection come back on a later one, all of them with one proof.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::Status;

Result<void> Relay::Core::run(const Call& call, const protocol::Ticket& command) {
  if (!call.request.tags.empty()) {
    answer(call, Status::bad_request);
    return ok();
  }
  std::vector<TicketedMailbox> mailboxes;
  for (const auto& id : command.reader_ids) {
    // Who is subscribed has proved the reader key that the mailbox has now. Nothing is read for anybody else.
    if (!call.connection.subscriptions.contains(id)) {
      deny(call);
      return ok();
    }
    STILLE_TRY(const auto* mailbox, mailboxes_.by_reader(id));
    if (!usable(mailbox)) {
      deny(call);
      return ok();
    }
    mailboxes.push_back(TicketedMailbox::of(id, mailbox->row.reader_key));
  }
  protocol::Reply reply{call.request.number, Status::ok, {}, {}, {}};
  reply.ticket = tickets_.seal(command.resume_key, mailboxes);
  answer(call.connection.hello.id, std::move(reply));
  return ok();
}

Result<void> Relay::Core::run(const Call& call, const protocol::Resume& command) {
  auto& connection = call.connection;
  auto ticket = tickets_.open(command.ticket);
  const protocol::AuthContext context{connection.hello.binding, self_, protocol::MailboxRole::ticket,
                                      protocol::ticket_id(command.ticket)};
  auto key =
      connection.keys
          .get(connection.hello.session_secret, ticket ? ticket->resume_key : nobody_, nobody_, context)
          .clone();
  if (!carries_tag(call, 0, context, key) || !ticket) {
    deny(call);
    return ok();
  }
  const bool too_many =
      connection.subscriptions.size() + ticket->mailboxes.size() > limits_.subscriptions_per_connection;
  if (too_many || connection.resumptions.size() >= limits_.resumptions_per_connection) {
    answer(call, Status::full);
    return ok();
  }
  protocol::Reply reply{call.request.number, Status::ok, {}, {}, {}};
  STILLE_TRY(auto resumed, resume(call, *ticket, reply));
  if (!resumed.empty()) {
    proved(connection);
    connection.resumptions.add(std::move(key), std::move(resumed));
  }
  answer(connection.hello.id, std::move(reply));
  pump(connection);
  return ok();
}

/// Which of them the connection reads now. A store that fails half-way leaves the first ones subscribed and
/// none resumed: their own keys hold.
Result<std::vector<TicketedMailbox>> Relay::Core::resume(const Call& call, const OpenedTicket& ticket,
                                                         protocol::Reply& reply) {
  const auto window = std::get<protocol::Resume>(call.request.command).window;
  std::vector<TicketedMailbox> resumed;
  for (const auto& entry : ticket.mailboxes) {
    STILLE_TRY(auto* mailbox, mailboxes_.by_reader(entry.id));
    auto& said = reply.subscribed.emplace_back();
    if (!usable(mailbox) || !entry.has(mailbox->row.reader_key)) continue;
    STILLE_TRY(said, subscribe(call.connection, *mailbox, window));
    resumed.push_back(entry);
  }
  return resumed;
}

}  // namespace stille::relay
