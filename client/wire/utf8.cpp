// UTF-8 by the table of Unicode 15, section 3.9: which bytes may follow which.
#include "client/wire/content.hpp"

namespace stille::client::wire {

namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

// Length of the sequence that starts here, 0 when it is none.
std::size_t sequence_length(std::string_view rest) {
  const auto first = byte_at(rest, 0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                             : (first & 0xf0) == 0xe0         ? 3
                             : first >= 0xf0 && first <= 0xf4 ? 4
                                                              : 0;
  if (length == 0 || rest.size() < length) return 0;
  const auto second = byte_at(rest, 1);
  const std::uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const std::uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (std::size_t at = 2; at < length; ++at) {
    if ((byte_at(rest, at) & 0xc0) != 0x80) return 0;
  }
  return length;
}

// C0, DEL, C1, and the marks that reorder or hide text: bidirectional controls, zero-width no-break space.
bool is_control(std::string_view c) {
  if (c.size() == 1) return byte_at(c, 0) < 0x20 || c[0] == 0x7f;
  if (c.size() == 2) return byte_at(c, 0) == 0xc2 && byte_at(c, 1) < 0xa0;
  if (c.size() != 3) return false;
  const bool general = byte_at(c, 0) == 0xe2 && byte_at(c, 1) == 0x80;
  if (general)
    return (byte_at(c, 2) >= 0x8b && byte_at(c, 2) <= 0x8f) ||
           (byte_at(c, 2) >= 0xa8 && byte_at(c, 2) <= 0xae);
  if (byte_at(c, 0) == 0xe2 && byte_at(c, 1) == 0x81) return byte_at(c, 2) >= 0xa0 && byte_at(c, 2) <= 0xaf;
  return c == "\xef\xbb\xbf";
}

// Of those that Unicode calls spaces; without a form that one could see.
bool is_blank(std::string_view c) {
  return c == " " || c == "\xc2\xa0" || c == "\xe3\x80\x80" || c == "\xe1\x9a\x80" ||
         (c.size() == 3 && c.starts_with("\xe2\x80") && (byte_at(c, 2) <= 0x8a || byte_at(c, 2) == 0xaf)) ||
         c == "\xe2\x81\x9f";
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool is_reaction(std::string_view text) {
  constexpr std::string_view kJoiner = "\xe2\x80\x8d";  // holds together signs that are made of several
  if (text.empty() || text.size() > kLongestReaction || !is_utf8(text)) return false;
  bool seen = false;
  while (!text.empty()) {
    const auto c = text.substr(0, sequence_length(text));
    if (c != kJoiner && (is_control(c) || is_blank(c))) return false;
    seen |= c != kJoiner;
    text.remove_prefix(c.size());
  }
  return seen;
}

std::string_view beginning_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (byte_at(text, most) & 0xc0) == 0x80) --most;
  return text.substr(0, most);
}

bool has_controls(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto length = std::max<std::size_t>(1, sequence_length(text));
    if (is_control(text.substr(0, length))) return true;
    text.remove_prefix(length);
  }
  return false;
}

Result<std::string> clean_name(std::string_view text) {
  if (!is_utf8(text)) return fail(Errc::bad_encoding);
  std::string out;
  while (!text.empty()) {
    const auto length = sequence_length(text);
    if (!is_control(text.substr(0, length))) out += text.substr(0, length);
    text.remove_prefix(length);
  }
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return fail(Errc::bad_value);
  out = out.substr(first, out.find_last_not_of(' ') - first + 1);
  if (out.size() > kLongestNameBytes) return fail(Errc::bad_value);
  return out;
}

}  // namespace stille::client::wire
