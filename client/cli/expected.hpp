// What can stand for an option or argument, by the word that --help shows for it: `WHO|GROUP|self` is a
// person, a group or the word `self`. So that completion and help cannot say different things. Pure; knows no
// names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stille::cli {

/// Things that have names.
enum class Kind : std::uint8_t {
  contact,  // somebody to whom something can be said
  anybody,  // the same, and those who are only in the address book
  group,
  profile,
  request,
  invitation,
  later,
  circle,
  setting,
  command,  // of this program
};

enum class Paths : std::uint8_t { none, files, folders };

struct Expected {
  std::vector<std::string> words;  // as they stand
  std::vector<Kind> kinds;
  Paths paths = Paths::none;
};

/// Capitals name a kind, what else stands in a choice (`a|b`) is itself a value. A single word that is no
/// kind, as `TEXT` and `3mo`, says nothing.
Expected expected_by(std::string_view value_word);

}  // namespace stille::cli
