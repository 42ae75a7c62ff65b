// Deniable authentication of commands (PROTOCOL.md "Command authentication"): one key per connection, mailbox
// and role from X25519, then a keyed BLAKE2b over each command. Both ends compute the same, so a tag proves
// nothing to anybody else.
#pragma once

#include "common/crypto/dh.hpp"
#include "common/protocol/ids.hpp"

namespace stille::protocol {

enum class MailboxRole : std::uint8_t { reader = 'r', writer = 'w' };

using CommandKey = crypto::Secret<struct CommandKeyTag, 32>;

/// What the key depends on besides the Diffie-Hellman value.
struct AuthContext {
  ChannelBinding binding;
  RelayFingerprint relay;
  MailboxRole role = MailboxRole::reader;
  std::array<std::uint8_t, 24> mailbox{};  // reader id or writer id, as the role says
};

/// The client passes its mailbox secret and the relay's session key; the relay its session secret and the
/// mailbox key. weak_shared_secret when the exchange gives zero.
Result<CommandKey> command_key(const crypto::DhSecret& own, const crypto::DhPublic& theirs,
                               const AuthContext& context);
CommandTag command_tag(const CommandKey& key, std::uint64_t number, const AuthContext& context,
                       ByteView command);

}  // namespace stille::protocol
