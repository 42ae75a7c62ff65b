// Frames: how a message travels. u32 big-endian length of the message, the message, zeros up to the smallest
// size class that fits. Knows nothing of what a message says. PROTOCOL.md "Relay", frames.
#pragma once

#include "common/base/bytes.hpp"
#include "common/protocol/limits.hpp"

namespace stille::wire {

using FrameHeader = std::array<std::uint8_t, protocol::kFrameHeaderSize>;

/// What the four header bytes announce.
struct FrameShape {
  std::size_t message = 0;  // 1 to kLargestMessage
  std::size_t whole = 0;    // one of kFrameSizes, header included
  /// Bytes that follow the header: the message and its padding.
  [[nodiscard]] std::size_t body() const noexcept { return whole - protocol::kFrameHeaderSize; }
};

/// The class of a message of this size: bad_length for none at all, too_large above kLargestMessage.
Result<FrameShape> frame_shape(std::size_t message_size);
/// The same from the wire; call it before any buffer is made.
Result<FrameShape> read_header(const FrameHeader& header);
/// The message at the front of `body`, which is shape.body() bytes; not_canonical unless all padding is zero.
/// The view lives as long as `body`.
Result<ByteView> read_body(const FrameShape& shape, ByteView body);

/// One whole frame; the errors of frame_shape.
Result<Bytes> write_frame(ByteView message);

}  // namespace stille::wire
