// What a profile wants from a relay: one command at a time, with the mailbox keys that authenticate it.
// Knows nothing of connections; the network shell numbers, tags and sends.
#pragma once

#include <vector>

#include "common/protocol/command.hpp"
#include "common/protocol/mailbox_auth.hpp"
#include "common/protocol/relay_address.hpp"

namespace stille::client {

/// Valid until completed, failed or disconnected; never reused while the engine lives.
using WorkId = std::uint64_t;

/// A key that tags a command; in the order in which relay.proto wants the tags.
struct MailboxKey {
  protocol::MailboxRole role = protocol::MailboxRole::reader;
  std::array<std::uint8_t, 24> mailbox{};
  crypto::DhSecret secret;
};

struct Work {
  WorkId id = 0;
  protocol::Command command;
  std::vector<MailboxKey> keys;
};

/// A mailbox to listen on.
struct WatchedMailbox {
  protocol::ReaderId reader_id;
  crypto::DhSecret secret;
};

/// Acknowledge everything of this mailbox up to here; the engine has committed it.
struct AckUpTo {
  protocol::ReaderId reader_id;
  std::uint64_t up_to = 0;
};

}  // namespace stille::client
