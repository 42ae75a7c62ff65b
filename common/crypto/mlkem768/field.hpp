// Arithmetic modulo q = 3329 in 16-bit words, Montgomery's way with R = 2^16. No division, no branch.
// Knows nothing of polynomials.
#pragma once

#include <cstdint>

namespace stille::mlkem768 {

inline constexpr std::int16_t kQ = 3329;

/// The upper half of a 16 by 16 bit product.
[[nodiscard]] constexpr std::int16_t multiply_high(std::int16_t left, std::int16_t right) noexcept {
  return static_cast<std::int16_t>((std::int32_t{left} * right) >> 16);
}

/// The lower half, as a signed number.
[[nodiscard]] constexpr std::int16_t multiply_low(std::int16_t left, std::int16_t right) noexcept {
  return static_cast<std::int16_t>(std::int32_t{left} * right);
}

inline constexpr std::int16_t kInverseOfQ = -3327;  // q^-1 modulo 2^16
static_assert(multiply_low(kQ, kInverseOfQ) == 1);

/// value / R modulo q, strictly between -q and q, for |value| < q * 2^15.
[[nodiscard]] constexpr std::int16_t montgomery_reduce(std::int32_t value) noexcept {
  const auto multiple = multiply_low(static_cast<std::int16_t>(value), kInverseOfQ);
  return static_cast<std::int16_t>((value - std::int32_t{multiple} * kQ) >> 16);
}

/// left * right / R modulo q, strictly between -q and q, for |left * right| < q * 2^15.
/// The same as montgomery_reduce of the product, in a form that fits vectors of 16-bit words.
[[nodiscard]] constexpr std::int16_t montgomery_multiply(std::int16_t left, std::int16_t right) noexcept {
  const auto multiple = multiply_low(multiply_low(left, right), kInverseOfQ);
  return static_cast<std::int16_t>(multiply_high(left, right) - multiply_high(multiple, kQ));
}

/// Congruent to value and between -q/2 and q/2 (rounded outward), for every value.
[[nodiscard]] constexpr std::int16_t barrett_reduce(std::int16_t value) noexcept {
  constexpr std::int16_t kReciprocal = 20159;  // 2^26 / q, rounded
  const auto quotient = static_cast<std::int16_t>((multiply_high(value, kReciprocal) + 512) >> 10);
  return static_cast<std::int16_t>(value - multiply_low(quotient, kQ));
}

/// The representative in [0, q) of a value strictly between -q and q.
[[nodiscard]] constexpr std::uint16_t canonical(std::int16_t value) noexcept {
  return static_cast<std::uint16_t>(value + ((value >> 15) & kQ));
}

/// round(2^bits / q * value) modulo 2^bits for value in [0, q): FIPS 203 (4.7).
template <unsigned Bits>
[[nodiscard]] constexpr std::uint16_t compress(std::uint16_t value) noexcept {
  static_assert(Bits <= 11);
  constexpr std::uint64_t kReciprocal = ((std::uint64_t{1} << 34U) + kQ - 1) / kQ;
  const std::uint64_t scaled = (std::uint64_t{value} << Bits) + kQ / 2;
  return static_cast<std::uint16_t>(((scaled * kReciprocal) >> 34U) & ((1U << Bits) - 1U));
}

/// round(q / 2^bits * value) for value in [0, 2^bits): FIPS 203 (4.8).
template <unsigned Bits>
[[nodiscard]] constexpr std::int16_t decompress(std::uint16_t value) noexcept {
  return static_cast<std::int16_t>((std::uint32_t{value} * kQ + (1U << (Bits - 1U))) >> Bits);
}

}  // namespace stille::mlkem768
