// Polynomials as bytes: 12 bits a coefficient for keys, compressed to 10, 4 or 1 for ciphertexts and
// messages. Knows nothing of what the polynomials mean.
#pragma once

#include <cstdint>
#include <span>

#include "common/crypto/mlkem768/poly.hpp"

namespace stille::mlkem768 {

template <unsigned Bits>
using PackedOut = std::span<std::uint8_t, kDegree * Bits / 8>;
template <unsigned Bits>
using PackedIn = std::span<const std::uint8_t, kDegree * Bits / 8>;

/// ByteEncode_12 of the canonical coefficients. In: |c| < q.
void encode(PackedOut<12> out, const Poly& poly) noexcept;
/// ByteDecode_12 without the reduction: coefficients below 4096.
void decode(Poly& out, PackedIn<12> bytes) noexcept;
/// Whether decode would give only coefficients below q. Takes the same time for all inputs.
[[nodiscard]] bool is_reduced(PackedIn<12> bytes) noexcept;

/// ByteEncode_d(Compress_d(poly)) for d = 1, 4, 10. In: |c| < q.
template <unsigned Bits>
void encode_compressed(PackedOut<Bits> out, const Poly& poly) noexcept;
/// Decompress_d(ByteDecode_d(bytes)): coefficients in [0, q].
template <unsigned Bits>
void decode_compressed(Poly& out, PackedIn<Bits> bytes) noexcept;

}  // namespace stille::mlkem768
