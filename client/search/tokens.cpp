// Folding by Unicode's compatibility decomposition and case folding (utf8proc), with a small table for
// letters that have no decomposition.
#include "client/search/tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <utf8proc.h>

namespace stille::client::search {

namespace {

using Code = utf8proc_int32_t;

constexpr Code kDiaeresis = 0x0308;
constexpr Code kRing = 0x030A;

struct Glyph {
  Code code = -1;  // -1: not UTF-8
  std::size_t bytes = 1;
};

Glyph glyph_at(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest[0]);
  if (first < 0x80) return {first, 1};
  Code code = -1;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(rest.data()),
                                       static_cast<utf8proc_ssize_t>(rest.size()), &code);
  if (length <= 0) return {};
  return {code, static_cast<std::size_t>(length)};
}

bool within(Code code, Code low, Code high) {
  return code >= low && code <= high;
}

// Latin, Greek and Cyrillic marks, Hebrew and Arabic points: people leave them out when they type. Vowel
// signs of other scripts are letters to their readers and stay.
bool is_mark(Code code) {
  return within(code, 0x0300, 0x036F) || within(code, 0x0591, 0x05C7) || within(code, 0x064B, 0x065F) ||
         code == 0x0670 || within(code, 0x1AB0, 0x1AFF) || within(code, 0x1DC0, 0x1DFF) ||
         within(code, 0xFE00, 0xFE0F) || within(code, 0xFE20, 0xFE2F);
}

bool is_apostrophe(Code code) {
  constexpr std::array<Code, 8> kThem{'\'', '`', 0x00B4, 0x02BC, 0x2018, 0x2019, 0x2032, 0xFF07};
  return std::ranges::find(kThem, code) != kThem.end();
}

// Invisible inside a word: soft hyphen, joiners, byte order mark.
bool is_nothing(Code code) {
  return code == 0x00AD || within(code, 0x200B, 0x200D) || code == 0x2060 || code == 0xFEFF;
}

bool has_no_spaces(Code code) {
  return within(code, 0x0E00, 0x0EFF) || within(code, 0x1000, 0x109F) || within(code, 0x1780, 0x17FF) ||
         within(code, 0x2E80, 0x2FDF) || within(code, 0x3040, 0x30FF) || within(code, 0x31F0, 0x31FF) ||
         within(code, 0x3400, 0x4DBF) || within(code, 0x4E00, 0x9FFF) || within(code, 0xF900, 0xFAFF) ||
         within(code, 0x20000, 0x3FFFD);
}

enum class Role : std::uint8_t { separates, letter, alone, mark, nothing, apostrophe };

Role role_of(Code code) {
  if (within(code, 'a', 'z') || within(code, 'A', 'Z') || within(code, '0', '9')) return Role::letter;
  if (is_apostrophe(code)) return Role::apostrophe;
  if (code < 0x80) return Role::separates;
  if (is_nothing(code)) return Role::nothing;
  if (is_mark(code)) return Role::mark;
  const auto category = utf8proc_category(code);
  if (category == UTF8PROC_CATEGORY_SO) return Role::alone;
  const bool wordy = within(category, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_NO);
  if (!wordy) return Role::separates;
  return has_no_spaces(code) ? Role::alone : Role::letter;
}

// Letters that Unicode does not take apart, plainly and as people write them without the key for it.
struct Letter {
  Code code;
  std::string_view plain;
  std::string_view spelled;
};
constexpr std::array<Letter, 9> kLetters{{{0x00E6, "a", "ae"},
                                          {0x00F8, "o", "oe"},
                                          {0x0153, "o", "oe"},
                                          {0x0142, "l", "l"},
                                          {0x0111, "d", "d"},
                                          {0x00F0, "d", "d"},
                                          {0x00FE, "th", "th"},
                                          {0x0131, "i", "i"},
                                          {0x0127, "h", "h"}}};

void append(std::string& out, std::string_view piece) {
  if (out.size() + piece.size() <= kLongestToken) out += piece;
}

class Word {
 public:
  [[nodiscard]] bool empty() const { return token_.word.empty(); }

  void add(Code code, std::size_t begin, std::size_t end) {
    if (empty()) token_.begin = begin;
    token_.end = end;
    if (code < 0x80) {
      const bool upper = code >= 'A' && code <= 'Z';
      return both(static_cast<char>(upper ? code + 32 : code));
    }
    std::array<Code, 32> parts{};
    int last_class = 0;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    const auto count = utf8proc_decompose_char(
        code, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()), options, &last_class);
    const auto known = std::clamp<utf8proc_ssize_t>(count, 0, static_cast<utf8proc_ssize_t>(parts.size()));
    for (utf8proc_ssize_t i = 0; i < known; ++i) part(parts[static_cast<std::size_t>(i)]);
  }

  // A mark by itself, after its letter.
  void add_mark(Code code, std::size_t end) {
    if (empty()) return;
    token_.end = end;
    part(code);
  }

  Token take() {
    auto out = std::exchange(token_, {});
    if (out.umlaut == out.word) out.umlaut.clear();
    return out;
  }

 private:
  void both(char c) {
    append(token_.word, {&c, 1});
    append(token_.umlaut, {&c, 1});
  }

  void part(Code code) {
    const char before = token_.word.empty() ? '\0' : token_.word.back();
    if (code == kDiaeresis && (before == 'a' || before == 'o' || before == 'u')) {
      return append(token_.umlaut, "e");
    }
    if (code == kRing && before == 'a') return append(token_.umlaut, "a");
    const auto role = role_of(code);
    if (role != Role::letter && role != Role::alone) return;
    if (code < 0x80) return both(static_cast<char>(code));
    for (const auto& letter : kLetters) {
      if (letter.code != code) continue;
      append(token_.word, letter.plain);
      return append(token_.umlaut, letter.spelled);
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(code, bytes.data());
    const std::string_view piece(reinterpret_cast<const char*>(bytes.data()),
                                 static_cast<std::size_t>(length));
    append(token_.word, piece);
    append(token_.umlaut, piece);
  }

  Token token_;
};

// Parts that apostrophes hold together; given away once their number is known.
class Group {
 public:
  explicit Group(const std::function<bool(const Token&)>& take) : take_(take) {}
  void add(Token token) {
    if (!token.word.empty()) parts_.push_back(std::move(token));
  }
  bool ends() {
    if (parts_.size() > 1) {
      for (const auto& part : parts_) append(parts_.front().joined, part.word);
    }
    const bool more = std::ranges::all_of(parts_, take_);
    parts_.clear();
    return more;
  }
  [[nodiscard]] bool full() const { return parts_.size() >= kLongestToken; }

 private:
  const std::function<bool(const Token&)>& take_;
  std::vector<Token> parts_;
};

}  // namespace

bool Token::reads(std::string_view folded, bool prefix) const {
  const auto one = [&](const std::string& spelling) {
    if (spelling.empty()) return false;
    return prefix ? spelling.starts_with(folded) : spelling == folded;
  };
  return one(word) || one(umlaut) || one(joined);
}

void each_token(std::string_view text, const std::function<bool(const Token&)>& take) {
  Word word;
  Group group(take);
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, bytes] = glyph_at(text.substr(at));
    const auto begin = at;
    at += bytes;
    switch (code < 0 ? Role::separates : role_of(code)) {
      case Role::letter:
        word.add(code, begin, at);
        break;
      case Role::mark:
        word.add_mark(code, at);
        break;
      case Role::nothing:
        break;
      case Role::apostrophe:
        group.add(word.take());
        if (group.full() && !group.ends()) return;
        break;
      case Role::alone:
        group.add(word.take());
        if (!group.ends()) return;
        word.add(code, begin, at);
        group.add(word.take());
        if (!group.ends()) return;
        break;
      case Role::separates:
        group.add(word.take());
        if (!group.ends()) return;
        break;
    }
  }
  group.add(word.take());
  group.ends();
}

std::string joined_word(std::string_view text) {
  std::string joined;
  std::string parts;
  each_token(text, [&](const Token& token) {
    if (parts.empty()) joined = token.joined;
    parts += token.word;
    return parts.size() <= kLongestToken;
  });
  return parts == joined ? joined : std::string();
}

bool has_word(std::string_view text) {
  bool any = false;
  each_token(text, [&any](const Token&) {
    any = true;
    return false;
  });
  return any;
}

std::string folding_version() {
  return std::string("2/") + utf8proc_unicode_version();
}

}  // namespace stille::client::search
