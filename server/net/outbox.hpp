// What waits to be written to one connection, bounded in bytes. Chunks of blobs do not count: the core hands
// out the next one only when the last has been written. Knows no sockets.
#pragma once

#include <deque>

#include "common/protocol/reply.hpp"

namespace stille::server {

/// What the answer to a command counts for in an outbox, at most.
std::size_t largest_answer(const protocol::Command& command);

class Outbox {
 public:
  explicit Outbox(std::size_t limit) : limit_(limit) {}

  /// False, and nothing is kept, when the bound would be passed: the peer is too slow.
  [[nodiscard]] bool push(protocol::RelayMessage message);

  /// Frames ready for the wire, one after the other, and how many bytes of envelopes and chunks are in them.
  struct Batch {
    Bytes frames;
    std::size_t payload_bytes = 0;
    std::size_t counted = 0;  // what they were in bytes()
  };
  /// The oldest messages, until the batch has `enough` bytes; empty when nothing waits.
  [[nodiscard]] Batch take(std::size_t enough);
  [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

 private:
  [[nodiscard]] Bytes next_message();

  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::deque<protocol::RelayMessage> messages_;
};

}  // namespace stille::server
