// Counts what a store holds, a bounded piece at a time, so that ten million rows never hold up a commit.
// Rows that come or go during a pass may or may not be in its count. Knows no commands.
#pragma once

#include "server/store/records.hpp"
#include "server/store/sqlite/database.hpp"

namespace stille::store {

class Census {
 public:
  /// Goes on by at most `rows` rows; the last complete count, none before the first.
  Result<std::optional<Totals>> advance(Database& database, std::size_t rows);

 private:
  Result<std::size_t> mailboxes(Database& database, std::size_t rows);
  Result<std::size_t> envelopes(Database& database, std::size_t rows);

  bool at_envelopes_ = false;
  std::int64_t mailbox_ = 0;  // the last one that is counted
  std::int64_t sequence_ = 0;
  Totals counting_;
  std::optional<Totals> complete_;
};

}  // namespace stille::store
