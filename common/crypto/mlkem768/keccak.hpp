// Keccak-f[1600] and the four functions of FIPS 202 that ML-KEM uses. Constant time in the content, not the
// length. Knows nothing of what it hashes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace stille::mlkem768 {

struct KeccakKind {
  std::size_t rate;     // bytes, a multiple of eight
  std::uint8_t suffix;  // domain bits and the first bit of the padding
};
inline constexpr KeccakKind kSha3_256{136, 0x06};
inline constexpr KeccakKind kSha3_512{72, 0x06};
inline constexpr KeccakKind kShake128{168, 0x1f};
inline constexpr KeccakKind kShake256{136, 0x1f};

/// Absorb any number of times, then squeeze any number of times; not the other way round. Wiped when it goes.
class Sponge {
 public:
  explicit Sponge(KeccakKind kind) noexcept : kind_(kind) {}
  ~Sponge();
  Sponge(const Sponge&) = delete;
  Sponge& operator=(const Sponge&) = delete;
  void absorb(std::span<const std::uint8_t> bytes) noexcept;
  void squeeze(std::span<std::uint8_t> out) noexcept;

 private:
  void permute() noexcept;

  std::array<std::uint64_t, 25> lanes_{};
  KeccakKind kind_;
  std::size_t at_ = 0;
  bool squeezing_ = false;
};

/// The parts one after the other, hashed into as many bytes as `out` has.
void keccak(KeccakKind kind, std::span<std::uint8_t> out,
            std::initializer_list<std::span<const std::uint8_t>> parts) noexcept;

}  // namespace stille::mlkem768
