// What is wrong about a line of arguments, in the person's language: checks with sentences of their own, and
// CLI11's complaints. Knows no command. For this room only.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "client/cli/arguments.hpp"

namespace stille::cli {

/// From 1 on, and at most so many where there is a bound.
CLI::Validator counts(Language language, std::optional<std::uint64_t> most = {});
/// An empty word, of a variable that is not set for instance, is refused: it would mean nothing was asked
/// for.
/// `what`: what belongs there, in the language of the complaint; may be empty.
CLI::Validator not_empty(Language language, std::string what = {});
/// What CLI11 says, as one sentence. `extra`: the words that nothing took, in their order.
std::string complaint_of(const CLI::ParseError& error, const std::vector<std::string>& extra,
                         Language language);

}  // namespace stille::cli
