// The frame: its classes, its bounds, its padding.
#include "common/wire/frame.hpp"

#include <gtest/gtest.h>

namespace stille::wire {
namespace {

using protocol::kFrameHeaderSize;
using protocol::kFrameSizes;
using protocol::kLargestMessage;

Errc error_of(const auto& result) {
  return result.error().code;
}

Result<FrameShape> announced(std::uint32_t length) {
  return read_header(be32(length));
}

TEST(Frame, Takes_the_smallest_class_that_fits) {
  std::size_t smallest = 1;
  for (auto size : kFrameSizes) {
    EXPECT_EQ(write_frame(Bytes(smallest, 1)).value().size(), size);
    EXPECT_EQ(write_frame(Bytes(size - kFrameHeaderSize, 1)).value().size(), size);
    smallest = size - kFrameHeaderSize + 1;
  }
}

TEST(Frame, A_message_comes_back_from_its_frame) {
  for (std::size_t size : {std::size_t{1}, std::size_t{508}, std::size_t{509}, kLargestMessage}) {
    const Bytes message(size, 0xab);
    const auto frame = write_frame(message).value();
    FrameHeader header{};
    std::copy_n(frame.begin(), header.size(), header.begin());
    const auto shape = read_header(header).value();
    EXPECT_TRUE(same(read_body(shape, ByteView(frame).subspan(kFrameHeaderSize)).value(), message));
  }
}

TEST(Frame, Announced_lengths_are_bounded_before_anything_is_read) {
  EXPECT_EQ(error_of(announced(0)), Errc::bad_length);
  EXPECT_EQ(announced(1).value().whole, kFrameSizes.front());
  const auto most = static_cast<std::uint32_t>(kLargestMessage);
  EXPECT_EQ(announced(most - 1).value().whole, kFrameSizes.back());
  EXPECT_EQ(announced(most).value().whole, kFrameSizes.back());
  EXPECT_EQ(error_of(announced(most + 1)), Errc::too_large);
  EXPECT_EQ(error_of(announced(0x7fff'ffff)), Errc::too_large);
  EXPECT_EQ(error_of(announced(0x8000'0000)), Errc::too_large);
  EXPECT_EQ(error_of(announced(0xffff'ffff)), Errc::too_large);
}

TEST(Frame, A_message_above_the_largest_cannot_be_framed) {
  EXPECT_EQ(error_of(write_frame(Bytes(kLargestMessage + 1, 1))), Errc::too_large);
  EXPECT_EQ(error_of(write_frame({})), Errc::bad_length);
}

TEST(Frame, Padding_that_is_not_zero_is_refused_at_every_place) {
  const auto shape = frame_shape(100).value();
  const auto frame = write_frame(Bytes(100, 1)).value();
  const Bytes body(frame.begin() + kFrameHeaderSize, frame.end());
  ASSERT_TRUE(read_body(shape, body).has_value());
  for (std::size_t at = 100; at < body.size(); ++at) {
    auto changed = body;
    changed[at] = 1;
    EXPECT_EQ(error_of(read_body(shape, changed)), Errc::not_canonical);
  }
}

TEST(Frame, A_body_of_another_size_than_announced_is_refused) {
  const auto shape = frame_shape(100).value();
  EXPECT_EQ(error_of(read_body(shape, Bytes(shape.body() - 1))), Errc::bad_length);
  EXPECT_EQ(error_of(read_body(shape, Bytes(shape.body() + 1))), Errc::bad_length);
}

}  // namespace
}  // namespace stille::wire
