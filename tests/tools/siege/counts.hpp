// What the relay itself counts, had over its administration socket. Knows no attackers.
#pragma once

#include <filesystem>

#include "common/base/result.hpp"

namespace stille::siege {

struct Counts {
  std::size_t connections = 0;
  std::size_t subscriptions = 0;
  std::size_t mailboxes = 0;
};

/// Waits for the answer; `data` is the relay's folder.
Result<Counts> counts_of(const std::filesystem::path& data);

}  // namespace stille::siege
