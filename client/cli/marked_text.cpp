#include "client/cli/marked_text.hpp"

#include <set>

#include "client/cli/words.hpp"
#include "client/wire/formatting.hpp"

namespace stille::cli {
namespace {

using client::wire::Span;
using client::wire::Style;

std::string_view code_of(Style style) {
  switch (style) {
    case Style::emphasis:
      return "3";
    case Style::strong:
      return "1";
    case Style::code:
    case Style::block:
      return "36";
    case Style::quote:
      return "2";
    case Style::link:
      return "4";
  }
  return "0";
}

// The mark of a quote says something by itself; the others have done so once the style is there.
bool hides_marks(Style style) {
  return style != Style::quote && style != Style::link;
}

}  // namespace

std::string with_styles(std::string_view text) {
  const auto spans = client::wire::parse_formatting(text);
  std::set<std::size_t> cuts{0, text.size()};
  for (const auto& span : spans) cuts.insert({span.begin, span.inner_begin, span.inner_end, span.end});
  std::string out;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    const auto begin = *cut;
    const auto end = *std::next(cut);
    std::string codes;
    bool hidden = false;
    for (const auto& span : spans) {
      if (begin < span.begin || end > span.end) continue;
      const bool inner = begin >= span.inner_begin && end <= span.inner_end;
      if (!inner && hides_marks(span.style)) hidden = true;
      codes += (codes.empty() ? "" : ";") + std::string(code_of(span.style));
    }
    if (hidden) continue;
    const auto part = printable(text.substr(begin, end - begin), true);
    out += codes.empty() ? part : "\x1b[" + codes + "m" + part + "\x1b[0m";
  }
  return out;
}

}  // namespace stille::cli
