// Ed25519: the answers of RFC 8032, and what a strict verifier refuses.
#include "common/crypto/sign.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using test::fixed;
using test::hex;
using test::secret;

struct Known {
  const char* seed;
  const char* public_key;
  const char* message;
  const char* signature;
};

// Section 7.1, tests 1 to 3.
constexpr std::array<Known, 3> kKnown{
    {{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5"
      "f0595b"
      "be24655141438e7a100b"},
     {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2e"
      "aeb430"
      "2aeeb00d291612bb0c00"},
     {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15"
      "e9716e"
      "d28dc027beceea1ec40a"}}};

TEST(Sign, Gives_the_answers_of_rfc_8032) {
  for (const auto& known : kKnown) {
    const auto seed = secret<SignSeed>(known.seed);
    EXPECT_EQ(to_hex(sign_public(seed).raw), known.public_key);
    EXPECT_EQ(to_hex(sign(seed, hex(known.message)).raw), known.signature);
    EXPECT_TRUE(
        verify(fixed<SignPublic>(known.public_key), hex(known.message), fixed<Signature>(known.signature)));
  }
}

TEST(Sign, Nothing_altered_verifies) {
  auto key = fixed<SignPublic>(kKnown[2].public_key);
  auto message = hex(kKnown[2].message);
  auto signature = fixed<Signature>(kKnown[2].signature);
  const auto each_flip_fails = [&](ByteSpan bytes) {
    for (auto& byte : bytes) {
      byte ^= 0x04;
      EXPECT_FALSE(verify(key, message, signature));
      byte ^= 0x04;
    }
  };
  each_flip_fails(key.raw);
  each_flip_fails(message);
  each_flip_fails(signature.raw);
  EXPECT_FALSE(verify(key, Bytes{}, signature));
  EXPECT_TRUE(verify(key, message, signature));
}

TEST(Sign, A_signature_plus_the_group_order_is_refused) {
  const auto order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  auto signature = fixed<Signature>(kKnown[2].signature);
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += unsigned{signature.raw[32 + i]} + order[i];
    signature.raw[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8U;
  }
  EXPECT_EQ(carry, 0U);
  EXPECT_FALSE(verify(fixed<SignPublic>(kKnown[2].public_key), hex(kKnown[2].message), signature));
}

TEST(Sign, Keys_of_small_order_are_refused) {
  // With the neutral element as key and R, and S = 0, the equation holds for every message.
  Signature signature;
  signature.raw[0] = 1;
  for (const auto* key : {"0100000000000000000000000000000000000000000000000000000000000000",
                          "0000000000000000000000000000000000000000000000000000000000000000",
                          "0000000000000000000000000000000000000000000000000000000000000080",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"}) {
    for (std::uint8_t message = 0; message < 16; ++message) {
      EXPECT_FALSE(verify(fixed<SignPublic>(key), Bytes{message}, signature)) << key;
    }
  }
}

TEST(Sign, Keys_that_are_not_canonical_are_refused) {
  // p + 1, p + 2 and 2^255 - 1 as y coordinates, with either sign.
  Signature signature;
  signature.raw[0] = 1;
  for (const auto* key : {"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                          "efffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    EXPECT_FALSE(verify(fixed<SignPublic>(key), {}, signature)) << key;
  }
}

}  // namespace
}  // namespace stille::crypto
