#include "client/search/match.hpp"

#include <algorithm>

#include "client/search/tokens.hpp"

namespace stille::client::search {

namespace {

// What stands before the first mark in a snippet, in characters.
constexpr std::size_t kBefore = 40;

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  each_token(text, [&](const Token& token) {
    out.push_back(token);
    return true;
  });
  return out;
}

bool same_word(const Token& asked, const Token& there, bool prefix) {
  return there.reads(asked.word, prefix) || (!asked.umlaut.empty() && there.reads(asked.umlaut, prefix));
}

bool in_a_row(const std::vector<Token>& text, std::size_t at, const std::vector<Token>& asked, bool prefix) {
  if (at + asked.size() > text.size()) return false;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (!same_word(asked[i], text[at + i], prefix && i + 1 == asked.size())) return false;
  }
  return true;
}

void find_term(const std::vector<Token>& text, const Term& term, std::vector<Mark>& into) {
  const auto asked = tokens_of(term.text);
  if (asked.empty()) return;
  const auto joined = joined_word(term.text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (in_a_row(text, at, asked, term.prefix)) {
      into.push_back({text[at].begin, text[at + asked.size() - 1].end});
    } else if (!joined.empty() && text[at].reads(joined, term.prefix)) {
      into.push_back({text[at].begin, text[at].end});
    }
  }
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

// `count` characters further or back, within the text.
std::size_t forward(std::string_view text, std::size_t at, std::size_t count) {
  while (count-- > 0 && at < text.size()) {
    do {
      ++at;
    } while (at < text.size() && continues(text[at]));
  }
  return at;
}
std::size_t back(std::string_view text, std::size_t at, std::size_t count) {
  while (count-- > 0 && at > 0) {
    do {
      --at;
    } while (at > 0 && continues(text[at]));
  }
  return at;
}

std::string in_one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && out.ends_with(' ')) continue;
    out += blank ? ' ' : c;
  }
  return out;
}

}  // namespace

bool matches(std::string_view text, const std::vector<Term>& terms) {
  const auto tokens = tokens_of(text);
  return std::ranges::all_of(terms, [&](const Term& term) {
    std::vector<Mark> marks;
    find_term(tokens, term, marks);
    return !marks.empty();
  });
}

std::vector<Mark> marks_in(std::string_view text, const std::vector<Term>& terms) {
  const auto tokens = tokens_of(text);
  std::vector<Mark> found;
  for (const auto& term : terms) find_term(tokens, term, found);
  std::ranges::sort(found, {}, &Mark::begin);
  std::vector<Mark> out;
  for (const auto& mark : found) {
    if (!out.empty() && mark.begin < out.back().end) {
      out.back().end = std::max(out.back().end, mark.end);
    } else {
      out.push_back(mark);
    }
  }
  return out;
}

std::vector<Piece> snippet(std::string_view text, const std::vector<Mark>& marks) {
  const auto first = marks.empty() ? 0 : marks.front().begin;
  const auto begin = back(text, first, kBefore);
  const auto end = forward(text, begin, kSnippetLength);
  std::vector<Piece> out;
  const auto add = [&](std::size_t from, std::size_t to, bool hit) {
    if (from < to) out.push_back({in_one_line(text.substr(from, to - from)), hit});
  };
  auto at = begin;
  for (const auto& mark : marks) {
    if (mark.begin >= end) break;
    add(at, mark.begin, false);
    at = std::min(mark.end, end);
    add(mark.begin, at, true);
  }
  add(at, end, false);
  if (begin > 0) out.insert(out.begin(), {"\xE2\x80\xA6", false});
  if (end < text.size()) out.push_back({"\xE2\x80\xA6", false});
  return out;
}

bool has_question(std::string_view text) {
  const auto ends_word = [](std::string_view rest) {
    return rest.empty() || static_cast<unsigned char>(rest[0]) <= 0x20 || rest[0] == '"' || rest[0] == ')' ||
           rest[0] == '?' || rest[0] == '!' || rest[0] == '*' ||
           (static_cast<unsigned char>(rest[0]) & 0x80U) != 0;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const std::size_t length = rest[0] == '?'                     ? 1
                               : rest.starts_with("\xEF\xBC\x9F") ? 3
                               : rest.starts_with("\xD8\x9F")     ? 2
                                                                  : 0;
    if (length == 0) continue;
    const bool behind_word = at > 0 && static_cast<unsigned char>(text[at - 1]) > 0x20 && text[at - 1] != '?';
    if (behind_word && ends_word(rest.substr(length))) return true;
  }
  return false;
}

bool has_link(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://", "stille://"}) {
    for (auto at = text.find(scheme); at != std::string_view::npos; at = text.find(scheme, at + 1)) {
      const auto next = at + scheme.size();
      if (next < text.size() && static_cast<unsigned char>(text[next]) > 0x20) return true;
    }
  }
  return false;
}

}  // namespace stille::client::search
