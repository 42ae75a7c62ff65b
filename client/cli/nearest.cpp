#include "client/cli/nearest.hpp"

#include <algorithm>

#include "common/base/edit_distance.hpp"

namespace stille::cli {

std::string nearest(std::string_view word, std::span<const std::string> names) {
  constexpr std::size_t kTooFar = 3;  // letters; a slip is nearer
  auto best = kTooFar;
  std::string out;
  for (const auto& name : names) {
    const auto far = edit_distance(word, name);
    // Two short words are always near each other.
    if (far >= best || far * 2 > std::max(word.size(), name.size())) continue;
    best = far;
    out = name;
  }
  return out;
}

}  // namespace stille::cli
