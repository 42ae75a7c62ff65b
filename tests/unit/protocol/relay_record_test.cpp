// Whose record it is: the identity that the address names, over exactly these bytes.
#include "common/protocol/relay_record.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

TEST(SignedRecord, Is_accepted_from_the_pinned_identity_alone) {
  crypto::SeededRng rng{1};
  const auto seed = rng.secret<crypto::SignSeed>();
  const auto pinned = fingerprint_of(crypto::sign_public(seed));
  const auto record = sign_record(seed, Bytes(40, 7));
  EXPECT_TRUE(is_signed_by(record, pinned));
  const auto other = sign_record(rng.secret<crypto::SignSeed>(), record.record);
  EXPECT_FALSE(is_signed_by(other, pinned));
  auto claimed = other;
  claimed.identity = record.identity;
  EXPECT_FALSE(is_signed_by(claimed, pinned));
}

TEST(SignedRecord, Any_flipped_bit_is_refused) {
  crypto::SeededRng rng{2};
  const auto seed = rng.secret<crypto::SignSeed>();
  const auto pinned = fingerprint_of(crypto::sign_public(seed));
  const auto record = sign_record(seed, Bytes(8, 7));
  for (std::size_t bit = 0; bit < 8 * (32 + 8 + 64); ++bit) {
    auto changed = record;
    const auto at = bit / 8;
    auto& byte = at < 32   ? changed.identity.raw[at]
                 : at < 40 ? changed.record[at - 32]
                           : changed.signature.raw[at - 40];
    byte = static_cast<std::uint8_t>(byte ^ 1U << bit % 8);
    EXPECT_FALSE(is_signed_by(changed, pinned)) << bit;
  }
}

TEST(SignedRecord, Its_signature_is_good_for_nothing_else) {
  crypto::SeededRng rng{3};
  const auto seed = rng.secret<crypto::SignSeed>();
  const auto record = sign_record(seed, Bytes(8, 7));
  EXPECT_FALSE(crypto::verify(record.identity, record.record, record.signature));
}

TEST(TokenClass, Its_name_is_short_and_plain) {
  EXPECT_TRUE(is_class_name("standard"));
  EXPECT_TRUE(is_class_name(std::string(32, 'a')));
  for (const std::string name : {"", "Standard", "a b", "a_b", "\n"})
    EXPECT_FALSE(is_class_name(name)) << name;
  EXPECT_FALSE(is_class_name(std::string(33, 'a')));
}

}  // namespace
}  // namespace stille::protocol
