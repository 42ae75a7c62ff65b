#include "server/store/sqlite/census.hpp"

namespace stille::store {

Result<std::optional<Totals>> Census::advance(Database& database, std::size_t rows) {
  auto left = rows;
  if (!at_envelopes_) {
    STILLE_TRY(const auto counted, mailboxes(database, left));
    left -= counted;
    at_envelopes_ = left > 0;
    if (at_envelopes_) mailbox_ = sequence_ = 0;
  }
  if (!at_envelopes_) return complete_;
  STILLE_TRY(const auto counted, envelopes(database, left));
  if (counted == left) return complete_;
  complete_ = std::exchange(counting_, {});
  at_envelopes_ = false;
  mailbox_ = sequence_ = 0;
  return complete_;
}

Result<std::size_t> Census::mailboxes(Database& database, std::size_t rows) {
  STILLE_TRY(auto query, database.prepare("SELECT count(*),ifnull(max(serial),0) FROM (SELECT serial FROM "
                                          "mailboxes WHERE serial>? ORDER BY serial LIMIT ?)"));
  STILLE_TRYV(query.with(mailbox_, std::uint64_t{rows}).step());
  const auto counted = query.number(0);
  if (counted > 0) mailbox_ = query.integer(1);
  counting_.mailboxes += counted;
  return static_cast<std::size_t>(counted);
}

/// Reads the index alone, which has the sizes.
Result<std::size_t> Census::envelopes(Database& database, std::size_t rows) {
  STILLE_TRY(auto query, database.prepare("SELECT mailbox,sequence,size FROM envelopes INDEXED BY "
                                          "envelopes_of_mailbox WHERE (mailbox,sequence)>(?,?) "
                                          "ORDER BY mailbox,sequence LIMIT ?"));
  auto& row = query.with(mailbox_, sequence_, std::uint64_t{rows});
  std::size_t counted = 0;
  for (;;) {
    STILLE_TRY(const bool found, row.step());
    if (!found) return counted;
    mailbox_ = row.integer(0);
    sequence_ = row.integer(1);
    ++counting_.envelopes;
    counting_.bytes += row.number(2);
    ++counted;
  }
}

}  // namespace stille::store
