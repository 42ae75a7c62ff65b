// Writes the project's test vectors into a folder. Never over an existing file: published vectors change only
// when somebody deletes them on purpose.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "common/crypto/secret.hpp"
#include "tests/vectors/vectors.hpp"

int main(int argc, char** argv) {
  if (argc != 2 || !stille::crypto::initialise()) {
    std::cerr << "usage: make_vectors FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder(argv[1]);
  for (const auto& vectors : stille::vectors::kAll) {
    const auto file = folder / vectors.file;
    if (std::filesystem::exists(file)) {
      std::cerr << "kept: " << file.string() << '\n';
      continue;
    }
    std::ofstream out(file);
    out << vectors.compute().dump(1) << '\n';
    if (!out) return 1;
    std::cout << "written: " << file.string() << '\n';
  }
  return 0;
}
