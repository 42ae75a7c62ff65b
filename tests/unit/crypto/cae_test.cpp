// CAE opens only with the very key, nonce and associated data it was sealed with, and does not repeat a
// nonce.
#include "common/crypto/cae.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

using test::counting;

const Bytes kKey = counting(32);
const Bytes kAd = concat({as_bytes("header")});
const Bytes kPlain = concat({as_bytes("attack at dawn")});

CaeRandom random_from(std::uint8_t first) {
  CaeRandom out{};
  for (auto& byte : out) byte = first++;
  return out;
}

Bytes nonce_of(const Bytes& sealed) {
  return {sealed.begin(), sealed.begin() + kCaeNonceSize};
}

TEST(Cae, Gives_the_answers_of_an_independent_implementation) {
  EXPECT_EQ(
      to_hex(cae_seal_with(kKey, kAd, kPlain, random_from(0x80)).value()),
      "bfcb45907f2bf3b103441ef9a6e99eaa269f8a6c16c48ee22fb3cdec840de61ac5bc63e226e6d9443897c11a32f111059843"
      "993a4ef64f669b988535ee25947b5c66ec55c7b4da4e743daec0c46709971bd2a056cdd8");
  EXPECT_EQ(
      to_hex(cae_seal_with(kKey, {}, {}, random_from(0x80)).value()),
      "957d2d66f5cc4cc9de08875b59d1bb5aef25fdf073fd63a96491c401a0011a2da0676fcc5ee839a1494b87af7575c747e720"
      "243ca31fc46709324051ff397163d2e754135b55e4b4");
}

TEST(Cae, What_was_sealed_opens_at_every_length) {
  SeededRng rng(1);
  for (std::size_t length : {0U, 1U, 63U, 64U, 65U, 4096U, 70'000U}) {
    const auto plain = counting(length);
    const auto sealed = cae_seal(kKey, kAd, plain, rng).value();
    EXPECT_EQ(sealed.size(), length + kCaeOverhead);
    EXPECT_TRUE(same(cae_open(kKey, kAd, sealed).value().expose(), plain));
  }
}

TEST(Cae, Every_flipped_byte_is_refused) {
  auto sealed = cae_seal_with(kKey, kAd, kPlain, random_from(0)).value();
  for (auto& byte : sealed) {
    for (int bit = 0; bit < 8; ++bit) {
      byte = static_cast<std::uint8_t>(byte ^ (1 << bit));
      ASSERT_EQ(cae_open(kKey, kAd, sealed).error().code, Errc::undecryptable);
      byte = static_cast<std::uint8_t>(byte ^ (1 << bit));
    }
  }
  EXPECT_TRUE(cae_open(kKey, kAd, sealed).has_value());
}

TEST(Cae, Another_key_or_associated_data_is_refused) {
  const auto sealed = cae_seal_with(kKey, kAd, kPlain, random_from(0)).value();
  for (std::size_t i = 0; i < kKey.size(); ++i) {
    auto key = kKey;
    key[i] ^= 1;
    EXPECT_EQ(cae_open(key, kAd, sealed).error().code, Errc::undecryptable);
  }
  EXPECT_EQ(cae_open(kKey, {}, sealed).error().code, Errc::undecryptable);
  EXPECT_EQ(cae_open(kKey, as_bytes("headeR"), sealed).error().code, Errc::undecryptable);
  EXPECT_EQ(cae_open(kKey, as_bytes("header "), sealed).error().code, Errc::undecryptable);
}

TEST(Cae, The_commitment_alone_gives_a_wrong_key_or_nonce_away) {
  // Keeping the inner ciphertext and replacing only what the commitment covers: the tag is never reached.
  const auto keys = cae_keys(kKey, counting(24), kAd);
  EXPECT_NE(cae_keys(counting(32, 1), counting(24), kAd).commitment, keys.commitment);
  EXPECT_NE(cae_keys(kKey, counting(24, 1), kAd).commitment, keys.commitment);
  EXPECT_NE(cae_keys(kKey, counting(24), {}).commitment, keys.commitment);
  EXPECT_FALSE(equal(keys.commitment, keys.encryption.expose()));
}

TEST(Cae, The_nonce_differs_for_different_plaintexts_even_when_the_randomness_repeats) {
  const auto first = cae_seal_with(kKey, kAd, kPlain, random_from(0)).value();
  const auto other_text = cae_seal_with(kKey, kAd, as_bytes("attack at dusk"), random_from(0)).value();
  const auto other_ad = cae_seal_with(kKey, {}, kPlain, random_from(0)).value();
  const auto other_key = cae_seal_with(counting(32, 1), kAd, kPlain, random_from(0)).value();
  EXPECT_NE(nonce_of(first), nonce_of(other_text));
  EXPECT_NE(nonce_of(first), nonce_of(other_ad));
  EXPECT_NE(nonce_of(first), nonce_of(other_key));
}

TEST(Cae, The_nonce_differs_for_the_same_plaintext_with_fresh_randomness) {
  SeededRng rng(1);
  EXPECT_NE(nonce_of(cae_seal(kKey, kAd, kPlain, rng).value()),
            nonce_of(cae_seal(kKey, kAd, kPlain, rng).value()));
}

TEST(Cae, Keys_of_another_length_and_inputs_too_short_are_refused) {
  EXPECT_EQ(cae_seal_with(counting(31), kAd, kPlain, {}).error().code, Errc::bad_length);
  EXPECT_EQ(cae_open(counting(33), kAd, Bytes(100)).error().code, Errc::bad_length);
  EXPECT_EQ(cae_open(kKey, kAd, Bytes(kCaeOverhead - 1)).error().code, Errc::undecryptable);
  EXPECT_EQ(cae_open(kKey, kAd, {}).error().code, Errc::undecryptable);
}

}  // namespace
}  // namespace stille::crypto
