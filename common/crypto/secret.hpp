// Secret<Tag, N>: key material with a type of its own, wiped when it goes.
// Has no ==, no << and no conversion: the only way in or out is a word one can search for.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "common/base/bytes.hpp"

namespace stille::crypto {

/// Overwrites memory in a way the compiler may not remove.
void wipe(ByteSpan memory) noexcept;
/// Comparison in constant time of equally long inputs; false for different lengths.
[[nodiscard]] bool equal(ByteView left, ByteView right) noexcept;
/// Prepares the cryptographic library. Every program calls it first; false is fatal. Safe to repeat.
[[nodiscard]] bool initialise() noexcept;

/// Move-only. N bytes, zero at first; the source of a move is wiped at once.
template <class Tag, std::size_t N>
class Secret {
 public:
  static constexpr std::size_t size = N;

  Secret() noexcept = default;
  ~Secret() { wipe(bytes_); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept : bytes_(other.bytes_) { wipe(other.bytes_); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      wipe(other.bytes_);
    }
    return *this;
  }

  /// Copies exactly N bytes in; the caller still owns, and wipes, the source.
  static Secret from(std::span<const std::uint8_t, N> bytes) noexcept {
    Secret out;
    std::copy(bytes.begin(), bytes.end(), out.bytes_.begin());
    return out;
  }
  [[nodiscard]] Secret clone() const noexcept { return from(bytes_); }
  /// Reads the key material. Lives as long as this object.
  [[nodiscard]] std::span<const std::uint8_t, N> expose() const noexcept { return bytes_; }
  /// For functions that produce the key material in place.
  [[nodiscard]] std::span<std::uint8_t, N> fill() noexcept { return bytes_; }

 private:
  std::array<std::uint8_t, N> bytes_{};
};

/// Bytes of any length that are wiped when they go: plaintexts, encoded states, passphrases. Move-only.
class SecretBytes {
 public:
  SecretBytes() = default;
  explicit SecretBytes(std::size_t size) : bytes_(size) {}
  explicit SecretBytes(ByteView bytes) : bytes_(bytes.begin(), bytes.end()) {}
  ~SecretBytes() { wipe(bytes_); }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::move(other.bytes_)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
      wipe(bytes_);
      bytes_ = std::move(other.bytes_);
    }
    return *this;
  }
  [[nodiscard]] SecretBytes clone() const { return SecretBytes(ByteView(bytes_)); }
  [[nodiscard]] ByteView expose() const noexcept { return bytes_; }
  [[nodiscard]] ByteSpan fill() noexcept { return bytes_; }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

 private:
  Bytes bytes_;
};

}  // namespace stille::crypto
