// A file that appears under its name whole or not at all: written under a private name in the same folder,
// then renamed. Knows nothing of what is in it.
#pragma once

#include <string>

#include "client/rpc/fault.hpp"
#include "common/base/bytes.hpp"

namespace stille::cli {

class SavedFile {
 public:
  /// `path` is where it will be. With `replaces` it takes the place of a file that is there, or of the one
  /// that a link leads to; a pipe or a device is nobody's to replace and is written into. Without, nothing
  /// can lead it elsewhere: the private name is new and no link. Faults name the path.
  static rpc::Outcome<SavedFile> begin(const std::string& path, bool replaces);
  SavedFile(SavedFile&& other) noexcept;
  SavedFile& operator=(SavedFile&&) = delete;
  SavedFile(const SavedFile&) = delete;
  /// What was not kept goes.
  ~SavedFile();

  /// Throws ReaderGone when the other end of a pipe has gone.
  rpc::Outcome<void> write(ByteView bytes);
  /// Durable when it returns. already_exists when the name is taken and it does not replace.
  rpc::Outcome<void> keep();

 private:
  SavedFile(std::string path, std::string name, std::string partial, int folder, int file, bool replaces);
  std::string path_;
  std::string name_;
  std::string partial_;
  int folder_;  // -1: written into what was there
  int file_;
  bool replaces_;
};

/// `-` is standard output; else a file, in place of what was there. Throws ReaderGone as `write` does.
rpc::Outcome<void> write_out(const std::string& path, ByteView bytes);

}  // namespace stille::cli
