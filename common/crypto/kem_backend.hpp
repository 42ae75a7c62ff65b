// The implementations of ML-KEM-768 that this build has, side by side: kem.cpp picks one, tests run all.
// Knows nothing of who asks. Private to common/crypto and its tests.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stille::crypto {

/// Shapes as in mlkem768.hpp. False only when a library fails for reasons of its own, such as memory.
struct KemBackend {
  std::string_view name;
  bool (*public_key)(std::span<std::uint8_t, 1184> ek, std::span<const std::uint8_t, 64> seed) noexcept;
  bool (*encapsulate)(std::span<std::uint8_t, 1088> ct, std::span<std::uint8_t, 32> shared,
                      std::span<const std::uint8_t, 1184> ek,
                      std::span<const std::uint8_t, 32> coins) noexcept;
  bool (*decapsulate)(std::span<std::uint8_t, 32> shared, std::span<const std::uint8_t, 64> seed,
                      std::span<const std::uint8_t, 1088> ct) noexcept;
};

extern const KemBackend kKemBuiltIn;
/// Null when the library of this build is too old.
const KemBackend* kem_of_libsodium() noexcept;
const KemBackend* kem_of_openssl() noexcept;

}  // namespace stille::crypto
