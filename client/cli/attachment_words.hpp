// How files of messages appear to people. Pure.
#pragma once

#include <string>

#include "client/cli/output.hpp"

namespace stille::cli {

/// "512 B", "2.3 MiB", "2,3 MiB".
std::string size_words(std::uint64_t bytes, Language language);
/// Its name and size between marks that keep the direction of writing, its state in words, its id.
std::string attachment_words(const Json& attachment, Language language);
/// A line each for `attachments` of a message, each after a newline and two blanks; nothing when there are
/// none.
std::string attachment_lines(const Json& message, Language language);

}  // namespace stille::cli
