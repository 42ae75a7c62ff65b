// Known answers of FIPS 202 as far as ML-KEM uses it.
#include "common/crypto/mlkem768/keccak.hpp"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::mlkem768 {
namespace {

std::string hashed(KeccakKind kind, std::size_t length, ByteView input) {
  Bytes out(length);
  keccak(kind, out, {input});
  return to_hex(out);
}

TEST(Keccak, Gives_the_known_digests) {
  EXPECT_EQ(hashed(kSha3_256, 32, {}), "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a");
  EXPECT_EQ(hashed(kSha3_256, 32, test::counting(200)),
            "5f728f63bf5ee48c77f453c0490398fa645b8d4c4e56be9a41cfec344d6ca899");
  EXPECT_EQ(hashed(kSha3_512, 64, as_bytes("abc")),
            "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
            "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0");
  EXPECT_EQ(hashed(kShake128, 16, {}), "7f9c2ba4e88f827d616045507605853e");
  EXPECT_EQ(hashed(kShake256, 32, Bytes(200, 0xa3)),
            "cd8a920ed141aa0407a22d59288652e9d9f1a7ee0c1e7c1ca699424da84a904d");
}

TEST(Keccak, How_input_and_output_are_cut_makes_no_difference) {
  const auto input = test::counting(500);
  Bytes whole(400);
  keccak(kShake128, whole, {input});
  for (std::size_t piece : {1U, 3U, 8U, 13U, 167U, 168U, 169U}) {
    Sponge sponge(kShake128);
    for (std::size_t at = 0; at < input.size(); at += piece) {
      sponge.absorb(ByteView(input).subspan(at, std::min(piece, input.size() - at)));
    }
    Bytes out(whole.size());
    for (std::size_t at = 0; at < out.size(); at += piece) {
      sponge.squeeze(ByteSpan(out).subspan(at, std::min(piece, out.size() - at)));
    }
    EXPECT_EQ(out, whole) << piece;
  }
}

TEST(Keccak, The_padding_fits_at_every_length_around_a_block) {
  // One byte short of a block is where suffix and last bit share a byte.
  std::set<std::string> seen;
  for (std::size_t length = 134; length <= 138; ++length) {
    seen.insert(hashed(kSha3_256, 32, Bytes(length, 0x61)));
  }
  EXPECT_EQ(seen.size(), 5U);
  EXPECT_EQ(hashed(kSha3_256, 32, Bytes(135, 0x61)),
            "8094bb53c44cfb1e67b7c30447f9a1c33696d2463ecc1d9c92538913392843c9");
}

}  // namespace
}  // namespace stille::mlkem768
