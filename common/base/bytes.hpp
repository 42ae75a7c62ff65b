// Byte sequences: owned, viewed, fixed-size and typed; and the big-endian reader and writer of PROTOCOL.md.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/result.hpp"

namespace stille {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using ByteSpan = std::span<std::uint8_t>;

/// The bytes of a text, unchanged. The view lives as long as the text.
ByteView as_bytes(std::string_view text) noexcept;
/// The text that these bytes spell; no check of the encoding. Lives as long as the bytes.
std::string_view as_text(ByteView bytes) noexcept;
/// One after the other.
Bytes concat(std::initializer_list<ByteView> parts);
/// Equality of public bytes; secrets are compared with crypto::equal.
bool same(ByteView left, ByteView right) noexcept;

/// N public bytes whose tag says what they are; two of different tags never mix.
template <class Tag, std::size_t N>
struct Fixed {
  static constexpr std::size_t size = N;
  std::array<std::uint8_t, N> raw{};

  /// bad_length unless exactly N bytes.
  static Result<Fixed> parse(ByteView bytes) {
    if (bytes.size() != N) return fail(Errc::bad_length);
    return copy_of(bytes);
  }
  /// The caller has made sure that there are N bytes.
  static Fixed copy_of(ByteView bytes) noexcept {
    Fixed out;
    std::copy_n(bytes.begin(), N, out.raw.begin());
    return out;
  }
  [[nodiscard]] std::span<const std::uint8_t, N> view() const noexcept { return raw; }
  auto operator<=>(const Fixed&) const = default;
};

/// Hash for unordered containers of random ids; not for values an attacker can choose freely.
struct FixedHash {
  template <class Tag, std::size_t N>
  std::size_t operator()(const Fixed<Tag, N>& value) const noexcept {
    static_assert(N >= sizeof(std::size_t));
    std::size_t out = 0;
    std::memcpy(&out, value.raw.data(), sizeof out);
    return out;
  }
};

/// Appends integers big-endian and raw bytes. Not for secrets: its buffer is not wiped.
class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value);
  ByteWriter& u16(std::uint16_t value);
  ByteWriter& u32(std::uint32_t value);
  ByteWriter& u64(std::uint64_t value);
  ByteWriter& raw(ByteView bytes);
  /// u32 length, then the bytes.
  ByteWriter& sized(ByteView bytes);
  [[nodiscard]] const Bytes& bytes() const& noexcept { return out_; }
  [[nodiscard]] Bytes bytes() && noexcept { return std::move(out_); }

 private:
  Bytes out_;
};

/// Takes a view apart from the front. Every step answers bad_length when too little is left.
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) noexcept : rest_(bytes) {}
  Result<std::uint8_t> u8();
  Result<std::uint16_t> u16();
  Result<std::uint32_t> u32();
  Result<std::uint64_t> u64();
  Result<ByteView> raw(std::size_t count);
  /// u32 length (at most `limit`, else too_large), then the bytes.
  Result<ByteView> sized(std::size_t limit);
  template <class F>
  Result<F> fixed() {
    STILLE_TRY(auto bytes, raw(F::size));
    return F::copy_of(bytes);
  }
  [[nodiscard]] ByteView rest() const noexcept { return rest_; }
  /// bad_length when bytes are left over.
  Result<void> done() const;

 private:
  Result<std::uint64_t> integer(std::size_t count);
  ByteView rest_;
};

/// Big-endian encodings of fixed width.
std::array<std::uint8_t, 4> be32(std::uint32_t value) noexcept;
std::array<std::uint8_t, 8> be64(std::uint64_t value) noexcept;

}  // namespace stille
