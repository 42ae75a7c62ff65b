// The words of a text as search compares them: case, marks and ligatures folded away, umlauts in both
// spellings. The index, the query and the marks in a hit all come from here. Knows nothing of SQL or of
// queries.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace stille::client::search {

/// Bytes of a folded word; what is longer is cut, in texts and queries alike.
inline constexpr std::size_t kLongestToken = 64;

/// One place in the text, with every spelling by which it is found.
struct Token {
  std::string word;       // "muller" of "Müller", "strasse" of "Straße"
  std::string umlaut;     // "mueller"; empty when it is the same
  std::string joined;     // "geht" of "geht's" has "gehts"; only at the first part
  std::size_t begin = 0;  // bytes in the text
  std::size_t end = 0;

  /// Whether this word is written here: all of it, or with `prefix` its beginning.
  [[nodiscard]] bool reads(std::string_view folded, bool prefix) const;
};

/// Calls `take` for each word in order; false from it ends the walk. Letters, digits and pictures make words,
/// everything else separates: parts of addresses stand alone, as do parts around an apostrophe. Scripts
/// without spaces (Chinese, Japanese, Thai and their like) give one token a character. Bytes that are not
/// UTF-8 separate.
void each_token(std::string_view text, const std::function<bool(const Token&)>& take);

/// Whether there is a word in it.
bool has_word(std::string_view text);

/// "don't" written without its apostrophe, folded: "dont"; empty for everything else than one such word.
std::string joined_word(std::string_view text);

/// Names this folding; another name means that texts may fold to other words, so an index has to be made
/// anew.
std::string folding_version();

}  // namespace stille::client::search
