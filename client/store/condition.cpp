#include "client/store/condition.hpp"

#include <string>

#include "client/store/query.hpp"

namespace stille::client::store {

namespace {

// A row for every page whose mark is wrong; what is in them is not looked at.
Result<bool> pages_open(Database& database) {
  STILLE_TRY(auto marks, database.query("PRAGMA cipher_integrity_check"));
  STILLE_TRY(const bool wrong, marks.next());
  return !wrong;
}

Result<bool> pages_fit(Database& database) {
  STILLE_TRY(const auto said, database.value<std::string>("PRAGMA quick_check(1)"));
  return said == "ok";
}

}  // namespace

Result<bool> is_whole(Database& database) {
  STILLE_TRY(const bool open, pages_open(database));
  if (!open) return false;
  const auto fit = pages_fit(database);
  if (!fit && fit.error().code == Errc::damaged) return false;
  return fit;
}

}  // namespace stille::client::store
