#include "client/keep/letters.hpp"

namespace stille::client::keep {
namespace {

bool within(char32_t code, char32_t low, char32_t high) {
  return code >= low && code <= high;
}

}  // namespace

Letter first_letter(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = at(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
  if (length == 0 || text.size() < length) return {};
  char32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (at(i) & 0x3FU);
  }
  return {code, length};
}

Letter last_letter(std::string_view text) {
  std::size_t start = text.size() - 1;
  while (start > 0 && text.size() - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
    --start;
  const auto found = first_letter(text.substr(start));
  if (found.bytes == text.size() - start) return found;
  return {};
}

bool is_word(char32_t code) {
  if (within(code, '0', '9') || within(code, 'a', 'z') || within(code, 'A', 'Z')) return true;
  if (code < 0xC0 || code == 0xD7 || code == 0xF7 || code == 0xFFFD) return false;
  const bool punctuation = within(code, 0x2000, 0x2BFF) || within(code, 0x2E00, 0x2E7F) ||
                           within(code, 0x3000, 0x3004) || within(code, 0x3008, 0x3020) ||
                           within(code, 0xFE00, 0xFE6F) || within(code, 0xFF00, 0xFF0F) ||
                           within(code, 0xFF1A, 0xFF20) || code == 0x060C || code == 0x061B || code == 0x061F;
  return !punctuation && !is_emoji(code);
}

bool is_emoji(char32_t code) {
  return within(code, 0x1F000, 0x1FAFF) || within(code, 0x2600, 0x27BF) || within(code, 0x2B00, 0x2BFF) ||
         within(code, 0x2190, 0x21FF) || within(code, 0xFE00, 0xFE0F) || within(code, 0xE0020, 0xE007F) ||
         code == 0x200D || code == 0x20E3 || code == 0x203C || code == 0x2049;
}

bool is_space(char32_t code) {
  return code == ' ' || within(code, 0x09, 0x0D) || code == 0xA0 || within(code, 0x2000, 0x200B) ||
         code == 0x202F || code == 0x3000 || code == 0xFEFF;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool latin = false;  // within a two-byte letter of Latin-1's upper half
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (latin && byte >= 0x80 && byte <= 0x9E && byte != 0x97) {
      out += static_cast<char>(byte + 0x20);
    } else {
      out += c;
    }
    latin = byte == 0xC3;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    const auto letter = first_letter(text);
    if (!is_space(letter.code)) break;
    text.remove_prefix(letter.bytes);
  }
  while (!text.empty()) {
    const auto letter = last_letter(text);
    if (!is_space(letter.code)) break;
    text.remove_suffix(letter.bytes);
  }
  return text;
}

}  // namespace stille::client::keep
