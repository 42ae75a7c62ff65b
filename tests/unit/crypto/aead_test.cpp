// Known answers of the AEADs, and that nothing altered opens.
#include "common/crypto/aead.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using test::counting;
using test::hex;

constexpr std::string_view kText =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen "
    "would be it.";

TEST(Aead, ChaCha20Poly1305_gives_the_answer_of_rfc_8439) {
  // Section 2.8.2.
  Bytes out(kText.size() + kAeadTagSize);
  ASSERT_TRUE(chacha20poly1305_seal(out, counting(32, 0x80), hex("070000004041424344454647"),
                                    hex("50515253c0c1c2c3c4c5c6c7"), as_bytes(kText))
                  .has_value());
  EXPECT_EQ(to_hex(out),
            "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
            "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
            "3ff4def08e4b7a9de576d26586cec64b6116"
            "1ae10b594f09e26a7e902ecbd0600691");
}

TEST(Aead, XChaCha20Poly1305_gives_the_answer_of_its_draft) {
  // draft-irtf-cfrg-xchacha-03, A.3.1.
  Bytes out(kText.size() + kAeadTagSize);
  ASSERT_TRUE(xchacha20poly1305_seal(out, counting(32, 0x80), counting(24, 0x40),
                                     hex("50515253c0c1c2c3c4c5c6c7"), as_bytes(kText))
                  .has_value());
  EXPECT_EQ(to_hex(out),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
            "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
            "21f9664c97637da9768812f615c68b13b52e"
            "c0875924c1c7987947deafd8780acf49");
}

struct Suite {
  decltype(&chacha20poly1305_seal) seal;
  decltype(&chacha20poly1305_open) open;
  std::size_t nonce_size;
};

class EveryAead : public testing::TestWithParam<Suite> {
 protected:
  const Suite& suite = GetParam();
  Bytes key = counting(32);
  Bytes nonce = counting(suite.nonce_size);
  Bytes aad = counting(5);
  Bytes plain = counting(20);
  Bytes sealed = Bytes(36);
  Bytes opened = Bytes(20, 0xff);

  void SetUp() override { ASSERT_TRUE(suite.seal(sealed, key, nonce, aad, plain).has_value()); }
};

INSTANTIATE_TEST_SUITE_P(Both, EveryAead,
                         testing::Values(Suite{&chacha20poly1305_seal, &chacha20poly1305_open, 12},
                                         Suite{&xchacha20poly1305_seal, &xchacha20poly1305_open, 24}));

TEST_P(EveryAead, What_was_sealed_opens) {
  ASSERT_TRUE(suite.open(opened, key, nonce, aad, sealed).has_value());
  EXPECT_EQ(opened, plain);
  Bytes tag(16);
  ASSERT_TRUE(suite.seal(tag, key, nonce, {}, {}).has_value());
  EXPECT_TRUE(suite.open({}, key, nonce, {}, tag).has_value());
}

TEST_P(EveryAead, Nothing_altered_opens_and_the_output_is_wiped) {
  const std::array<Bytes*, 4> inputs{&key, &nonce, &aad, &sealed};
  for (auto* input : inputs) {
    for (auto& byte : *input) {
      byte ^= 0x20;
      std::fill(opened.begin(), opened.end(), std::uint8_t{0xff});
      ASSERT_EQ(suite.open(opened, key, nonce, aad, sealed).error().code, Errc::undecryptable);
      ASSERT_EQ(opened, Bytes(20));
      byte ^= 0x20;
    }
  }
}

TEST_P(EveryAead, Wrong_sizes_are_refused) {
  const auto refused = [](const Result<void>& result) { return result.error().code == Errc::bad_length; };
  EXPECT_TRUE(refused(suite.seal(sealed, counting(31), nonce, aad, plain)));
  EXPECT_TRUE(refused(suite.seal(sealed, key, counting(suite.nonce_size + 1), aad, plain)));
  EXPECT_TRUE(refused(suite.seal(opened, key, nonce, aad, plain)));
  EXPECT_TRUE(refused(suite.open(opened, counting(33), nonce, aad, sealed)));
  EXPECT_TRUE(refused(suite.open(opened, key, counting(suite.nonce_size - 1), aad, sealed)));
  EXPECT_TRUE(refused(suite.open(sealed, key, nonce, aad, sealed)));
  EXPECT_TRUE(refused(suite.open({}, key, nonce, aad, counting(15))));
}

}  // namespace
}  // namespace stille::crypto
