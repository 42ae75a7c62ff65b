// Who may do what: rate bounds and command tags. An unknown mailbox costs what a known one costs.
#include "server/relay/core.hpp"

namespace stille::relay {

using protocol::MailboxRole;
using protocol::Status;

namespace {

// One for every mailbox that the command acts on; with another number none of them counts.
std::size_t tags_wanted(const protocol::Command& command) {
  if (std::holds_alternative<protocol::BlobCreate>(command)) return 2;
  const auto* subscribe = std::get_if<protocol::Subscribe>(&command);
  return subscribe == nullptr ? 1 : subscribe->entries.size();
}

/// In commands. Each mailbox of a batch is work: a row, and an X25519 where every one is proved by itself.
std::size_t cost_of(const protocol::Command& command) {
  constexpr std::size_t kResumedForOne = 4;
  const auto shared = [](std::size_t mailboxes) {
    return std::max<std::size_t>(1, (mailboxes + kResumedForOne - 1) / kResumedForOne);
  };
  if (const auto* ticket = std::get_if<protocol::Ticket>(&command)) return shared(ticket->reader_ids.size());
  if (const auto* resume = std::get_if<protocol::Resume>(&command))
    return shared(Tickets::mailboxes_in(resume->ticket.size()));
  return std::max<std::size_t>(1, tags_wanted(command));
}

}  // namespace

bool Relay::Core::admitted(const Call& call) {
  const auto wait = wait_for_turn(call.connection, cost_of(call.request.command), call.now);
  if (wait) answer(call, Status::slow_down, *wait);
  return !wait;
}

std::optional<milliseconds> Relay::Core::wait_for_turn(Connection& connection, std::size_t cost,
                                                       TimePoint now) {
  auto& source = connection.source;
  if (const auto wait = connection.refusals.wait(now)) return wait;
  if (const auto wait = source.refusals.wait(now); wait && !connection.authenticated) return wait;
  if (const auto wait = connection.commands.take(cost, now)) return wait;
  return source.commands.take(cost, now);
}

bool Relay::Core::tag_fits(const Call& call, std::size_t tag, const protocol::AuthContext& context,
                           const crypto::DhPublic* key) {
  auto& connection = call.connection;
  const auto& known = key == nullptr ? nobody_ : *key;
  const auto* resumed =
      context.role == MailboxRole::reader ? connection.resumptions.key_of(context.mailbox, known) : nullptr;
  const auto& command_key =
      resumed != nullptr ? *resumed
                         : connection.keys.get(connection.hello.session_secret, known, nobody_, context);
  const bool fits = carries_tag(call, tag, context, command_key);
  return fits && key != nullptr;
}

bool Relay::Core::carries_tag(const Call& call, std::size_t tag, const protocol::AuthContext& context,
                              const protocol::CommandKey& key) {
  const auto& request = call.request;
  const auto expected = protocol::command_tag(key, request.number, context, request.command_bytes);
  const bool all_there = request.tags.size() == tags_wanted(request.command);
  const auto given = all_there ? request.tags[tag] : protocol::CommandTag{};
  return crypto::equal(expected.raw, given.raw);
}

bool Relay::Core::by_reader(const Call& call, std::size_t tag, const store::ReaderId& id,
                            const MailboxState* mailbox) {
  return proves(call, tag, MailboxRole::reader, id.raw, usable(mailbox) ? &mailbox->row.reader_key : nullptr);
}

bool Relay::Core::by_writer(const Call& call, const store::WriterId& id, const MailboxState* mailbox) {
  return proves(call, 0, MailboxRole::writer, id.raw, usable(mailbox) ? &mailbox->row.writer_key : nullptr);
}

bool Relay::Core::proves(const Call& call, std::size_t tag, MailboxRole role,
                         const std::array<std::uint8_t, 24>& id, const crypto::DhPublic* key) {
  const bool fits = tag_fits(call, tag, {call.connection.hello.binding, self_, role, id}, key);
  if (fits) proved(call.connection);
  return fits;
}

void Relay::Core::proved(Connection& connection) {
  if (std::exchange(connection.authenticated, true)) return;
  actions_.push_back(Authenticated{connection.hello.id});
}

void Relay::Core::deny(const Call& call) {
  (void)call.connection.refusals.take(1, call.now);
  (void)call.connection.source.refusals.take(1, call.now);
  answer(call, Status::denied);
}

}  // namespace stille::relay
