// SQL over message, attachment, draft and later.
#include "client/store/tables/erasing.hpp"

#include "client/store/tables/drafts.hpp"

namespace stille::client::store {

namespace {

#define STILLE_SHOWS " FROM message WHERE contact = ? AND position <= ? AND removal < 2"

Result<std::size_t> number(Result<std::optional<std::size_t>> found) {
  STILLE_TRY(const auto count, std::move(found));
  return count.value_or(0);
}

}  // namespace

Result<ToErase> to_erase(Database& db, RowId contact, std::uint64_t up_to) {
  STILLE_TRY(auto out, one_row(db.query("SELECT count(*), min(at), max(at)" STILLE_SHOWS, contact, up_to),
                               [](Query& query) {
                                 return ToErase{.messages = query.get<std::size_t>(0),
                                                .oldest = query.get<std::optional<TimePoint>>(1),
                                                .newest = query.get<std::optional<TimePoint>>(2)};
                               }));
  STILLE_TRY(out.leaving,
             number(db.value<std::size_t>(
                 "SELECT count(*)" STILLE_SHOWS
                 " AND outgoing = 1 AND (EXISTS(SELECT 1 FROM outgoing WHERE outgoing.message = message.id)"
                 " OR EXISTS(SELECT 1 FROM outbox WHERE outbox.message = message.id)"
                 " OR EXISTS(SELECT 1 FROM grp_waiting WHERE grp_waiting.message = message.id))",
                 contact, up_to)));
  STILLE_TRY(out.files, number(db.value<std::size_t>(
                            "SELECT count(*) FROM attachment WHERE message IN (SELECT id" STILLE_SHOWS ")",
                            contact, up_to)));
  STILLE_TRY(out.later,
             number(db.value<std::size_t>("SELECT count(*) FROM later WHERE contact = ?", contact)));
  STILLE_TRY(const auto draft, load_draft(db, contact));
  out.draft = draft.has_value();
  return out;
}

Result<std::size_t> left_to_erase(Database& db, RowId contact, std::uint64_t up_to) {
  return number(db.value<std::size_t>("SELECT count(*)" STILLE_SHOWS, contact, up_to));
}

Result<std::vector<RowId>> messages_to_erase(Database& db, RowId contact, std::uint64_t up_to,
                                             std::size_t most) {
  return all_rows(db.query("SELECT id" STILLE_SHOWS " ORDER BY position LIMIT ?", contact, up_to, most),
                  [](Query& query) { return query.get<RowId>(0); });
}

#undef STILLE_SHOWS

Result<void> remove_unsaid(Database& db, RowId contact) {
  STILLE_TRYV(remove_draft(db, contact));
  return db.run("DELETE FROM later WHERE contact = ?", contact);
}

}  // namespace stille::client::store
