#include "client/vcard/encoding.hpp"

#include <array>

#include "client/vcard/lines.hpp"
#include "client/wire/content.hpp"

namespace stille::client::vcard {

namespace {

// Windows-1252 between 0x80 and 0x9f; 0 where it has nothing. Source: the mapping table of the Unicode
// Consortium.
constexpr std::array<char16_t, 32> kWindows{0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                            0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                            0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                            0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void add(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xc0U | point >> 6U);
    byte(0x80U | (point & 0x3fU));
  } else if (point < 0x10000) {
    byte(0xe0U | point >> 12U);
    byte(0x80U | (point >> 6U & 0x3fU));
    byte(0x80U | (point & 0x3fU));
  } else {
    byte(0xf0U | point >> 18U);
    byte(0x80U | (point >> 12U & 0x3fU));
    byte(0x80U | (point >> 6U & 0x3fU));
    byte(0x80U | (point & 0x3fU));
  }
}

std::optional<std::string> from_utf16(std::string_view file, bool big) {
  if (file.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(file[at]);
    const auto second = static_cast<unsigned char>(file[at + 1]);
    return static_cast<std::uint32_t>(big ? first << 8U | second : second << 8U | first);
  };
  std::string out;
  for (std::size_t at = 0; at < file.size(); at += 2) {
    auto point = unit(at);
    if (point >= 0xdc00 && point < 0xe000) return std::nullopt;
    if (point >= 0xd800 && point < 0xdc00) {
      at += 2;
      if (at >= file.size()) return std::nullopt;
      const auto low = unit(at);
      if (low < 0xdc00 || low >= 0xe000) return std::nullopt;
      point = 0x10000 + ((point & 0x3ffU) << 10U | (low & 0x3ffU));
    }
    add(out, point);
  }
  return out;
}

std::optional<std::string> from_windows(std::string_view file) {
  std::string out;
  for (const char c : file) {
    std::uint32_t point = static_cast<unsigned char>(c);
    if (point >= 0x80 && point < 0xa0) point = kWindows.at(point - 0x80);
    if (point == 0) return std::nullopt;
    add(out, point);
  }
  return out;
}

}  // namespace

std::optional<std::string> to_utf8(std::string_view file) {
  if (file.starts_with("\xff\xfe")) return from_utf16(file.substr(2), false);
  if (file.starts_with("\xfe\xff")) return from_utf16(file.substr(2), true);
  file = without_mark(file);
  return wire::is_utf8(file) ? std::string(file) : from_windows(file);
}

}  // namespace stille::client::vcard
