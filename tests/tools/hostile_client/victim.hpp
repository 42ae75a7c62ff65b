// What the attacks are aimed at: one mailbox with envelopes waiting in it, the same for the same seed.
#pragma once

#include "tests/integration/person.hpp"

namespace stille::hostile {

struct Victim {
  protocol::RelayAddress relay;
  testing::Mailbox box;
  std::uint64_t known_envelope = 1;  // its number; sending it again answers DUPLICATE

  /// Creates and fills the mailbox; changes nothing when that has been done before. False: the relay refuses.
  static Result<Victim> prepare(protocol::RelayAddress relay, std::uint64_t seed);
};

}  // namespace stille::hostile
