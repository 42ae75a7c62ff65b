// A relay's ticket for a later connection, with the secret that makes it worth something.
#pragma once

#include <vector>

#include "common/crypto/dh.hpp"
#include "common/protocol/ids.hpp"

namespace stille::net {

/// Move-only. For memory alone: for a day it stands for the reader keys of all these mailboxes.
struct ResumeTicket {
  Bytes ticket;
  crypto::DhSecret secret;
  std::vector<protocol::ReaderId> mailboxes;  // ascending; RESUME is answered in this order
};

}  // namespace stille::net
