// ML-KEM-768 as a whole: the accumulated answers of the final FIPS 203, implicit rejection and key checks.
#include "common/crypto/mlkem768/mlkem768.hpp"

#include <gtest/gtest.h>

#include "common/crypto/hash.hpp"
#include "common/crypto/mlkem768/keccak.hpp"
#include "tests/support/hex.hpp"

namespace stille::mlkem768 {
namespace {

template <std::size_t N>
using Array = std::array<std::uint8_t, N>;

struct Keys {
  Array<kPublicSize> ek{};
  Array<kExpandedSize> dk{};
};

Keys keys_from(const Array<kSeedSize>& seed) {
  Keys out;
  public_key(out.ek, seed);
  expanded_key(out.dk, seed);
  return out;
}

Array<kSeedSize> sample_seed() {
  Array<kSeedSize> out{};
  for (std::uint8_t i = 0; i < kSeedSize; ++i) out[i] = i;
  return out;
}

// The run described in PROTOCOL.md: everything drawn from one stream, everything absorbed by another.
std::string accumulated(int tests) {
  Sponge draw(kShake128);
  Sponge absorb(kShake128);
  for (int i = 0; i < tests; ++i) {
    Array<kSeedSize> seed{};
    Array<kCoinsSize> coins{};
    Array<kCiphertextSize> random_ct{};
    draw.squeeze(seed);
    draw.squeeze(coins);
    draw.squeeze(random_ct);
    const auto keys = keys_from(seed);
    Array<kCiphertextSize> ct{};
    Array<kSharedSize> shared{};
    Array<kSharedSize> opened{};
    Array<kSharedSize> rejected{};
    encapsulate(ct, shared, keys.ek, coins);
    decapsulate(opened, seed, ct);
    decapsulate_expanded(rejected, keys.dk, random_ct);
    EXPECT_EQ(opened, shared);
    for (const auto part : {ByteView(keys.ek), ByteView(ct), ByteView(shared), ByteView(rejected)})
      absorb.absorb(part);
  }
  Array<32> out{};
  absorb.squeeze(out);
  return to_hex(out);
}

TEST(Mlkem768, A_hundred_runs_add_up_to_the_known_value) {
  EXPECT_EQ(accumulated(100), "1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415");
}

TEST(Mlkem768, Ten_thousand_runs_add_up_to_the_known_value) {
  EXPECT_EQ(accumulated(10'000), "8a518cc63da366322a8e7a818c7a0d63483cb3528d34a4cf42f35d5ad73f22fc");
}

TEST(Mlkem768, The_seed_that_counts_gives_the_known_key_ciphertext_and_secret) {
  const auto keys = keys_from(sample_seed());
  Array<kCoinsSize> coins{};
  coins.fill(7);
  Array<kCiphertextSize> ct{};
  Array<kSharedSize> shared{};
  encapsulate(ct, shared, keys.ek, coins);
  EXPECT_EQ(to_hex(crypto::sha256({keys.ek})),
            "0b7934c83125c788995e2ba6bd761e33046b3e40571be53e023309a29f398cc9");
  EXPECT_EQ(to_hex(crypto::sha256({ct})), "5833ab0fd328b0bbc061f49fa4a9b0e823ef2ba4922af16c3eacd95bd5b427c9");
  EXPECT_EQ(to_hex(shared), "f3409cb545c0757aab3d7c7b9e8be4225b4aac1107f6663f1f19dc676a69de60");
}

TEST(Mlkem768, The_expanded_key_opens_what_the_seed_opens) {
  const auto seed = sample_seed();
  const auto keys = keys_from(seed);
  Array<kCiphertextSize> ct{};
  Array<kSharedSize> shared{};
  encapsulate(ct, shared, keys.ek, Array<kCoinsSize>{});
  for (int i = 0; i < 3; ++i) {
    Array<kSharedSize> from_seed{};
    Array<kSharedSize> from_key{};
    decapsulate(from_seed, seed, ct);
    decapsulate_expanded(from_key, keys.dk, ct);
    EXPECT_EQ(from_seed, from_key);
    EXPECT_EQ(from_seed == shared, i == 0);
    ct[static_cast<std::size_t>(i) * 500] ^= 1;
  }
}

TEST(Mlkem768, Any_altered_byte_of_a_ciphertext_is_rejected_implicitly) {
  const auto seed = sample_seed();
  const auto keys = keys_from(seed);
  Array<kCiphertextSize> ct{};
  Array<kSharedSize> shared{};
  encapsulate(ct, shared, keys.ek, Array<kCoinsSize>{});
  for (auto& byte : ct) {
    byte ^= 0x80;
    // What rejection gives is fixed by FIPS 203: SHAKE256(z || c).
    Array<kSharedSize> expected{};
    keccak(kShake256, expected, {std::span(seed).last<32>(), ct});
    Array<kSharedSize> opened{};
    decapsulate(opened, seed, ct);
    ASSERT_EQ(opened, expected);
    byte ^= 0x80;
  }
}

TEST(Mlkem768, A_public_key_with_one_coefficient_too_large_is_refused) {
  const auto keys = keys_from(sample_seed());
  EXPECT_TRUE(check_public(keys.ek));
  for (std::size_t at = 0; at < 1152; at += 3) {
    auto low = keys.ek;
    low[at] = 0x01;
    low[at + 1] = static_cast<std::uint8_t>((low[at + 1] & 0xf0) | 0x0d);
    EXPECT_FALSE(check_public(low));
    low[at] = 0x00;
    EXPECT_TRUE(check_public(low));
    auto high = keys.ek;
    high[at + 1] |= 0xf0;
    high[at + 2] = 0xff;
    EXPECT_FALSE(check_public(high));
  }
}

TEST(Mlkem768, The_seed_inside_a_public_key_may_be_anything) {
  auto ek = keys_from(sample_seed()).ek;
  std::fill(ek.begin() + 1152, ek.end(), std::uint8_t{0xff});
  EXPECT_TRUE(check_public(ek));
}

TEST(Mlkem768, An_expanded_key_must_agree_with_the_hash_inside_it) {
  const auto good = keys_from(sample_seed()).dk;
  EXPECT_TRUE(check_expanded(good));
  for (std::size_t at = 1152; at < 2368; at += 5) {
    auto bad = good;
    bad[at] ^= 1;
    EXPECT_FALSE(check_expanded(bad)) << at;
  }
  auto other_z = good;
  other_z[2399] ^= 1;
  EXPECT_TRUE(check_expanded(other_z));
}

TEST(Mlkem768, An_expanded_key_with_an_unreduced_half_is_refused_even_with_the_right_hash) {
  auto bad_secret = keys_from(sample_seed()).dk;
  bad_secret[0] = 0xff;
  bad_secret[1] = 0xff;
  EXPECT_FALSE(check_expanded(bad_secret));
  auto bad_public = keys_from(sample_seed()).dk;
  bad_public[1152] = 0xff;
  bad_public[1153] = 0xff;
  keccak(kSha3_256, std::span(bad_public).subspan<2336, 32>(),
         {std::span(bad_public).subspan<1152, kPublicSize>()});
  EXPECT_FALSE(check_expanded(bad_public));
}

}  // namespace
}  // namespace stille::mlkem768
