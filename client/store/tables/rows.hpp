// What the tables' files share: row numbers, and reading all rows of a query.
#pragma once

#include "client/store/database.hpp"

namespace stille::client::store {

using RowId = std::int64_t;

/// Every row, as `read` makes it of the query.
template <class Read>
auto all_rows(Result<Query> query, Read read) -> Result<std::vector<decltype(read(query.value()))>> {
  std::vector<decltype(read(query.value()))> out;
  if (!query) return fail(query.error().code);
  for (;;) {
    STILLE_TRY(const bool more, query.value().next());
    if (!more) return out;
    out.push_back(read(query.value()));
  }
}

/// The first row; not_found when there is none.
template <class Read>
auto one_row(Result<Query> query, Read read) -> Result<decltype(read(query.value()))> {
  if (!query) return fail(query.error().code);
  STILLE_TRY(const bool found, query.value().next());
  if (!found) return fail(Errc::not_found);
  return read(query.value());
}

/// The first row, or nothing.
template <class Read>
auto maybe_row(Result<Query> query, Read read) -> Result<std::optional<decltype(read(query.value()))>> {
  using Row = decltype(read(query.value()));
  if (!query) return fail(query.error().code);
  STILLE_TRY(const bool found, query.value().next());
  if (!found) return std::optional<Row>{};
  return std::optional<Row>(read(query.value()));
}

}  // namespace stille::client::store
