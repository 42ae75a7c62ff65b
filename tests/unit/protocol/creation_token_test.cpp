// A creation token on the wire: 99 bytes, one version.
#include "common/protocol/creation_token.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

TEST(CreationToken, Is_99_bytes_in_the_order_of_its_fields) {
  crypto::SeededRng rng{1};
  const CreationToken token{0x1234, rng.fixed<TokenNonce>(), rng.fixed<crypto::VoprfOutput>()};
  const auto bytes = encode(token);
  ASSERT_EQ(bytes.size(), 99u);
  EXPECT_TRUE(same(ByteView(bytes).first(3), Bytes{1, 0x12, 0x34}));
  EXPECT_TRUE(same(ByteView(bytes).subspan(3, 32), token.nonce.raw));
  EXPECT_TRUE(same(ByteView(bytes).subspan(35), token.output.raw));
  EXPECT_EQ(parse_creation_token(bytes).value(), token);
}

TEST(CreationToken, Another_length_or_version_is_refused) {
  auto bytes = encode(CreationToken{});
  EXPECT_EQ(parse_creation_token(ByteView(bytes).first(98)).error().code, Errc::bad_length);
  EXPECT_EQ(parse_creation_token(concat({bytes, Bytes(1)})).error().code, Errc::bad_length);
  EXPECT_EQ(parse_creation_token({}).error().code, Errc::bad_length);
  bytes[0] = 2;
  EXPECT_EQ(parse_creation_token(bytes).error().code, Errc::unsupported_version);
}

}  // namespace
}  // namespace stille::protocol
