// One link by which anybody who has it can ask to become a contact, as often as they like: a face of the
// engine of its own. Nobody comes in without our yes (PROTOCOL.md sections 5 and 15.8).
#pragma once

#include "client/core/engine.hpp"

namespace stille::client {

/// Requests that wait for an answer; a HELLO above that is dropped.
inline constexpr std::size_t kMostRequests = 256;

struct ContactAddressView {
  std::string link;    // stille://.../c#...
  bool ready = false;  // the relay has it
};

class ContactAddress {
 public:
  Result<std::optional<ContactAddressView>> show() const;
  /// Made if there is none. Works offline.
  Result<ContactAddressView> create();
  /// It leads nowhere any more; the next one is another. not_found.
  Result<void> revoke();

 private:
  friend class Engine;
  explicit ContactAddress(Engine::Core& core) : core_(core) {}
  Engine::Core& core_;
};

}  // namespace stille::client
