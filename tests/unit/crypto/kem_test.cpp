// The KEM as the protocol sees it, and every implementation of this build against the built-in one.
#include "common/crypto/kem.hpp"

#include <gtest/gtest.h>

#include "common/crypto/kem_backend.hpp"
#include "common/crypto/mlkem768/mlkem768.hpp"
#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

TEST(Kem, Both_sides_arrive_at_the_same_secret) {
  SystemRng rng;
  for (int i = 0; i < 20; ++i) {
    const auto seed = rng.secret<KemSeed>();
    const auto sent = kem_encapsulate(kem_public(seed), rng.secret<KemCoins>());
    EXPECT_TRUE(equal(kem_decapsulate(seed, sent.ciphertext).expose(), sent.shared.expose()));
  }
}

TEST(Kem, The_same_seed_and_coins_give_the_same_bytes) {
  SeededRng rng(1);
  const auto seed = rng.secret<KemSeed>();
  const auto coins = rng.secret<KemCoins>();
  EXPECT_EQ(kem_public(seed), kem_public(seed));
  const auto first = kem_encapsulate(kem_public(seed), coins);
  const auto second = kem_encapsulate(kem_public(seed), coins);
  EXPECT_EQ(first.ciphertext, second.ciphertext);
  EXPECT_TRUE(equal(first.shared.expose(), second.shared.expose()));
}

TEST(Kem, A_wrong_ciphertext_or_seed_gives_another_secret_and_no_error) {
  SeededRng rng(2);
  const auto seed = rng.secret<KemSeed>();
  auto sent = kem_encapsulate(kem_public(seed), rng.secret<KemCoins>());
  EXPECT_FALSE(equal(kem_decapsulate(rng.secret<KemSeed>(), sent.ciphertext).expose(), sent.shared.expose()));
  sent.ciphertext.raw[1087] ^= 1;
  EXPECT_FALSE(equal(kem_decapsulate(seed, sent.ciphertext).expose(), sent.shared.expose()));
}

TEST(Kem, Keys_from_outside_are_checked) {
  SeededRng rng(3);
  auto key = kem_public(rng.secret<KemSeed>());
  EXPECT_EQ(parse_kem_public(key.view()).value(), key);
  EXPECT_EQ(parse_kem_public(ByteView(key.raw).first(1183)).error().code, Errc::bad_length);
  EXPECT_EQ(parse_kem_public(Bytes(1185)).error().code, Errc::bad_length);
  // 3,329 as the very last coefficient.
  key.raw[1150] = static_cast<std::uint8_t>((key.raw[1150] & 0x0f) | 0x10);
  key.raw[1151] = 0xd0;
  EXPECT_EQ(parse_kem_public(key.view()).error().code, Errc::bad_key);
  key.raw[1150] &= 0x0f;
  EXPECT_TRUE(parse_kem_public(key.view()).has_value());
}

TEST(Kem, The_backend_that_answers_is_the_first_of_those_present) {
  const auto* sodium = kem_of_libsodium();
  const auto* openssl = kem_of_openssl();
  const auto expected = sodium != nullptr    ? sodium->name
                        : openssl != nullptr ? openssl->name
                                             : kKemBuiltIn.name;
  EXPECT_EQ(kem_backend(), expected);
  EXPECT_EQ(kKemBuiltIn.name, "built-in");
}

class EveryKem : public testing::TestWithParam<const KemBackend*> {
 protected:
  const KemBackend* backend = GetParam();

  void SetUp() override {
    if (backend == nullptr) GTEST_SKIP() << "this library is too old for ML-KEM-768 here";
  }
};

std::string library_of(const testing::TestParamInfo<const KemBackend*>& parameter) {
  constexpr std::array<const char*, 3> kNames{"built_in", "libsodium", "openssl"};
  return kNames.at(parameter.index);
}

INSTANTIATE_TEST_SUITE_P(Libraries, EveryKem,
                         testing::Values(&kKemBuiltIn, kem_of_libsodium(), kem_of_openssl()), library_of);

TEST_P(EveryKem, Agrees_with_the_built_in_one_byte_for_byte) {
  SeededRng rng(4);
  for (int i = 0; i < 300; ++i) {
    const auto seed = rng.secret<KemSeed>();
    const auto coins = rng.secret<KemCoins>();
    KemPublic own_key;
    KemPublic key;
    ASSERT_TRUE(backend->public_key(own_key.raw, seed.expose()));
    mlkem768::public_key(key.raw, seed.expose());
    ASSERT_EQ(own_key, key);
    KemEncapsulation own;
    KemEncapsulation expected;
    ASSERT_TRUE(backend->encapsulate(own.ciphertext.raw, own.shared.fill(), key.raw, coins.expose()));
    mlkem768::encapsulate(expected.ciphertext.raw, expected.shared.fill(), key.raw, coins.expose());
    ASSERT_EQ(own.ciphertext, expected.ciphertext);
    ASSERT_TRUE(equal(own.shared.expose(), expected.shared.expose()));
  }
}

TEST_P(EveryKem, Opens_and_rejects_like_the_built_in_one) {
  SeededRng rng(5);
  for (std::size_t i = 0; i < 300; ++i) {
    const auto seed = rng.secret<KemSeed>();
    auto sent = kem_encapsulate(kem_public(seed), rng.secret<KemCoins>());
    if (i % 3 == 1) sent.ciphertext.raw.at(i * 3) ^= 1;
    if (i % 3 == 2) sent.ciphertext = rng.fixed<KemCiphertext>();
    KemShared own;
    KemShared expected;
    ASSERT_TRUE(backend->decapsulate(own.fill(), seed.expose(), sent.ciphertext.raw));
    mlkem768::decapsulate(expected.fill(), seed.expose(), sent.ciphertext.raw);
    ASSERT_TRUE(equal(own.expose(), expected.expose()));
    ASSERT_EQ(equal(own.expose(), sent.shared.expose()), i % 3 == 0);
  }
}

}  // namespace
}  // namespace stille::crypto
