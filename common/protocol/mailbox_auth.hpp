// Deniable authentication of commands (PROTOCOL.md "Command authentication"): one key per connection, mailbox
// and role from X25519, then a keyed BLAKE2b over each command. Both ends compute the same, so a tag proves
// nothing to anybody else.
#pragma once

#include "common/crypto/dh.hpp"
#include "common/protocol/ids.hpp"

namespace stille::protocol {

/// `ticket` stands for the readers of all mailboxes of a resume ticket.
enum class MailboxRole : std::uint8_t { reader = 'r', writer = 'w', ticket = 't' };

using CommandKey = crypto::Secret<struct CommandKeyTag, 32>;

/// What the key depends on besides the Diffie-Hellman value.
struct AuthContext {
  ChannelBinding binding;
  RelayFingerprint relay;
  MailboxRole role = MailboxRole::reader;
  std::array<std::uint8_t, 24> mailbox{};  // reader id, writer id or ticket_id, as the role says
};

/// What stands for a resume ticket where the id of a mailbox is wanted.
std::array<std::uint8_t, 24> ticket_id(ByteView ticket);

/// The client passes its mailbox or resume secret and the relay's session key; the relay its session secret
/// and the mailbox or resume key. weak_shared_secret when the exchange gives zero.
Result<CommandKey> command_key(const crypto::DhSecret& own, const crypto::DhPublic& theirs,
                               const AuthContext& context);
CommandTag command_tag(const CommandKey& key, std::uint64_t number, const AuthContext& context,
                       ByteView command);

}  // namespace stille::protocol
