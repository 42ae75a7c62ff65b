// What shells need to have command lines completed: a script for each, which asks `stille complete SHELL --
// WORDS…`, and that command's answer as they read it. Pure; knows nothing of the line's meaning.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/cli/completion.hpp"

namespace stille::cli {

/// For bash, zsh or fish; empty for another shell.
std::string completion_script(std::string_view shell);

/// `:words`, `:files` or `:folders` (paths are wanted, too), then a candidate a line: the word, a tab, what
/// it is. For bash, which picks nothing by itself, those alone that go on with `typed`, quoted as that is.
std::string completion_answer(const Completion& completion, std::string_view shell, std::string_view typed);

/// What bash means by a word that may not be finished; nothing is expanded.
std::string unquoted(std::string_view typed);
/// `word` as it would be typed by whoever has begun with `typed`; empty when it does not begin so, or cannot
/// be written between the quotes that are open.
std::optional<std::string> continued(std::string_view typed, std::string_view word);

}  // namespace stille::cli
