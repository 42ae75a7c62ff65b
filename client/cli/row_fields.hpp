// What the objects are made of that a command prints, as far as that is written down here, so that `--fields`
// can be checked before anything is asked. Knows nothing of values.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stille::cli {

/// Every name that an object of this command may have, `from.alias` for what is in one; `card.*`: any name
/// there. Empty: not written down.
std::span<const std::string_view> fields_of(std::string_view command);

struct UnknownField {
  std::string name;
  std::string nearest;  // empty: nothing is near
  std::string known;    // all of them, with commas between
};

/// The first of `wished` that no object of this command can have. None where fields_of says nothing.
std::optional<UnknownField> unknown_field(std::string_view command, std::span<const std::string> wished);

}  // namespace stille::cli
