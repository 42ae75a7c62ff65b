// A folder of its own for one test, and what can be found in its files.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <stdlib.h>

#include "common/base/bytes.hpp"

namespace stille::store::test {

class Folder {
 public:
  Folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "stille-store-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string database() const { return (path_ / "relay.db").string(); }
  [[nodiscard]] bool has(const std::string& suffix) const {
    return std::filesystem::exists(database() + suffix);
  }

  static Bytes content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    Bytes out(std::filesystem::file_size(path));
    file.read(static_cast<char*>(static_cast<void*>(out.data())), static_cast<std::streamsize>(out.size()));
    return out;
  }
  /// Whether these bytes stand in any file of the folder.
  [[nodiscard]] bool holds(ByteView bytes) const {
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      const auto all = content(entry.path().string());
      if (as_text(all).find(as_text(bytes)) != std::string_view::npos) return true;
    }
    return false;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace stille::store::test
