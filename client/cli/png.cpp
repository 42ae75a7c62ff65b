#include "client/cli/png.hpp"

#include <array>
#include <string_view>

namespace stille::cli {
namespace {

constexpr std::size_t kLongestBlock = 65535;  // of bytes that are stored as they are
constexpr std::uint32_t kAdlerModulus = 65521;

std::string be32(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFFU);
  return out;
}

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t out = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    out ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) out = (out >> 1U) ^ ((out & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~out;
}

std::uint32_t adler_of(std::string_view bytes) {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const char byte : bytes) {
    low = (low + static_cast<unsigned char>(byte)) % kAdlerModulus;
    high = (high + low) % kAdlerModulus;
  }
  return (high << 16U) | low;
}

std::string chunk(std::string_view kind, std::string_view body) {
  const auto whole = std::string(kind).append(body);
  return be32(static_cast<std::uint32_t>(body.size())) + whole + be32(crc_of(whole));
}

std::string stored(std::string_view bytes) {
  std::string out("\x78\x01", 2);
  for (auto rest = bytes;;) {
    const auto part = rest.substr(0, kLongestBlock);
    rest.remove_prefix(part.size());
    const auto size = static_cast<std::uint32_t>(part.size());
    out += rest.empty() ? '\1' : '\0';
    for (const auto half : {size, ~size}) {
      out += static_cast<char>(half & 0xFFU);
      out += static_cast<char>((half >> 8U) & 0xFFU);
    }
    out += part;
    if (rest.empty()) return out + be32(adler_of(bytes));
  }
}

/// Eight pixels a byte, a byte for the filter before each row.
std::string rows_of(const std::vector<bool>& light, std::uint32_t width, std::uint32_t scale) {
  const auto pixels = std::size_t{width} * scale;
  std::string out;
  for (std::size_t first = 0; first < light.size(); first += width) {
    std::string row((pixels + 7) / 8, '\0');
    for (std::size_t x = 0; x < pixels; ++x) {
      if (light[first + x / scale]) row[x / 8] = static_cast<char>(row[x / 8] | (0x80 >> (x % 8)));
    }
    for (std::uint32_t times = 0; times < scale; ++times) out.append(1, '\0').append(row);
  }
  return out;
}

}  // namespace

std::string png_of(const std::vector<bool>& light, std::uint32_t width, std::uint32_t scale) {
  const auto height = static_cast<std::uint32_t>(light.size() / width);
  constexpr std::array<char, 5> kOneBitOfGrey{1, 0, 0, 0, 0};
  auto head = be32(width * scale) + be32(height * scale);
  head.append(kOneBitOfGrey.data(), kOneBitOfGrey.size());
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", head) + chunk("IDAT", stored(rows_of(light, width, scale))) +
         chunk("IEND", {});
}

}  // namespace stille::cli
