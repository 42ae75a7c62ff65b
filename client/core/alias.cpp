// Transliteration of Latin letters; a table of Unicode's Latin-1 and Latin Extended-A blocks.
#include "client/core/alias.hpp"

#include <array>

#include "client/core/views.hpp"

namespace stille::client {

namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

// U+00C0 to U+017F.
constexpr std::array<const char*, 192> kLatin{
    "a", "a", "a",  "a",  "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",   // C0
    "d", "n", "o",  "o",  "o",  "o", "oe", "-", "o", "u", "u", "u", "ue", "y", "th", "ss",  // D0
    "a", "a", "a",  "a",  "ae", "a", "ae", "c", "e", "e", "e", "e", "i",  "i", "i",  "i",   // E0
    "d", "n", "o",  "o",  "o",  "o", "oe", "-", "o", "u", "u", "u", "ue", "y", "th", "y",   // F0
    "a", "a", "a",  "a",  "a",  "a", "c",  "c", "c", "c", "c", "c", "c",  "c", "d",  "d",   // 100
    "d", "d", "e",  "e",  "e",  "e", "e",  "e", "e", "e", "e", "e", "g",  "g", "g",  "g",   // 110
    "g", "g", "g",  "g",  "h",  "h", "h",  "h", "i", "i", "i", "i", "i",  "i", "i",  "i",   // 120
    "i", "i", "ij", "ij", "j",  "j", "k",  "k", "k", "l", "l", "l", "l",  "l", "l",  "l",   // 130
    "l", "l", "l",  "n",  "n",  "n", "n",  "n", "n", "n", "n", "n", "o",  "o", "o",  "o",   // 140
    "o", "o", "oe", "oe", "r",  "r", "r",  "r", "r", "r", "s", "s", "s",  "s", "s",  "s",   // 150
    "s", "s", "t",  "t",  "t",  "t", "t",  "t", "u", "u", "u", "u", "u",  "u", "u",  "u",   // 160
    "u", "u", "u",  "u",  "w",  "w", "y",  "y", "y", "z", "z", "z", "z",  "z", "z",  "s"};  // 170

// What stands for the character at the front, which is taken off. The text is valid UTF-8.
std::string_view take(std::string_view& text, std::string& lower) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) {
    lower.assign(1, first >= 'A' && first <= 'Z' ? static_cast<char>(first + 32) : text[0]);
    text.remove_prefix(1);
    return kLetters.find(lower[0]) == std::string_view::npos ? "-" : std::string_view(lower);
  }
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const auto second = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0U;
  text.remove_prefix(std::min(length, text.size()));
  const unsigned code = length == 2 ? ((first & 0x1fU) << 6U) | (second & 0x3fU) : 0;
  return code >= 0xc0 && code <= 0x17f ? kLatin[code - 0xc0] : "-";
}

}  // namespace

Result<void> check_alias(std::string_view alias) {
  if (alias.empty() || alias.size() > kLongestAlias || alias == "self") return fail(Errc::bad_value);
  if (kLetters.find(alias[0]) == std::string_view::npos) return fail(Errc::bad_value);
  if (alias.find_first_not_of(kAllowed) != std::string_view::npos) return fail(Errc::bad_value);
  if (alias.size() > 1 && alias[1] == '_') return fail(Errc::bad_value);
  return ok();
}

std::string propose_alias(std::string_view name) {
  std::string out;
  std::string lower;
  while (!name.empty()) {
    const auto piece = take(name, lower);
    if (piece == "-" && (out.empty() || out.back() == '-')) continue;
    out += piece;
  }
  // Room for "-2" and its like.
  out.resize(std::min(out.size(), kLongestAlias - 8));
  while (!out.empty() && out.back() == '-') out.pop_back();
  return check_alias(out) ? out : "contact";
}

std::string alias_variant(std::string_view alias, std::size_t n) {
  return n <= 1 ? std::string(alias) : std::string(alias) + "-" + std::to_string(n);
}

}  // namespace stille::client
