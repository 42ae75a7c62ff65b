// What stille-kat computes: the product's own functions behind names, one answer object each.
// Knows nothing of lines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "common/kat/fields.hpp"

namespace stille::kat {

struct Operation {
  std::string_view name;
  std::string_view fields;   // as --list shows them
  std::string_view answers;  // likewise
  /// Adds the answer's members to `out`; adds nothing when it refuses.
  Result<void> (*run)(Fields& in, nlohmann::json& out);
};

std::span<const Operation> operations() noexcept;

}  // namespace stille::kat
