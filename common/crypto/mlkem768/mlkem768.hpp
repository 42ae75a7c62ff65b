// ML-KEM-768 as in FIPS 203 (August 2024), built in: all randomness comes from the caller. No heap, no
// recursion, constant time in every secret. Knows nothing of who generates the seeds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace stille::mlkem768 {

inline constexpr std::size_t kSeedSize = 64;          // d || z
inline constexpr std::size_t kCoinsSize = 32;         // m
inline constexpr std::size_t kPublicSize = 1184;      // ek
inline constexpr std::size_t kCiphertextSize = 1088;  // c
inline constexpr std::size_t kExpandedSize = 2400;    // dk: s || ek || H(ek) || z
inline constexpr std::size_t kSharedSize = 32;        // K

template <std::size_t N>
using In = std::span<const std::uint8_t, N>;
template <std::size_t N>
using Out = std::span<std::uint8_t, N>;

/// KeyGen_internal, the public half (FIPS 203 algorithm 16).
void public_key(Out<kPublicSize> ek, In<kSeedSize> seed) noexcept;
/// KeyGen_internal, the expanded decapsulation key. The project stores seeds; this form is for exchange with
/// others.
void expanded_key(Out<kExpandedSize> dk, In<kSeedSize> seed) noexcept;
/// Encaps_internal (algorithm 17). `ek` has passed check_public; otherwise the result is useless, not
/// dangerous.
void encapsulate(Out<kCiphertextSize> ct, Out<kSharedSize> shared, In<kPublicSize> ek,
                 In<kCoinsSize> coins) noexcept;
/// Decaps_internal (algorithm 18) straight from the seed. A wrong ciphertext gives a pseudo-random secret.
void decapsulate(Out<kSharedSize> shared, In<kSeedSize> seed, In<kCiphertextSize> ct) noexcept;
/// The same with an expanded key that has passed check_expanded.
void decapsulate_expanded(Out<kSharedSize> shared, In<kExpandedSize> dk, In<kCiphertextSize> ct) noexcept;

/// The modulus check of section 7.2.
[[nodiscard]] bool check_public(In<kPublicSize> ek) noexcept;
/// The hash check of section 7.3, and that neither half has a coefficient of q or more.
[[nodiscard]] bool check_expanded(In<kExpandedSize> dk) noexcept;

}  // namespace stille::mlkem768
