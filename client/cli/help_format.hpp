// How --help writes an option: its value and what it does not go with in the person's language. What
// completes a value goes by the English word. For this room only.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "client/cli/arguments.hpp"

namespace stille::cli {

/// "WHO|GROUP" as "WER|GRUPPE"; small letters, digits and unknown words stay.
std::string value_words(std::string_view value, Language language);
/// With every label in that language.
std::shared_ptr<CLI::Formatter> help_format(Language language);

}  // namespace stille::cli
