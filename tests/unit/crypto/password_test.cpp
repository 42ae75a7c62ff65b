// Argon2id: answers of an independent implementation, and the bounds a stored header meets.
#include "common/crypto/password.hpp"

#include <gtest/gtest.h>

#include "tests/support/hex.hpp"

namespace stille::crypto {
namespace {

std::string hashed(std::string_view password, ByteView salt, std::size_t length, ArgonCost cost) {
  Bytes out(length);
  EXPECT_TRUE(argon2id(out, as_bytes(password), salt, cost).has_value());
  return to_hex(out);
}

TEST(Password, Argon2id_with_one_lane_gives_the_answers_of_an_independent_implementation) {
  const auto salt = as_bytes("somesaltsomesalt");
  EXPECT_EQ(hashed("password", salt, 32, {2, 64}),
            "1a98fba8e6394425c9bdc333a9c750aaf811df070f5fb4a5788e1cf4db5793a1");
  EXPECT_EQ(hashed("", test::counting(16), 32, {1, 8}),
            "31ed41e2d73f27fdfe4eb4bec651341e58ba43477051c6fe4adad735d82ee08a");
  EXPECT_EQ(hashed("password", salt, 64, {3, 1024}),
            "0313dff3adc481dedb095f23db3661c02372413e1a0ff07ee2e5be17ac9ded54"
            "7915e8610ae3a23ae75d1b81a593a397601c3a0e22a7cd34016e1e47a1094d5f");
}

TEST(Password, Sizes_outside_the_bounds_are_refused) {
  Bytes out(1025);
  const auto salt = test::counting(17);
  const auto with = [&](std::size_t length, std::size_t salt_size) {
    return argon2id(ByteSpan(out).first(length), {}, ByteView(salt).first(salt_size), {1, 8});
  };
  EXPECT_EQ(with(15, 16).error().code, Errc::bad_length);
  EXPECT_EQ(with(1025, 16).error().code, Errc::bad_length);
  EXPECT_EQ(with(32, 15).error().code, Errc::bad_length);
  EXPECT_EQ(with(32, 17).error().code, Errc::bad_length);
  EXPECT_TRUE(with(16, 16).has_value());
  EXPECT_TRUE(with(1024, 16).has_value());
}

TEST(Password, Costs_outside_the_bounds_are_refused) {
  Bytes out(32);
  const auto salt = test::counting(16);
  for (const auto cost :
       {ArgonCost{0, 8}, ArgonCost{kArgonMostPasses + 1, 8}, ArgonCost{1, 7}, ArgonCost{1, kArgonMostKib + 1},
        ArgonCost{1, 0xffffffff}, ArgonCost{0xffffffff, 8}}) {
    EXPECT_EQ(argon2id(out, {}, salt, cost).error().code, Errc::limit_reached);
  }
  EXPECT_TRUE(argon2id(out, {}, salt, {kArgonMostPasses, 8}).has_value());
}

}  // namespace
}  // namespace stille::crypto
