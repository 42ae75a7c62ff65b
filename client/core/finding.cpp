#include "client/core/finding.hpp"

#include <algorithm>

#include "client/core/engine_core.hpp"
#include "client/core/self_notes.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/attachments.hpp"
#include "client/store/tables/search.hpp"

namespace stille::client {

namespace {

Result<std::optional<store::RowId>> person(store::Database& db, const std::string& name) {
  if (name.empty()) return std::optional<store::RowId>{};
  STILLE_TRY(const auto row, find_conversation(db, name));
  return std::optional<store::RowId>(row.id);
}

// Caption and names of files, as far as they have what was looked for.
Result<std::string> searched_text(store::Database& db, const store::MessageRow& row) {
  if (row.kind != store::ContentKind::file) return row.text;
  auto out = row.text;
  STILLE_TRY(const auto files, store::attachments_of(db, row.id));
  for (const auto& file : files) out.append(out.empty() ? "" : "\n").append(file.file_name);
  return out;
}

Result<std::optional<store::RowId>> page_begin(store::Database& db, std::string_view message) {
  if (message.empty()) return std::optional<store::RowId>{};
  STILLE_TRY(const auto rows, store::messages_named(db, message));
  if (rows.empty()) return fail(Errc::not_found);
  if (rows.size() > 1) return fail(Errc::ambiguous);
  return std::optional<store::RowId>(rows.front().id);
}

}  // namespace

Finding Engine::finding() {
  return Finding(*core_);
}

Result<SearchView> Finding::search(const search::Query& query, const SearchPage& page) const {
  auto& db = core_.db();
  const auto most = std::min(page.most, kMostHits);
  store::Wanted wanted{.query = query, .in = {}, .from = {}, .older_than = {}, .most = most + 1};
  STILLE_TRY(wanted.in, person(db, query.in));
  if (query.from == "self") {
    wanted.from = 0;
  } else {
    STILLE_TRY(wanted.from, person(db, query.from));
  }
  STILLE_TRY(wanted.older_than, page_begin(db, page.older_than));
  STILLE_TRY(auto found, store::find_messages(db, wanted));
  SearchView out;
  const bool more = found.size() > most;
  if (more) found.resize(most);
  for (const auto id : found) {
    STILLE_TRY(const auto row, store::load_message(db, id));
    STILLE_TRY(const auto contact, store::load_contact(db, row.contact));
    STILLE_TRY(auto message, show(db, row, contact));
    STILLE_TRY(const auto text, searched_text(db, row));
    out.hits.push_back(
        {std::move(message), show(contact), search::snippet(text, search::marks_in(text, query.terms))});
  }
  if (more && !out.hits.empty()) out.next = out.hits.back().message.id;
  return out;
}

Result<int> Finding::indexed_percent() const {
  STILLE_TRY(const auto build, store::index_build(core_.db()));
  if (build.next <= 0 || build.total == 0) return 100;
  return static_cast<int>((build.total - build.next) * 100 / build.total);
}

}  // namespace stille::client
