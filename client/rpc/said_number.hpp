// A safety number as people write it down or read it aloud: digits in any grouping, or the words for them in
// English and German. Pure; knows nothing of whose number it is.
#pragma once

#include <string>
#include <string_view>

namespace stille::rpc {

struct SaidNumber {
  std::string digits;
  std::string odd;  // the first word that says no digit; then the digits are not to be looked at
};

/// Blanks of every kind, full stops, commas, colons, dashes, slashes and brackets may stand between.
SaidNumber said_number(std::string_view said);

}  // namespace stille::rpc
