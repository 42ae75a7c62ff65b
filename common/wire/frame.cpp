#include "common/wire/frame.hpp"

namespace stille::wire {

Result<FrameShape> frame_shape(std::size_t message_size) {
  if (message_size == 0) return fail(Errc::bad_length);
  for (auto whole : protocol::kFrameSizes) {
    if (message_size <= whole - protocol::kFrameHeaderSize) return FrameShape{message_size, whole};
  }
  return fail(Errc::too_large);
}

Result<FrameShape> read_header(const FrameHeader& header) {
  std::size_t length = 0;
  for (auto byte : header) length = (length << 8U) | byte;
  return frame_shape(length);
}

Result<ByteView> read_body(const FrameShape& shape, ByteView body) {
  if (body.size() != shape.body()) return fail(Errc::bad_length);
  const auto padding = body.subspan(shape.message);
  if (std::any_of(padding.begin(), padding.end(), [](auto byte) { return byte != 0; }))
    return fail(Errc::not_canonical);
  return body.first(shape.message);
}

Result<Bytes> write_frame(ByteView message) {
  STILLE_TRY(auto shape, frame_shape(message.size()));
  Bytes out(shape.whole);
  const auto header = be32(static_cast<std::uint32_t>(message.size()));
  std::copy(header.begin(), header.end(), out.begin());
  std::copy(message.begin(), message.end(), out.begin() + protocol::kFrameHeaderSize);
  return out;
}

}  // namespace stille::wire
