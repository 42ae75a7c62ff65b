// Polynomials of degree below 256 over Z_q: transform, products, sampling (FIPS 203 section 4).
// Knows nothing of keys or ciphertexts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "common/crypto/mlkem768/field.hpp"

namespace stille::mlkem768 {

inline constexpr std::size_t kDegree = 256;
inline constexpr std::size_t kRank = 3;

using Poly = std::array<std::int16_t, kDegree>;
using Vector = std::array<Poly, kRank>;
using Matrix = std::array<Vector, kRank>;
using Seed32 = std::span<const std::uint8_t, 32>;

/// Barrett for every coefficient.
void reduce(Poly& poly) noexcept;
/// target += other, coefficient by coefficient; the sums must fit 16 bits.
void add(Poly& target, const Poly& other) noexcept;
/// target = from - target.
void subtract_from(Poly& target, const Poly& from) noexcept;

/// The transform, in place and in bit-reversed order. In: |c| <= q. Out: reduced.
void ntt(Poly& poly) noexcept;
/// The inverse, times R. In: |c| <= 4q. Out: |c| < q.
void inverse_ntt(Poly& poly) noexcept;

/// A vector in the transformed domain, prepared to be multiplied several times.
struct Prepared {
  Vector vector;
  // Odd coefficients times the root that belongs to their pair.
  std::array<std::array<std::int16_t, kDegree / 2>, kRank> twisted;
};
/// Fills `twisted` from `vector`, whose coefficients are reduced.
void prepare(Prepared& prepared) noexcept;
using Row = std::array<const Poly*, kRank>;
/// out = (sum of row[i] * prepared.vector[i]) / R in the transformed domain. In: |row| <= q. Out: |c| < q.
void inner_product(Poly& out, const Row& row, const Prepared& prepared) noexcept;
/// Every coefficient times R.
void to_montgomery(Poly& poly) noexcept;

/// SampleNTT of rho || column || row, by rejection: for public seeds only.
void sample_uniform(Poly& out, Seed32 rho, std::uint8_t column, std::uint8_t row) noexcept;
/// SamplePolyCBD_2 of SHAKE256(seed || nonce): coefficients from -2 to 2.
void sample_noise(Poly& out, Seed32 seed, std::uint8_t nonce) noexcept;

}  // namespace stille::mlkem768
