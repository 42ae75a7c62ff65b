// The largest frames: who may send them, and how many are taken before the reader stops.
#include "tests/unit/net/raw_client.hpp"

namespace stille::server {
namespace {

using protocol::Status;

struct LargeFrame : testing::Test {
  Shell shell;
};

TEST_F(LargeFrame, The_largest_frame_is_taken_only_from_who_has_proved_a_key) {
  shell.core.authenticates = true;
  RawClient known(shell);
  known.greet();
  ASSERT_TRUE(known.ping(1).has_value());
  EXPECT_EQ(known.status(), Status::ok);
  ASSERT_TRUE(known.put(2).has_value());
  EXPECT_EQ(known.status(), Status::ok);
  RawClient stranger(shell);
  stranger.greet();
  const auto taken = shell.core.taken;
  const Bytes length{0, 1, 1, 0xfd};  // one byte more than the largest message of a stranger
  ASSERT_TRUE(shell.finish(stranger.stream->tls().write(length)).has_value());
  EXPECT_TRUE(stranger.is_cut());
  RawClient early(shell);
  ASSERT_TRUE(early.shake().has_value());
  ASSERT_TRUE(shell.finish(early.stream->tls().write(length)).has_value());
  EXPECT_TRUE(early.is_cut());
  EXPECT_EQ(shell.core.taken, taken);
}

TEST_F(LargeFrame, The_reader_stops_at_the_bound_of_bytes_in_flight_and_goes_on_afterwards) {
  shell.core.authenticates = true;
  RawClient client(shell);
  client.greet();
  ASSERT_TRUE(client.ping(1).has_value());
  EXPECT_EQ(client.status(), Status::ok);
  shell.core.answers = false;
  constexpr std::uint64_t kLast = 6;
  const auto sent = shell.ends.start([](RawClient& to) -> asio::awaitable<Result<void>> {
    for (std::uint64_t number = 2; number <= kLast; ++number) {
      auto message = wire::write_client_message(
          protocol::Request{number,
                            protocol::Ping{},
                            wire::write_command(protocol::BlobPut{{}, 0, Bytes(protocol::kLargeChunk)}),
                            {}});
      STILLE_CO_TRYV(co_await to.stream->write(std::move(message)));
    }
    co_return ok();
  }(client));
  shell.until([&] { return shell.core.taken == 3; });
  shell.settle();
  EXPECT_EQ(shell.core.taken, 3U);  // the ping, and as many as the bound has room for
  shell.core.answers = true;
  shell.core.answer_all();
  shell.until([&] { return shell.core.taken == kLast; });
}

}  // namespace
}  // namespace stille::server
