// Where a query is found in a text: the marks that a hit is shown with, and the piece of the text around
// them. Also what a text has besides its words. Pure.
#pragma once

#include "client/search/query.hpp"

namespace stille::client::search {

/// Characters of a snippet, at most.
inline constexpr std::size_t kSnippetLength = 160;

/// Bytes of the text.
struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Mark&) const = default;
};

/// Whether every term is in the text; without terms it is.
bool matches(std::string_view text, const std::vector<Term>& terms);
/// Every place where a term is found, in order, none overlapping.
std::vector<Mark> marks_in(std::string_view text, const std::vector<Term>& terms);

/// A piece of a text, marked or not.
struct Piece {
  std::string text;
  bool hit = false;
  bool operator==(const Piece&) const = default;
};

/// Some of the text around the first mark, in one line; cut ends carry an ellipsis.
std::vector<Piece> snippet(std::string_view text, const std::vector<Mark>& marks);

/// Asks something: a question mark ends a word, also the full-width and the Arabic one.
bool has_question(std::string_view text);
/// Names an address of the web.
bool has_link(std::string_view text);

}  // namespace stille::client::search
