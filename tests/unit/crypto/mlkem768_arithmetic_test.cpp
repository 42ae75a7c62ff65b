// The arithmetic under ML-KEM against its definition, over the whole range of every input.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "common/crypto/mlkem768/field.hpp"
#include "common/crypto/mlkem768/pack.hpp"
#include "common/crypto/mlkem768/poly.hpp"

namespace stille::mlkem768 {
namespace {

constexpr int kR = 65536;

int modulo(std::int64_t value) {
  return static_cast<int>(((value % kQ) + kQ) % kQ);
}

// FIPS 203 (4.7) and (4.8) in whole numbers: round(x) = floor(x + 1/2).
int compress_defined(int value, unsigned bits) {
  return ((2 * (value << bits) + kQ) / (2 * kQ)) % (1 << bits);
}
int decompress_defined(int value, unsigned bits) {
  return (2 * value * kQ + (1 << bits)) / (2 << bits);
}

template <unsigned Bits>
void expect_compression_as_defined() {
  for (int value = 0; value < kQ; ++value) {
    ASSERT_EQ(compress<Bits>(static_cast<std::uint16_t>(value)), compress_defined(value, Bits)) << value;
  }
  for (int value = 0; value < (1 << Bits); ++value) {
    const auto wide = decompress<Bits>(static_cast<std::uint16_t>(value));
    ASSERT_EQ(wide, decompress_defined(value, Bits)) << value;
    ASSERT_EQ(compress<Bits>(static_cast<std::uint16_t>(wide)), value);
  }
}

TEST(Mlkem768Arithmetic, Compress_and_decompress_are_as_defined_for_every_value) {
  expect_compression_as_defined<1>();
  expect_compression_as_defined<4>();
  expect_compression_as_defined<10>();
}

TEST(Mlkem768Arithmetic, Barrett_reduces_every_16_bit_value) {
  for (int value = -32768; value <= 32767; ++value) {
    const int reduced = barrett_reduce(static_cast<std::int16_t>(value));
    ASSERT_EQ(modulo(reduced), modulo(value)) << value;
    ASSERT_LE(std::abs(reduced), (kQ + 1) / 2) << value;
  }
}

TEST(Mlkem768Arithmetic, Canonical_gives_the_representative_from_zero) {
  for (int value = -kQ + 1; value < kQ; ++value) {
    ASSERT_EQ(canonical(static_cast<std::int16_t>(value)), modulo(value));
  }
}

TEST(Mlkem768Arithmetic, Montgomery_reduces_its_whole_range) {
  constexpr std::int32_t kLimit = kQ * 32768;
  for (std::int32_t value = -kLimit + 1; value < kLimit; ++value) {
    const int reduced = montgomery_reduce(value);
    if (std::abs(reduced) >= kQ || (reduced * kR - value) % kQ != 0) FAIL() << value << " -> " << reduced;
  }
}

TEST(Mlkem768Arithmetic, Montgomery_multiplication_is_the_reduction_of_the_product) {
  for (int left = -32768; left <= 32767; ++left) {
    for (int right = -kQ; right <= kQ; right += 37) {
      const auto a = static_cast<std::int16_t>(left);
      const auto b = static_cast<std::int16_t>(right);
      if (montgomery_multiply(a, b) != montgomery_reduce(left * right)) FAIL() << left << " * " << right;
    }
  }
}

Poly random_poly(std::mt19937& random, int limit) {
  std::uniform_int_distribution<int> value(-limit, limit);
  Poly out{};
  for (auto& c : out) c = static_cast<std::int16_t>(value(random));
  return out;
}

// Multiplication in Z_q[X] / (X^256 + 1) as it is taught.
std::array<int, kDegree> schoolbook(const Poly& left, const Poly& right) {
  std::array<std::int64_t, kDegree> sums{};
  for (std::size_t i = 0; i < kDegree; ++i) {
    for (std::size_t j = 0; j < kDegree; ++j) {
      const std::int64_t product = std::int64_t{left[i]} * right[j];
      sums[(i + j) % kDegree] += i + j < kDegree ? product : -product;
    }
  }
  std::array<int, kDegree> out{};
  for (std::size_t i = 0; i < kDegree; ++i) out[i] = modulo(sums[i]);
  return out;
}

// The product of one pair by way of the transform; the other two places of the vectors stay zero.
std::array<int, kDegree> by_transform(Poly left, const Poly& right) {
  Prepared prepared{};
  prepared.vector[0] = right;
  ntt(left);
  ntt(prepared.vector[0]);
  prepare(prepared);
  const Poly zero{};
  Poly product{};
  inner_product(product, {&left, &zero, &zero}, prepared);
  inverse_ntt(product);
  std::array<int, kDegree> out{};
  for (std::size_t i = 0; i < kDegree; ++i) out[i] = modulo(product[i]);
  return out;
}

TEST(Mlkem768Arithmetic, The_transform_multiplies_like_the_schoolbook) {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    const auto left = random_poly(random, kQ);
    const auto right = random_poly(random, kQ);
    ASSERT_EQ(by_transform(left, right), schoolbook(left, right));
  }
}

TEST(Mlkem768Arithmetic, The_extremes_of_every_bound_multiply_without_overflow) {
  for (const auto value : {kQ, static_cast<std::int16_t>(-kQ)}) {
    Poly extreme{};
    extreme.fill(value);
    Poly nearly{};
    nearly.fill(static_cast<std::int16_t>(value - (value > 0 ? 1 : -1)));
    ASSERT_EQ(by_transform(extreme, nearly), schoolbook(extreme, nearly));
    ASSERT_EQ(by_transform(nearly, nearly), schoolbook(nearly, nearly));
  }
}

TEST(Mlkem768Arithmetic, Three_products_add_up_at_the_largest_coefficients) {
  Prepared prepared{};
  Poly largest{};
  largest.fill(kQ);
  for (auto& poly : prepared.vector) poly.fill((kQ + 1) / 2);
  prepare(prepared);
  Poly one{};
  Poly three{};
  const Poly zero{};
  inner_product(one, {&largest, &zero, &zero}, prepared);
  inner_product(three, {&largest, &largest, &largest}, prepared);
  for (std::size_t i = 0; i < kDegree; ++i) ASSERT_EQ(modulo(3 * one[i]), modulo(three[i]));
}

TEST(Mlkem768Arithmetic, The_inverse_transform_undoes_the_transform) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    const auto original = random_poly(random, kQ);
    auto poly = original;
    ntt(poly);
    inverse_ntt(poly);
    for (std::size_t i = 0; i < kDegree; ++i)
      ASSERT_EQ(modulo(poly[i]), modulo(std::int64_t{original[i]} * kR));
  }
}

TEST(Mlkem768Arithmetic, The_inverse_transform_bears_four_times_q) {
  // Multiples of q stand for zero, whose transform is zero.
  for (const int sign : {1, -1}) {
    Poly poly{};
    for (std::size_t i = 0; i < kDegree; ++i) {
      poly[i] = static_cast<std::int16_t>((i % 3 == 0 ? -sign : sign) * 4 * kQ);
    }
    inverse_ntt(poly);
    for (const auto c : poly) ASSERT_EQ(modulo(c), 0);
  }
}

TEST(Mlkem768Arithmetic, Twelve_bits_come_back_for_every_canonical_value) {
  for (int first = 0; first < kQ; first += int{kDegree}) {
    Poly poly{};
    for (std::size_t i = 0; i < kDegree; ++i) {
      poly[i] = static_cast<std::int16_t>(std::min(first + static_cast<int>(i), kQ - 1));
    }
    std::array<std::uint8_t, 384> bytes{};
    encode(bytes, poly);
    EXPECT_TRUE(is_reduced(bytes));
    Poly back{};
    decode(back, bytes);
    EXPECT_EQ(back, poly);
  }
}

TEST(Mlkem768Arithmetic, One_coefficient_of_q_or_more_is_seen_wherever_it_stands) {
  for (std::size_t at = 0; at < kDegree; ++at) {
    for (const unsigned value : {3328U, 3329U, 4095U}) {
      std::array<std::uint8_t, 384> bytes{};
      auto* pair = &bytes[at / 2 * 3];
      const unsigned shifted = at % 2 == 0 ? value : value << 12U;
      for (unsigned i = 0; i < 3; ++i) pair[i] = static_cast<std::uint8_t>(shifted >> (8 * i));
      EXPECT_EQ(is_reduced(bytes), value < 3329);
    }
  }
}

TEST(Mlkem768Arithmetic, Noise_is_between_minus_two_and_two_with_the_binomial_weights) {
  std::array<int, 5> counts{};
  std::array<std::uint8_t, 32> seed{};
  for (int nonce = 0; nonce < 250; ++nonce) {
    Poly poly{};
    sample_noise(poly, seed, static_cast<std::uint8_t>(nonce));
    for (const auto c : poly) ++counts.at(static_cast<std::size_t>(c + 2));
  }
  // 64,000 draws in sixteenths of 1, 4, 6, 4, 1.
  constexpr std::array<int, 5> kExpected{4000, 16'000, 24'000, 16'000, 4000};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(counts[i], kExpected[i], 600);
}

}  // namespace
}  // namespace stille::mlkem768
