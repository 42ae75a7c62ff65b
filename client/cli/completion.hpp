// Completion scripts for shells, made from the declared command line so that they cannot fall behind it.
// Knows nothing of what the commands do.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace stille::cli {

/// For "bash", "zsh" or "fish"; empty for any other shell.
std::string completion_script(const std::string& shell, CLI::App& root);

}  // namespace stille::cli
