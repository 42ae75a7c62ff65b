// X25519: the answers of RFC 7748, and what is refused on the wire and after the multiplication.
#include "common/crypto/dh.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using test::fixed;
using test::hex;
using test::secret;

std::string shared(std::string_view scalar, std::string_view point) {
  return to_hex(dh(secret<DhSecret>(scalar), fixed<DhPublic>(point)).value().expose());
}

TEST(Dh, Gives_the_answers_of_rfc_7748) {
  // Section 5.2. The second point has bit 255 set, which the primitive masks.
  EXPECT_EQ(shared("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                   "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
  EXPECT_EQ(shared("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                   "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"),
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
}

TEST(Dh, Gives_the_public_key_and_shared_secret_of_rfc_7748) {
  // Section 6.1, Bob's side.
  constexpr std::string_view kBob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
  EXPECT_EQ(to_hex(dh_public(secret<DhSecret>(kBob)).raw),
            "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  EXPECT_EQ(shared(kBob, "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"),
            "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

TEST(Dh, Iterating_gives_the_values_of_rfc_7748) {
  auto k = hex("0900000000000000000000000000000000000000000000000000000000000000");
  auto u = k;
  for (int i = 1; i <= 1000; ++i) {
    const auto next = hex(shared(to_hex(k), to_hex(u)));
    u = std::exchange(k, next);
    if (i == 1) {
      EXPECT_EQ(to_hex(k), "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
    }
  }
  EXPECT_EQ(to_hex(k), "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
}

TEST(Dh, Both_sides_of_generated_keys_agree) {
  SystemRng rng;
  const auto a = dh_keypair(rng);
  const auto b = dh_keypair(rng);
  EXPECT_NE(a.public_key, b.public_key);
  EXPECT_TRUE(
      equal(dh(a.secret, b.public_key).value().expose(), dh(b.secret, a.public_key).value().expose()));
}

TEST(Dh, An_all_zero_shared_secret_is_refused) {
  // The points of small order on the curve and its twist, and their other encodings.
  const auto own = secret<DhSecret>("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
  for (const auto* point : {"0000000000000000000000000000000000000000000000000000000000000000",
                            "0100000000000000000000000000000000000000000000000000000000000000",
                            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    EXPECT_EQ(dh(own, fixed<DhPublic>(point)).error().code, Errc::weak_shared_secret) << point;
  }
}

TEST(Dh, Keys_from_outside_have_one_encoding) {
  // Accepted up to p - 1; p, p + 1, 2^255 - 1 and everything with bit 255 are not.
  EXPECT_TRUE(
      parse_dh_public(hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")).has_value());
  EXPECT_TRUE(
      parse_dh_public(hex("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7e")).has_value());
  EXPECT_TRUE(
      parse_dh_public(hex("ffffffffffffffffffffffffffffff7fffffffffffffffffffffffffffffff7f")).has_value());
  for (const auto* key : {"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "0900000000000000000000000000000000000000000000000000000000000080",
                          "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"}) {
    EXPECT_EQ(parse_dh_public(hex(key)).error().code, Errc::bad_key) << key;
  }
  EXPECT_EQ(parse_dh_public(Bytes(31)).error().code, Errc::bad_length);
  EXPECT_EQ(parse_dh_public(Bytes(33)).error().code, Errc::bad_length);
}

}  // namespace
}  // namespace stille::crypto
