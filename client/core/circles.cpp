#include "client/core/circles.hpp"

#include "client/core/keep_in_touch.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

Result<std::string> clean_circle(std::string_view wish) {
  STILLE_TRY(auto name, wire::clean_name(wish));
  if (name.size() > kLongestAlias) return fail(Errc::bad_value);
  return name;
}

Result<store::CircleRow> open_circle(store::Database& db, std::string_view wish) {
  STILLE_TRY(const auto name, clean_circle(wish));
  STILLE_TRY(auto known, store::find_circle(db, name));
  if (!known) {
    STILLE_TRY(const auto all, store::circles(db));
    if (all.size() >= kMostCircles) return fail(Errc::limit_reached);
    STILLE_TRYV(store::save_circle(db, name, ""));
    STILLE_TRY(known, store::find_circle(db, name));
  }
  if (!known) return fail(Errc::internal);
  return std::move(*known);
}

Result<void> join_circles(store::Database& db, store::RowId contact, std::span<const std::string> names) {
  for (const auto& name : names) {
    STILLE_TRY(const auto circle, open_circle(db, name));
    STILLE_TRYV(store::join_circle(db, contact, circle.id));
  }
  return ok();
}

}  // namespace stille::client
