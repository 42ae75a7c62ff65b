// Circles: how one comes to be and who joins it.
#pragma once

#include <span>

#include "client/store/tables/keep.hpp"

namespace stille::client {

/// As it is kept; bad_encoding, bad_value.
Result<std::string> clean_circle(std::string_view wish);
/// Made when it is new. limit_reached; errors of clean_circle.
Result<store::CircleRow> open_circle(store::Database& db, std::string_view wish);
Result<void> join_circles(store::Database& db, store::RowId contact, std::span<const std::string> names);

}  // namespace stille::client
