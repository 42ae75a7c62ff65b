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

/// A blocked mailbox is like none.
bool usable(const MailboxState* mailbox) {
  return mailbox != nullptr && !mailbox->row.blocked;
}

}  // namespace

bool Relay::Core::admitted(const Call& call) {
  const auto cost = std::max<std::size_t>(1, tags_wanted(call.request.command));
  const auto wait = wait_for_turn(call.connection, cost, call.now);
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
  const auto& request = call.request;
  const auto& command_key =
      connection.keys.get(connection.hello.session_secret, key == nullptr ? nobody_ : *key, nobody_, context);
  const auto expected = protocol::command_tag(command_key, request.number, context, request.command_bytes);
  const bool all_there = request.tags.size() == tags_wanted(request.command);
  const auto given = all_there ? request.tags[tag] : protocol::CommandTag{};
  const bool fits = crypto::equal(expected.raw, given.raw);
  return fits && key != nullptr;
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
