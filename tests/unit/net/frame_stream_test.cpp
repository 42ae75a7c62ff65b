// Whole messages over TLS, and frames that break their form.
#include "common/net/frame_stream.hpp"

#include <gtest/gtest.h>

#include "tests/unit/net/two_ends.hpp"

namespace stille::net {
namespace {

struct Frames : testing::Test {
  Frames() {
    Tcp::acceptor acceptor(ends.context, {asio::ip::address_v4::loopback(), 0});
    Tcp::socket near(ends.context);
    near.connect(acceptor.local_endpoint());
    client.emplace(std::move(near));
    relay.emplace(acceptor.accept());
    const auto shake = ends.start(client->tls().handshake(TlsContext::for_client(identity.fingerprint())));
    const auto certificate = identity.certify(TimePoint{}, rng);
    EXPECT_TRUE(ends.finish(relay->tls().handshake(TlsContext::for_relay(certificate).value())).has_value());
  }

  /// What the relay makes of these raw bytes.
  Result<Bytes> received(Bytes bytes) {
    const auto write = ends.start(client->tls().write(bytes));
    return ends.finish(relay->read());
  }

  crypto::SeededRng rng{2};
  RelayIdentity identity = RelayIdentity::generate(rng);
  TwoEnds ends;
  std::optional<FrameStream> client;
  std::optional<FrameStream> relay;
};

TEST_F(Frames, A_message_of_every_class_arrives) {
  for (std::size_t size : {std::size_t{1}, std::size_t{509}, std::size_t{5000}, protocol::kLargestMessage}) {
    Bytes message(size, 7);
    const auto write = ends.start(client->write(message));
    EXPECT_EQ(ends.finish(relay->read()).value(), message);
  }
}

TEST_F(Frames, A_message_that_no_frame_holds_is_not_sent) {
  EXPECT_EQ(ends.finish(client->write(Bytes(protocol::kLargestMessage + 1))).error().code, Errc::too_large);
}

TEST_F(Frames, Announced_lengths_beyond_the_bounds_are_violations) {
  EXPECT_EQ(received({0, 0, 0, 0}).error().code, Errc::protocol_violation);
  EXPECT_EQ(received({0, 0x10, 0x01, 0xfd}).error().code, Errc::protocol_violation);
  EXPECT_EQ(received({0x80, 0, 0, 0}).error().code, Errc::protocol_violation);
}

TEST_F(Frames, Padding_that_is_not_zero_is_a_violation) {
  auto frame = wire::write_frame(Bytes(10, 1)).value();
  frame.back() = 1;
  EXPECT_EQ(received(frame).error().code, Errc::protocol_violation);
}

TEST_F(Frames, An_end_inside_a_frame_is_an_error) {
  const auto frame = wire::write_frame(Bytes(10, 1)).value();
  const Bytes half(frame.begin(), frame.begin() + 100);
  const auto write = ends.start(client->tls().write(half));
  const auto read = ends.start(relay->read());
  ends.context.poll();
  ASSERT_TRUE(ends.finish(client->tls().finish()).has_value());
  EXPECT_EQ((*read)->error().code, Errc::connection_closed);
}

}  // namespace
}  // namespace stille::net
