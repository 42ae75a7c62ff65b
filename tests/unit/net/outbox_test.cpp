// What waits for a peer is bounded and goes out in order.
#include "server/net/outbox.hpp"

#include <gtest/gtest.h>

#include "common/wire/frame.hpp"

namespace stille::server {
namespace {

protocol::RelayMessage reply(std::uint64_t number) {
  return protocol::Reply{number, protocol::Status::ok, {}, {}, {}};
}

protocol::RelayMessage delivery(std::size_t size) {
  return protocol::Event{protocol::Deliver{{}, 1, Bytes(size)}};
}

TEST(Outbox, Refuses_what_would_pass_its_bound_and_keeps_the_rest) {
  Outbox outbox(1200);
  EXPECT_TRUE(outbox.push(reply(1)));
  EXPECT_TRUE(outbox.push(reply(2)));
  EXPECT_FALSE(outbox.push(reply(3)));
  EXPECT_EQ(outbox.take(100'000).frames.size(), 2 * protocol::kFrameSizes.front());
  EXPECT_TRUE(outbox.empty());
  EXPECT_EQ(outbox.bytes(), 0U);
}

TEST(Outbox, Envelopes_cards_and_lists_count_with_their_size) {
  Outbox outbox(5000);
  EXPECT_FALSE(outbox.push(delivery(16384)));
  EXPECT_FALSE(outbox.push(protocol::Reply{1, protocol::Status::ok, {}, {}, Bytes(4600)}));
  EXPECT_FALSE(outbox.push(
      protocol::Reply{1, protocol::Status::ok, {}, std::vector<protocol::SubscribedEntry>(256), {}}));
  EXPECT_TRUE(outbox.push(delivery(4096)));
}

TEST(Outbox, A_chunk_has_its_bound_in_the_core_and_is_counted_when_written) {
  Outbox outbox(1200);
  protocol::Reply chunk{1, protocol::Status::ok, {}, {}, {}};
  chunk.chunk.resize(protocol::kLargeChunk);
  EXPECT_TRUE(outbox.push(std::move(chunk)));
  EXPECT_TRUE(outbox.push(reply(2)));
  EXPECT_FALSE(outbox.push(reply(3)));
  const auto batch = outbox.take(1);
  EXPECT_EQ(batch.frames.size(), protocol::kFrameSizes.back());
  EXPECT_EQ(batch.payload_bytes, protocol::kLargeChunk);
}

TEST(Outbox, A_batch_ends_once_it_has_enough_and_counts_payload_bytes) {
  Outbox outbox(1'000'000);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(outbox.push(delivery(4096)));
  const auto batch = outbox.take(8000);
  EXPECT_EQ(batch.frames.size(), 2 * protocol::kFrameSizes[1]);
  EXPECT_EQ(batch.payload_bytes, 2U * 4096);
  EXPECT_EQ(outbox.take(1'000'000).payload_bytes, 3U * 4096);
}

}  // namespace
}  // namespace stille::server
