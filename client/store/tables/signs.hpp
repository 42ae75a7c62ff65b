// What two people let each other see, and what is still to be said of it.
#pragma once

#include "client/store/tables/rows.hpp"
#include "client/wire/signs.hpp"

namespace stille::client::store {

struct SignsRow {
  RowId contact = 0;
  wire::Signs here;
  wire::Signs there;
  std::optional<TimePoint> hinted;   // when they last heard that we are writing
  std::uint32_t unanswered = 0;      // how often since they gave a sign
  std::optional<TimePoint> writing;  // until when they are taken to be writing
};

/// Without a row nothing is shown to anybody.
Result<SignsRow> load_signs(Database& db, RowId contact);
Result<void> save_signs(Database& db, const SignsRow& row);
/// They gave a sign; nothing happens for whom nothing is kept.
Result<void> forget_hints(Database& db, RowId contact);
Result<void> stop_writing(Database& db, RowId contact);

Result<void> add_read_sign(Database& db, RowId contact, const wire::ContentId& id, TimePoint due);
Result<void> drop_read_signs(Database& db, RowId contact);
Result<std::optional<TimePoint>> next_read_sign(Database& db);
Result<std::vector<RowId>> contacts_with_read_signs(Database& db, TimePoint due);
/// Removes what it gives.
Result<std::vector<wire::ContentId>> take_read_signs(Database& db, RowId contact, std::size_t most);
/// Of messages of this contact's behind `after` up to `up_to` that have their words.
Result<std::vector<wire::ContentId>> said_between(Database& db, RowId contact, std::uint64_t after,
                                                  std::uint64_t up_to);

}  // namespace stille::client::store
