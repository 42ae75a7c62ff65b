// Arguments of single commands, beside arguments.hpp.
#pragma once

#include <string>

namespace stille::cli {

/// How a QR code is wanted.
struct CodeArguments {
  bool shown = false;  // also where standard output is no terminal
  std::string png;     // a file to write it to
  bool force = false;  // in place of what is there
};

/// Address books of other programs, and people who are not on Stille.
struct AddressArguments {
  std::string for_whom;
  std::string into;
  std::vector<std::string> values;  // KEY=VALUE
  bool contacts_only = false;
  bool undo = false;
};

/// Introductions and signs.
struct AcquaintanceArguments {
  std::string second;
  std::string read;
  std::string typing;
};

}  // namespace stille::cli
