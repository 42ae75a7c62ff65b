// Writes conversations and people into a folder that every other program can read: as lines, as pages, or
// both. Whoever exports says how the profile is asked; nothing here owns it. Knows nothing of arguments and
// windows.
#pragma once

#include <filesystem>
#include <functional>

#include "client/rpc/ask.hpp"
#include "client/rpc/export_page.hpp"
#include "common/base/bytes.hpp"
#include "common/base/time.hpp"

namespace stille::rpc {

struct ExportWish {
  std::filesystem::path folder;      // it must not be there yet
  std::vector<std::string> whose{};  // people, groups or `self`; empty: everybody, and the notes to oneself
  bool lines = true;                 // JSON lines, which can be imported again
  bool pages = true;                 // HTML
  bool files = true;                 // those that are here
  ExportWords words{};
};

struct Exported {
  std::size_t conversations = 0;
  std::size_t messages = 0;  // without those that only change the timer
  std::size_t files = 0;
  std::size_t entries = 0;  // of keeping in touch
};

/// Hears how many messages are written so far; false ends the export.
using ExportProgress = std::function<bool(std::size_t messages)>;

/// Faults of the profile and of the folder; `cancelled` when it was ended. Then nothing of it stays.
Outcome<Exported> export_to(const Ask& ask, const ExportWish& wish, TimePoint now,
                            const ExportProgress& progress);

/// Everything of a file that the profile has, a slice at a time.
Outcome<void> read_attachment(const Ask& ask, const std::string& id,
                              const std::function<Outcome<void>(ByteView)>& take);

}  // namespace stille::rpc
