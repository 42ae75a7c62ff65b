// The name of a message in a group: what it says and everything it stands on. Equal at everybody who got the
// same (PROTOCOL.md 23.6). Knows nothing of how it is sent.
#pragma once

#include <span>

#include "client/e2e/roster_op.hpp"

namespace stille::e2e {

using GroupMessageHash = Fixed<struct GroupMessageHashTag, 32>;
using Half = std::span<const std::uint8_t, 16>;

struct GroupMessagePlace {
  const GroupId& gid;
  const Iid& author;
  std::uint64_t gseq = 0;
  Half prev;  // of the author's message before, zeros for the first
  Half head;
};

/// `refs` in their encoding: member u16, gseq u64, hash 16, one after the other.
GroupMessageHash group_message_hash(const GroupMessagePlace& place, ByteView refs, ByteView body);

}  // namespace stille::e2e
