// A file that appears under its name whole or not at all: written under a private name in the same folder,
// then renamed. Knows nothing of what is in it.
#pragma once

#include <string>

#include "client/rpc/fault.hpp"
#include "common/base/bytes.hpp"

namespace stille::cli {

class SavedFile {
 public:
  /// `path` is where it will be. Nothing can lead it elsewhere: the folder is opened once, and the private
  /// name is new and no link. Faults name the path.
  static rpc::Outcome<SavedFile> begin(const std::string& path);
  SavedFile(SavedFile&& other) noexcept;
  SavedFile& operator=(SavedFile&&) = delete;
  SavedFile(const SavedFile&) = delete;
  /// What was not kept goes.
  ~SavedFile();

  rpc::Outcome<void> write(ByteView bytes);
  /// Durable when it returns. already_exists when the name is taken and `replaces` is not set.
  rpc::Outcome<void> keep(bool replaces);

 private:
  SavedFile(std::string path, std::string name, std::string partial, int folder, int file);
  [[nodiscard]] rpc::Fault trouble(int error) const;
  std::string path_;
  std::string name_;
  std::string partial_;
  int folder_;
  int file_;
};

/// `-` is standard output; else a file, in place of what was there.
rpc::Outcome<void> write_out(const std::string& path, ByteView bytes);

}  // namespace stille::cli
