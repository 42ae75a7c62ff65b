// With which tickets a connection has resumed: the key that stands for the reader keys of their mailboxes.
// Knows nothing of which of them it still reads.
#pragma once

#include "common/protocol/mailbox_auth.hpp"
#include "server/relay/tickets.hpp"

namespace stille::relay {

class Resumptions {
 public:
  /// From now on `key` stands for the readers of these mailboxes, which are in ascending order of ids.
  void add(protocol::CommandKey key, std::vector<TicketedMailbox> mailboxes);
  /// The one added last; null unless a mailbox of this id was resumed under this reader key. Good until the
  /// next add().
  [[nodiscard]] const protocol::CommandKey* key_of(const std::array<std::uint8_t, 24>& id,
                                                   const crypto::DhPublic& reader_key) const;
  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }

 private:
  struct Resumption {
    protocol::CommandKey key;
    std::vector<TicketedMailbox> mailboxes;
  };
  std::vector<Resumption> all_;  // the newest last
};

}  // namespace stille::relay
