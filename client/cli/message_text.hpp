// How a message appears to people, in the log and as an event, and what stands among messages.
#pragma once

#include "client/cli/command.hpp"

namespace stille::cli {

/// What it says: its text, or why there is none.
std::string words_of(const Context& context, const Json& message);
/// What happened to a group, as a sentence.
std::string event_words(const Context& context, const Json& event);
/// Who, when, what it answers to, what it says, and how people reacted.
std::string for_reading(const Context& context, const Json& message);
/// Further lines indented as the first one of a body is.
std::string indented(std::string_view text);

}  // namespace stille::cli
