#include "client/e2e/identity.hpp"

#include "tests/unit/client/e2e/two_people.hpp"

namespace stille::e2e {
namespace {

Bytes encoded_public() {
  const auto encoded = testing::identity(1).public_part().encode();
  return {encoded.raw.begin(), encoded.raw.end()};
}

TEST(Identity, A_secret_survives_encoding_and_names_the_same_person) {
  const auto& before = testing::identity(1);
  const auto after = IdentitySecret::decode(before.encode().expose());
  ASSERT_TRUE(after);
  EXPECT_EQ(after.value().iid(), before.iid());
  EXPECT_TRUE(crypto::equal(after.value().encode().expose(), before.encode().expose()));
}

TEST(Identity, A_public_part_survives_encoding) {
  const auto parsed = IdentityPublic::parse(encoded_public());
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed.value(), testing::identity(1).public_part());
  EXPECT_EQ(parsed.value().iid(), testing::identity(1).iid());
}

TEST(Identity, Two_people_have_different_names) {
  EXPECT_NE(testing::identity(1).iid(), testing::identity(2).iid());
}

TEST(Identity, Other_lengths_are_refused) {
  auto longer = encoded_public();
  longer.push_back(0);
  EXPECT_EQ(IdentityPublic::parse(longer).error().code, Errc::bad_length);
  EXPECT_EQ(IdentityPublic::parse({}).error().code, Errc::bad_length);
  EXPECT_EQ(IdentitySecret::decode(longer).error().code, Errc::bad_length);
}

TEST(Identity, An_unknown_version_is_refused) {
  auto encoded = encoded_public();
  encoded[0] = 2;
  EXPECT_EQ(IdentityPublic::parse(encoded).error().code, Errc::unsupported_version);
  auto secret = testing::identity(1).encode();
  secret.fill()[0] = 2;
  EXPECT_EQ(IdentitySecret::decode(secret.expose()).error().code, Errc::unsupported_version);
}

TEST(Identity, A_second_spelling_of_an_X25519_key_is_refused) {
  auto encoded = encoded_public();
  encoded[33 + 31] |= 0x80U;
  EXPECT_EQ(IdentityPublic::parse(encoded).error().code, Errc::bad_key);
}

TEST(Identity, A_KEM_key_with_a_coefficient_out_of_range_is_refused) {
  auto encoded = encoded_public();
  encoded[65] = 0xff;
  encoded[66] = 0xff;
  EXPECT_EQ(IdentityPublic::parse(encoded).error().code, Errc::bad_key);
}

}  // namespace
}  // namespace stille::e2e
