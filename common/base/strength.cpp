#include "common/base/strength.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace stille {
namespace {

constexpr int kShort = 8;  // characters
constexpr int kLong = 16;
constexpr int kFewOthers = 2;  // beside digits: a year with a letter is a number still

// What is tried first everywhere, whatever digits and marks stand around it.
constexpr std::array<std::string_view, 28> kEverybodys{
    "abcdef",   "abcdefgh",   "adminadmin", "asdfgh",   "asdfghjkl",  "baseball", "charlie",
    "computer", "dragon",     "fussball",   "football", "geheim",     "hallo",    "iloveyou",
    "letmein",  "master",     "michael",    "monkey",   "passphrase", "password", "passwort",
    "qwertyui", "qwertyuiop", "qwertz",     "qwertzui", "schatz",     "sunshine", "willkommen"};

char small(std::uint8_t byte) {
  return static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

bool is_letter(std::uint8_t byte) {
  const char letter = small(byte);
  return byte >= 0x80 || (letter >= 'a' && letter <= 'z');
}

bool begins_character(std::uint8_t byte) {
  return (byte & 0xc0U) != 0x80U;
}

bool is_everybodys(ByteView used) {
  const auto letters = std::ranges::count_if(used, is_letter);
  return std::ranges::any_of(kEverybodys, [&](std::string_view word) {
    if (std::cmp_not_equal(letters, word.size())) return false;
    std::size_t at = 0;
    return std::ranges::all_of(
        used, [&](std::uint8_t byte) { return !is_letter(byte) || small(byte) == word[at++]; });
  });
}

}  // namespace

Strength strength_of(ByteView typed) {
  const auto length = std::ranges::count_if(typed, begins_character);
  if (length == 0) return Strength::empty;
  if (length < kShort) return Strength::too_short;
  const auto digits = std::ranges::count_if(typed, [](auto byte) { return byte >= '0' && byte <= '9'; });
  const bool a_number = length < kLong && digits + kFewOthers >= length;
  if (a_number || is_everybodys(typed)) return Strength::easy_to_guess;
  // One key held down is long, and no secret.
  std::array<bool, 256> seen{};
  for (const auto byte : typed) seen[byte] = true;
  const auto different = std::ranges::count(seen, true);
  if (different < 5) return Strength::easy_to_guess;
  return length >= kLong && different >= 8 ? Strength::very_good : Strength::good;
}

}  // namespace stille
