#include "common/base/bytes.hpp"

namespace stille {

ByteView as_bytes(std::string_view text) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes concat(std::initializer_list<ByteView> parts) {
  std::size_t total = 0;
  for (auto part : parts) total += part.size();
  Bytes out;
  out.reserve(total);
  for (auto part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

bool same(ByteView left, ByteView right) noexcept {
  return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

std::array<std::uint8_t, 4> be32(std::uint32_t value) noexcept {
  return {static_cast<std::uint8_t>(value >> 24U), static_cast<std::uint8_t>(value >> 16U),
          static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value)};
}

std::array<std::uint8_t, 8> be64(std::uint64_t value) noexcept {
  std::array<std::uint8_t, 8> out{};
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(value >> (56U - 8U * i));
  return out;
}

ByteWriter& ByteWriter::u8(std::uint8_t value) {
  out_.push_back(value);
  return *this;
}

ByteWriter& ByteWriter::u16(std::uint16_t value) {
  return u8(static_cast<std::uint8_t>(value >> 8U)).u8(static_cast<std::uint8_t>(value));
}

ByteWriter& ByteWriter::u32(std::uint32_t value) {
  return raw(be32(value));
}

ByteWriter& ByteWriter::u64(std::uint64_t value) {
  return raw(be64(value));
}

ByteWriter& ByteWriter::raw(ByteView bytes) {
  out_.insert(out_.end(), bytes.begin(), bytes.end());
  return *this;
}

ByteWriter& ByteWriter::sized(ByteView bytes) {
  return u32(static_cast<std::uint32_t>(bytes.size())).raw(bytes);
}

Result<ByteView> ByteReader::raw(std::size_t count) {
  if (count > rest_.size()) return fail(Errc::bad_length);
  auto out = rest_.first(count);
  rest_ = rest_.subspan(count);
  return out;
}

Result<ByteView> ByteReader::sized(std::size_t limit) {
  STILLE_TRY(auto length, u32());
  if (length > limit) return fail(Errc::too_large);
  return raw(length);
}

Result<std::uint64_t> ByteReader::integer(std::size_t count) {
  STILLE_TRY(auto bytes, raw(count));
  std::uint64_t out = 0;
  for (auto byte : bytes) out = (out << 8U) | byte;
  return out;
}

Result<std::uint8_t> ByteReader::u8() {
  STILLE_TRY(auto value, integer(1));
  return static_cast<std::uint8_t>(value);
}

Result<std::uint16_t> ByteReader::u16() {
  STILLE_TRY(auto value, integer(2));
  return static_cast<std::uint16_t>(value);
}

Result<std::uint32_t> ByteReader::u32() {
  STILLE_TRY(auto value, integer(4));
  return static_cast<std::uint32_t>(value);
}

Result<std::uint64_t> ByteReader::u64() {
  return integer(8);
}

Result<void> ByteReader::done() const {
  if (!rest_.empty()) return fail(Errc::bad_length);
  return ok();
}

}  // namespace stille
