// What may follow on a command line that is not finished: walks the one declaration of it. Knows nothing of
// shells, nor where names come from.
#pragma once

#include <functional>
#include <span>

#include "client/cli/command_line.hpp"
#include "client/cli/expected.hpp"

namespace stille::cli {

struct Candidate {
  std::string word;
  std::string about;  // a few words, may be empty; harmless for a terminal, as `word` is
};

struct Completion {
  std::vector<Candidate> candidates;
  Paths paths = Paths::none;
};

/// What has a name of this kind, in the profile that the line means by its --profile, --socket and
/// --no-daemon.
using Names = std::function<std::vector<Candidate>(Kind kind, const Globals& globals)>;

/// `words` without the program's name, the last one being the word that is completed; whoever shows them
/// picks those that fit it. Every candidate is a whole word: `--lang=de`, `ada,bob`.
Completion complete_line(CommandLine& line, std::span<const std::string> words, const Names& names);

}  // namespace stille::cli
