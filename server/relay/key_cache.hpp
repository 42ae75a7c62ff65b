// The command keys of one connection, so that only the first command on a mailbox costs an X25519.
// Bounded: the one not used for longest goes. Knows nothing of which mailboxes exist.
#pragma once

#include <list>
#include <map>

#include "common/protocol/mailbox_auth.hpp"

namespace stille::relay {

class KeyCache {
 public:
  explicit KeyCache(std::size_t capacity) noexcept : capacity_(capacity) {}

  /// The key between the connection's `session` secret and `mailbox_key`, cached under the context's role and
  /// mailbox. A mailbox key of small order gives `fallback`'s key.
  const protocol::CommandKey& get(const crypto::DhSecret& session, const crypto::DhPublic& mailbox_key,
                                  const crypto::DhPublic& fallback, const protocol::AuthContext& context);
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

 private:
  using Name = std::pair<protocol::MailboxRole, std::array<std::uint8_t, 24>>;
  struct Entry {
    Name name;
    crypto::DhPublic made_from;  // a mailbox may come, go and come back with other keys
    protocol::CommandKey key;
  };

  std::size_t capacity_;
  std::list<Entry> keys_;  // most recently used first
  std::map<Name, std::list<Entry>::iterator> by_name_;
};

}  // namespace stille::relay
