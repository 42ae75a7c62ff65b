// SQL over many tables.
#include "client/store/tables/farewell.hpp"

namespace stille::client::store {

Result<void> stop_everything(Database& db) {
  return db.script(
      "UPDATE contact SET blocked = 1;"
      "DELETE FROM outbox;"
      "DELETE FROM outgoing;"
      "DELETE FROM receipt;"
      "DELETE FROM later;"
      "DELETE FROM blob_removal;"
      "DELETE FROM relay_invitation;"
      "UPDATE attachment SET state = 6 WHERE state IN (0, 1, 8);"
      "UPDATE invitation SET state = 3, link_state = 3, link = '', own_card = NULL WHERE state < 2;"
      "UPDATE joining SET state = 4, link = '', card = NULL WHERE state < 3;");
}

Result<void> end_joinings(Database& db, Errc why) {
  return db.run("UPDATE joining SET state = 4, error = ? WHERE state < 3", why);
}

Result<void> hold_overdue(Database& db, TimePoint now, TimePoint never, Errc why) {
  return db.run("UPDATE later SET tried = ?, problem = ? WHERE due <= ?", never, why, now);
}

Result<void> number_groups_above(Database& db, std::uint64_t passed_over, std::uint64_t number) {
  return db.run("UPDATE grp SET said = max(said + ?, ?)", passed_over, number);
}

}  // namespace stille::client::store
