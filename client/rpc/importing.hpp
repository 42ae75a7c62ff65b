// Takes an export back in: everything is read and checked before anything is changed. Whoever imports says
// how the profile is asked. Knows nothing of arguments and windows.
#pragma once

#include <filesystem>
#include <functional>

#include "client/rpc/ask.hpp"

namespace stille::rpc {

/// What came back. What was here already is counted in `left_out`, and so is what is over.
struct Imported {
  std::size_t added = 0;  // messages
  std::size_t left_out = 0;
  std::size_t files = 0;
  std::size_t people = 0;  // new ones
  std::size_t groups = 0;
  std::size_t entries = 0;      // of keeping in touch
  std::size_t passed_over = 0;  // conversations of people whose name several have here
};

/// Hears how many messages are read, or brought back, so far; false ends it.
using ImportProgress = std::function<bool(std::size_t messages)>;

/// invalid_argument: no export, or a line that is none of one, as `about`; then nothing was changed.
/// `cancelled` when it was ended: what was brought back until then stays, and is left out the next time.
Outcome<Imported> import_from(const Ask& ask, const std::filesystem::path& folder,
                              const ImportProgress& progress);

}  // namespace stille::rpc
