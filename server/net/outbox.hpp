// What waits to be written to one connection, bounded in bytes. Knows no sockets.
#pragma once

#include <deque>

#include "common/protocol/reply.hpp"

namespace stille::server {

class Outbox {
 public:
  explicit Outbox(std::size_t limit) : limit_(limit) {}

  /// False, and nothing is kept, when the bound would be passed: the peer is too slow.
  [[nodiscard]] bool push(protocol::RelayMessage message);

  /// Frames ready for the wire, one after the other, and how many bytes of delivered envelopes are in them.
  struct Batch {
    Bytes frames;
    std::size_t envelope_bytes = 0;
  };
  /// The oldest messages, until the batch has `enough` bytes; empty when nothing waits.
  [[nodiscard]] Batch take(std::size_t enough);
  [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }

 private:
  std::size_t limit_;
  std::size_t bytes_ = 0;
  std::deque<protocol::RelayMessage> messages_;
};

}  // namespace stille::server
