// Writing and reading fixed encodings that hold secrets: the memory is of its final size from the start, so
// no copy is left behind, and it is wiped. Knows nothing of what is written.
#pragma once

#include <optional>

#include "common/base/time.hpp"
#include "common/crypto/secret.hpp"

namespace stille::e2e {

/// Without memory it only counts; with memory of that count it writes. Integers big-endian.
class SecretWriter {
 public:
  SecretWriter() = default;
  explicit SecretWriter(ByteSpan memory) noexcept : memory_(memory) {}

  SecretWriter& raw(ByteView bytes) {
    if (!memory_.empty()) std::copy(bytes.begin(), bytes.end(), memory_.subspan(size_).begin());
    size_ += bytes.size();
    return *this;
  }
  SecretWriter& u8(std::uint8_t value) { return raw({&value, 1}); }
  SecretWriter& u32(std::uint32_t value) { return raw(be32(value)); }
  SecretWriter& u64(std::uint64_t value) { return raw(be64(value)); }
  SecretWriter& flag(bool value) { return u8(value ? 1 : 0); }
  SecretWriter& time(TimePoint value) {
    return u64(static_cast<std::uint64_t>(value.time_since_epoch().count()));
  }
  SecretWriter& time(const std::optional<TimePoint>& value) {
    flag(value.has_value());
    return value ? time(*value) : *this;
  }
  template <class Tag, std::size_t N>
  SecretWriter& secret(const crypto::Secret<Tag, N>& value) {
    return raw(value.expose());
  }
  template <class Tag, std::size_t N>
  SecretWriter& fixed(const Fixed<Tag, N>& value) {
    return raw(value.view());
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  ByteSpan memory_;
  std::size_t size_ = 0;
};

/// `write(SecretWriter&)` is called twice: to count, then to write.
template <class Write>
crypto::SecretBytes encode_secret(Write write) {
  SecretWriter counter;
  write(counter);
  crypto::SecretBytes out(counter.size());
  SecretWriter writer(out.fill());
  write(writer);
  return out;
}

/// One after the other.
inline crypto::SecretBytes concat_secret(std::initializer_list<ByteView> parts) {
  return encode_secret([&](SecretWriter& out) {
    for (const auto part : parts) out.raw(part);
  });
}

/// Reads the same fields; the first one that does not fit spoils everything after it, so that one check at
/// the end is enough.
class SecretReader {
 public:
  explicit SecretReader(ByteView bytes) noexcept : rest_(bytes) {}

  ByteView raw(std::size_t count) {
    if (count > rest_.size()) good_ = false;
    const auto taken = good_ ? rest_.first(count) : ByteView();
    rest_ = good_ ? rest_.subspan(count) : ByteView();
    return taken;
  }
  std::uint8_t u8() { return static_cast<std::uint8_t>(integer(1)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(integer(4)); }
  std::uint64_t u64() { return integer(8); }
  /// At most `limit`.
  std::uint32_t count(std::size_t limit) { return static_cast<std::uint32_t>(most(u32(), limit)); }
  std::uint8_t choice(std::uint8_t limit) { return static_cast<std::uint8_t>(most(u8(), limit)); }
  bool flag() { return choice(1) == 1; }
  TimePoint time() { return TimePoint(milliseconds(static_cast<std::int64_t>(u64()))); }
  void time(std::optional<TimePoint>& out) {
    if (flag()) out = time();
  }
  template <class Tag, std::size_t N>
  void secret(crypto::Secret<Tag, N>& out) {
    const auto from = raw(N);
    std::copy(from.begin(), from.end(), out.fill().begin());
  }
  template <class Tag, std::size_t N>
  void fixed(Fixed<Tag, N>& out) {
    const auto from = raw(N);
    std::copy(from.begin(), from.end(), out.raw.begin());
  }
  void require(bool holds) { good_ = good_ && holds; }
  /// Everything fitted so far.
  [[nodiscard]] bool good() const noexcept { return good_; }
  /// Everything fitted and nothing is left.
  [[nodiscard]] bool finished() const noexcept { return good_ && rest_.empty(); }

 private:
  std::uint64_t integer(std::size_t size) {
    std::uint64_t out = 0;
    for (auto byte : raw(size)) out = (out << 8U) | byte;
    return out;
  }
  std::uint64_t most(std::uint64_t value, std::size_t limit) {
    require(value <= limit);
    return good_ ? value : 0;
  }

  ByteView rest_;
  bool good_ = true;
};

}  // namespace stille::e2e
