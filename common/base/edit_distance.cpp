#include "common/base/edit_distance.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace stille {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> names) {
  auto too_far = std::max<std::size_t>(2, word.size() / 3) + 1;
  std::string_view out;
  for (const auto name : names) {
    const auto far = edit_distance(word, name);
    // Two short words are always near each other.
    if (far >= too_far || far * 2 > std::max(word.size(), name.size())) continue;
    too_far = far;
    out = name;
  }
  return out;
}

}  // namespace stille
