// --qr-png: a QR code as a picture in a file. What stands against the file is known before a link is made for
// it. Knows nothing of links.
#pragma once

#include <optional>

#include "client/cli/arguments.hpp"
#include "client/cli/save_file.hpp"

namespace stille::cli {

class CodeFile {
 public:
  /// None was asked for: nothing happens then. already_exists unless --force replaces what is there;
  /// invalid_argument where it cannot be written.
  static rpc::Outcome<CodeFile> begin(const Arguments& arguments);
  /// Of mode 0600, there as a whole or not at all. True: written.
  rpc::Outcome<bool> keep(std::string_view text);

 private:
  CodeFile() = default;
  std::optional<SavedFile> file_;
  std::string path_;
};

}  // namespace stille::cli
