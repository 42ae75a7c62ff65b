// One line of an export, read back. Knows nothing of files or of the profile.
#pragma once

#include "client/core/importing.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// `longest` bounds the line before it is parsed.
inline constexpr std::size_t kLongestImportLine = 1U << 20U;

/// Whose export it is and whose conversation, by the ids that it has: p_ ids, or the g_ id of a group.
struct ExportedTalk {
  std::string own;
  std::string other;
};

/// What happened to a group stands among its messages; it is known from the group alone and never comes back.
bool is_event_line(std::string_view line);
/// Empty for what an import leaves out: events, what is over at `now`, and content that no program could
/// read. invalid_argument for a line that no export of theirs has. `author` is as the export has it.
Outcome<std::optional<client::ImportedMessage>> parse_import_line(std::string_view line,
                                                                  const ExportedTalk& talk, TimePoint now);
/// What the object says under this name; empty when it says no text.
std::string text_in(const Json& object, const char* name);
/// Only what to_rfc3339 writes.
Result<TimePoint> parse_rfc3339(std::string_view text);

}  // namespace stille::rpc
