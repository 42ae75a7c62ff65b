#include "common/crypto/mlkem768/poly.hpp"

#include "common/crypto/mlkem768/constant_time.hpp"
#include "common/crypto/mlkem768/keccak.hpp"

namespace stille::mlkem768 {
namespace {

// Powers of 17 in bit-reversed order, times R, between -q/2 and q/2. Division happens in the compiler only.
consteval std::array<std::int16_t, 128> roots() {
  std::array<std::int16_t, 128> out{};
  for (unsigned i = 0; i < 128; ++i) {
    unsigned exponent = 0;
    for (unsigned bit = 0; bit < 7; ++bit) exponent |= ((i >> bit) & 1U) << (6U - bit);
    unsigned value = 65536U % kQ;
    for (unsigned n = 0; n < exponent; ++n) value = value * 17U % kQ;
    out[i] =
        static_cast<std::int16_t>(value > kQ / 2 ? static_cast<int>(value) - kQ : static_cast<int>(value));
  }
  return out;
}

constexpr auto kRoots = roots();
constexpr std::int16_t kRSquared = 1353;         // R^2 modulo q
constexpr std::int16_t kRSquaredOver128 = 1441;  // R^2 / 128 modulo q
static_assert(kRSquared == (std::uint64_t{1} << 32U) % kQ);
static_assert(kRSquaredOver128 * 128 % kQ == kRSquared);

}  // namespace

void reduce(Poly& poly) noexcept {
  for (auto& c : poly) c = barrett_reduce(c);
}

void add(Poly& target, const Poly& other) noexcept {
  for (std::size_t i = 0; i < kDegree; ++i) target[i] = static_cast<std::int16_t>(target[i] + other[i]);
}

void subtract_from(Poly& target, const Poly& from) noexcept {
  for (std::size_t i = 0; i < kDegree; ++i) target[i] = static_cast<std::int16_t>(from[i] - target[i]);
}

void ntt(Poly& poly) noexcept {
  std::size_t k = 1;
  for (std::size_t length = 128; length >= 2; length /= 2) {
    for (std::size_t start = 0; start < kDegree; start += 2 * length) {
      const auto root = kRoots[k++];
      std::int16_t* low = &poly[start];
      std::int16_t* high = low + length;
      for (std::size_t j = 0; j < length; ++j) {
        const auto product = montgomery_multiply(high[j], root);
        high[j] = static_cast<std::int16_t>(low[j] - product);
        low[j] = static_cast<std::int16_t>(low[j] + product);
      }
    }
  }
  reduce(poly);
}

void inverse_ntt(Poly& poly) noexcept {
  std::size_t k = 127;
  for (std::size_t length = 2; length <= 128; length *= 2) {
    for (std::size_t start = 0; start < kDegree; start += 2 * length) {
      const auto root = kRoots[k--];
      std::int16_t* low = &poly[start];
      std::int16_t* high = low + length;
      for (std::size_t j = 0; j < length; ++j) {
        const auto difference = static_cast<std::int16_t>(high[j] - low[j]);
        low[j] = barrett_reduce(static_cast<std::int16_t>(low[j] + high[j]));
        high[j] = montgomery_multiply(difference, root);
      }
    }
  }
  for (auto& c : poly) c = montgomery_multiply(c, kRSquaredOver128);
}

void prepare(Prepared& prepared) noexcept {
  for (std::size_t v = 0; v < kRank; ++v) {
    const auto& poly = prepared.vector[v];
    auto& twisted = prepared.twisted[v];
    for (std::size_t i = 0; i < kDegree / 4; ++i) {
      const auto root = kRoots[64 + i];
      twisted[2 * i] = montgomery_multiply(poly[4 * i + 1], root);
      twisted[2 * i + 1] = montgomery_multiply(poly[4 * i + 3], static_cast<std::int16_t>(-root));
    }
  }
}

void inner_product(Poly& out, const Row& row, const Prepared& prepared) noexcept {
  for (std::size_t i = 0; i < kDegree / 2; ++i) {
    std::int32_t even = 0;
    std::int32_t odd = 0;
    for (std::size_t v = 0; v < kRank; ++v) {
      const std::int32_t a0 = (*row[v])[2 * i];
      const std::int32_t a1 = (*row[v])[2 * i + 1];
      const std::int32_t b0 = prepared.vector[v][2 * i];
      const std::int32_t b1 = prepared.vector[v][2 * i + 1];
      even += a0 * b0 + a1 * prepared.twisted[v][i];
      odd += a0 * b1 + a1 * b0;
    }
    out[2 * i] = montgomery_reduce(even);
    out[2 * i + 1] = montgomery_reduce(odd);
  }
}

void to_montgomery(Poly& poly) noexcept {
  for (auto& c : poly) c = montgomery_multiply(c, kRSquared);
}

void sample_uniform(Poly& out, Seed32 rho, std::uint8_t column, std::uint8_t row) noexcept {
  const std::array<std::uint8_t, 2> place{column, row};
  Sponge sponge(kShake128);
  sponge.absorb(rho);
  sponge.absorb(place);
  std::array<std::uint8_t, kShake128.rate> block{};
  std::size_t filled = 0;
  while (filled < kDegree) {
    sponge.squeeze(block);
    for (std::size_t i = 0; i < block.size() && filled < kDegree; i += 3) {
      const auto first = static_cast<std::int16_t>(block[i] | ((block[i + 1] & 0x0f) << 8));
      const auto second = static_cast<std::int16_t>((block[i + 1] >> 4) | (block[i + 2] << 4));
      if (first < kQ) out[filled++] = first;
      if (second < kQ && filled < kDegree) out[filled++] = second;
    }
  }
}

void sample_noise(Poly& out, Seed32 seed, std::uint8_t nonce) noexcept {
  Wiped<std::array<std::uint8_t, kDegree / 2>> random;
  keccak(kShake256, *random, {seed, std::span(&nonce, 1)});
  for (std::size_t i = 0; i < kDegree / 2; ++i) {
    const std::uint32_t byte = (*random)[i];
    // Two-bit sums of neighbouring bits: each coefficient is the difference of two of them.
    const std::uint32_t sums = (byte & 0x55U) + ((byte >> 1U) & 0x55U);
    out[2 * i] = static_cast<std::int16_t>((sums & 3U) - ((sums >> 2U) & 3U));
    out[2 * i + 1] = static_cast<std::int16_t>(((sums >> 4U) & 3U) - (sums >> 6U));
  }
}

}  // namespace stille::mlkem768
