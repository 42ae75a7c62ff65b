// What the core has done since it began and what it holds now: numbers only, of nobody in particular.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace stille::relay {

struct Figures {
  // Since the start; they only grow.
  std::uint64_t requests = 0;
  std::array<std::uint64_t, 32> answers{};  // by protocol::Status
  std::uint64_t delivered = 0;              // envelopes handed to readers
  // Now.
  std::size_t connections = 0;
  std::size_t subscriptions = 0;
  std::size_t cached_mailboxes = 0;
};

}  // namespace stille::relay
