// What is said when a disk does not take or give what it should: not damage, and no backup helps.
// Knows where it was, not why.
#pragma once

#include <filesystem>

#include "client/rpc/fault.hpp"

namespace stille::rpc {

/// As fault_from(error); storage_failed names the folder.
Fault fault_at(const Error& error, const std::filesystem::path& folder);

/// As faulted(), of what was done in `folder`.
template <class T>
Outcome<T> faulted_at(Result<T> result, const std::filesystem::path& folder) {
  if (result.has_error()) return fault_at(result.error(), folder);
  return faulted(std::move(result));
}

}  // namespace stille::rpc
