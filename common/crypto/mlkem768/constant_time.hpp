// What keeps secrets out of branches and out of memory that is given back: barrier, choice, wiping,
// declassification. Knows nothing of lattices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#ifdef STILLE_CT_CHECK
#include <valgrind/memcheck.h>
#endif

namespace stille::mlkem768 {

/// The same value, of which the compiler knows nothing: it cannot turn arithmetic on it into a branch.
template <class T>
[[nodiscard]] inline T barrier(T value) noexcept {
  asm volatile("" : "+r"(value));
  return value;
}

/// All ones when the inputs differ in any bit, else zero. Equal lengths; time depends on the length only.
[[nodiscard]] inline std::uint8_t difference_mask(std::span<const std::uint8_t> left,
                                                  std::span<const std::uint8_t> right) noexcept {
  std::uint32_t difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) difference |= static_cast<std::uint32_t>(left[i] ^ right[i]);
  // Zero wraps around, any byte value does not.
  return static_cast<std::uint8_t>(~((barrier(difference) - 1U) >> 8U) & 0xffU);
}

/// target = mask is all ones ? source : target, with mask either zero or all ones.
inline void conditional_copy(std::span<std::uint8_t> target, std::span<const std::uint8_t> source,
                             std::uint8_t mask) noexcept {
  const auto opaque = barrier(std::uint32_t{mask});
  for (std::size_t i = 0; i < target.size(); ++i) {
    target[i] =
        static_cast<std::uint8_t>(target[i] ^ (opaque & static_cast<std::uint32_t>(target[i] ^ source[i])));
  }
}

/// Tells the constant-time check that these bytes are public from here on. Nothing in the product.
inline void declassify([[maybe_unused]] std::span<const std::uint8_t> bytes) noexcept {
#ifdef STILLE_CT_CHECK
  (void)VALGRIND_MAKE_MEM_DEFINED(bytes.data(), bytes.size());
#endif
}

/// A plain value that is overwritten when it goes out of scope. Not initialised: every use fills it first.
template <class T>
class Wiped {
 public:
  Wiped() noexcept {}  // NOLINT: see above
  ~Wiped() {
    std::memset(static_cast<void*>(&value_), 0, sizeof value_);
    asm volatile("" : : "r"(&value_) : "memory");
  }
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  [[nodiscard]] T& operator*() noexcept { return value_; }
  [[nodiscard]] T* operator->() noexcept { return &value_; }

 private:
  T value_;
};

}  // namespace stille::mlkem768
