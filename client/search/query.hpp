// What somebody types to find something: words, "phrases", beginnings and filters, taken apart. Pure: the
// time comes as an argument. Knows nothing of people or of the store.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/base/time.hpp"

namespace stille::client::search {

/// Bytes of a whole query, and how many words and phrases it may have.
inline constexpr std::size_t kLongestQuery = 1000;
inline constexpr std::size_t kMostTerms = 16;

/// A word or a phrase as it was typed; both may fold to several tokens, which then stand next to each other.
struct Term {
  std::string text;
  bool prefix = false;  // the last token may go on
  bool operator==(const Term&) const = default;
};

/// All of it has to be true of a message.
struct Query {
  std::vector<Term> terms;
  std::string in;    // a person, or `self`
  std::string from;  // the author, or `self`
  bool question = false;
  bool link = false;
  bool file = false;
  std::optional<TimePoint> after;   // not older
  std::optional<TimePoint> before;  // older
  bool operator==(const Query&) const = default;
};

enum class FlawKind : std::uint8_t {
  nothing_asked,   // no word and no filter
  too_long,        // above kLongestQuery
  too_many_terms,  // above kMostTerms
  not_text,        // not UTF-8
  unknown_has,     // neither question, link nor file
  no_date,         // nothing that before: or after: could mean
  no_value,        // a filter with nothing after its colon
  twice,           // the same filter again
};

struct Flaw {
  FlawKind kind;
  std::string about;  // the part that is meant, as it was typed
};

/// Words separated by blanks; "a phrase" in quotation marks of any language, an open one reaching to the end;
/// a beginning of a word with a * behind it. With `typing` the last word is a beginning too, unless a blank
/// follows. Filters: in:WHO from:WHO has:question|link|file before:WHEN after:WHEN, in German in: von:
/// hat:frage|link|datei vor: nach:. WHEN is 2026, 2026-11 or 2026-11-23 in the local time zone, or 2w, 7d ...
/// ago. Words with an unknown part before a colon are plain words.
std::variant<Query, Flaw> parse_query(std::string_view text, TimePoint now, bool typing);

}  // namespace stille::client::search
