// A word that no command takes: where it stands, and which command or option was perhaps meant. For this room
// only.
#pragma once

#include <CLI/CLI.hpp>
#include <span>
#include <string>

namespace stille::cli {

struct Slip {
  CLI::App* at = nullptr;  // whose help tells what there is
  bool leads = false;      // it stands where the command belongs, and what follows was read as another one
  std::string word;        // an option without its value
  std::string meant;       // "keep list", "--message"; may be empty
};

/// `word`: the first that nothing took. `line`: all of them, the program's name first.
Slip slip_of(CLI::App& app, const std::string& word, std::span<const char* const> line);
/// " keep list" for a command, nothing for the program.
std::string path_of(const CLI::App& command);

}  // namespace stille::cli
