// One line of an export, read back. Knows nothing of files or of the profile.
#pragma once

#include "client/core/importing.hpp"
#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// `longest` bounds the line before it is parsed.
inline constexpr std::size_t kLongestImportLine = 1U << 20U;

/// Empty for what an import leaves out: files, settings, messages of groups and those that disappear. `own`
/// and `contact` are the p_ ids of the two who talk. invalid_argument for a line that no export of theirs
/// has.
Outcome<std::optional<client::ImportedMessage>> parse_import_line(std::string_view line, std::string_view own,
                                                                  std::string_view contact);
/// Only what to_rfc3339 writes.
Result<TimePoint> parse_rfc3339(std::string_view text);

}  // namespace stille::rpc
