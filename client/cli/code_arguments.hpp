// How a QR code is wanted.
#pragma once

#include <string>

namespace stille::cli {

struct CodeArguments {
  bool shown = false;  // also where standard output is no terminal
  std::string png;     // a file to write it to
  bool force = false;  // in place of what is there
};

}  // namespace stille::cli
