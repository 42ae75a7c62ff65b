#include "client/cli/marked_text.hpp"

#include "client/cli/words.hpp"
#include "client/wire/formatting.hpp"

namespace stille::cli {
namespace {

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

}  // namespace

std::string with_styles(std::string_view text) {
  std::string out;
  for (const auto& piece : client::wire::pieces_of(text)) {
    std::string codes;
    for (const auto style : piece.styles) {
      if (!codes.empty()) codes += ';';
      codes += code_of(style);
    }
    const auto part = printable(piece.text, true);
    out += codes.empty() ? part : "\x1b[" + codes + "m" + part + "\x1b[0m";
  }
  return out;
}

}  // namespace stille::cli
