// SQL of message_index, search_build and message_day.
#include "client/store/tables/search.hpp"

#include <algorithm>
#include <limits>

#include "client/search/match.hpp"
#include "client/search/tokens.hpp"

namespace stille::client::store {

namespace {

constexpr std::int64_t kDay = 86'400'000;

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += c;
    out += c == '\0' ? ' ' : c;  // FTS5 reads up to a zero byte
  }
  return out + '"';
}

std::string one_term(const search::Term& term) {
  const std::string_view star = term.prefix ? " *" : "";
  auto out = in_quotes(term.text) + std::string(star);
  const auto joined = search::joined_word(term.text);
  if (joined.empty()) return out;
  return "(" + out + " OR " + in_quotes(joined) + std::string(star) + ")";
}

// The hidden words of a query. What a message has is asked of the person's own list where there is one; `m`
// is on every message, so that a query of nothing but times is one of the index too.
std::vector<std::string> scope_words(const Wanted& wanted) {
  std::vector<std::string> who;
  if (wanted.in) who.push_back("c" + std::to_string(*wanted.in));
  if (wanted.from) who.push_back("a" + std::to_string(*wanted.from));
  std::vector<std::string> out;
  const auto has = [&](bool asked, char what) {
    if (!asked) return;
    if (who.empty()) out.emplace_back(1, what);
    for (const auto& one : who) out.push_back(one + what);
  };
  has(wanted.query.question, 'q');
  has(wanted.query.link, 'l');
  has(wanted.query.file, 'f');
  if (out.empty()) out = who;
  if (out.empty()) out.emplace_back("m");
  return out;
}

std::string expression(const Wanted& wanted, bool with_words) {
  std::string scope;
  for (const auto& word : scope_words(wanted)) scope.append(scope.empty() ? "" : " AND ").append(word);
  if (!with_words) return "scope : (" + scope + ")";
  std::string body;
  for (const auto& term : wanted.query.terms) body += " AND " + one_term(term);
  constexpr std::size_t kAnd = 5;
  if (body.empty()) return "scope : (" + scope + ")";
  const auto words = "{body files} : (" + body.substr(kAnd) + ")";
  return scope == "m" ? words : "scope : (" + scope + ") AND " + words;
}

struct Bounds {
  RowId low = 0;
  RowId high = 0;
};

// Numbers grow with time, but for clocks that were set: the days say between which ones to look.
Result<Bounds> bounds_of(Database& db, const Wanted& wanted) {
  Bounds out{0, std::numeric_limits<RowId>::max()};
  if (wanted.older_than) out.high = *wanted.older_than - 1;
  const auto day = [](TimePoint time) { return time.time_since_epoch().count() / kDay; };
  if (wanted.query.after) {
    STILLE_TRY(const auto low,
               db.value<std::optional<RowId>>("SELECT min(low) FROM message_day WHERE day >= ?",
                                              day(*wanted.query.after)));
    out.low = low.value_or(std::nullopt).value_or(std::numeric_limits<RowId>::max());
  }
  if (wanted.query.before) {
    STILLE_TRY(const auto high,
               db.value<std::optional<RowId>>("SELECT max(high) FROM message_day WHERE day <= ?",
                                              day(*wanted.query.before)));
    out.high = std::min(out.high, high.value_or(std::nullopt).value_or(0));
  }
  return out;
}

Result<bool> reads_through(Database& db, const Wanted& wanted) {
  const auto& terms = wanted.query.terms;
  if (!wanted.in || terms.empty() || wanted.read_through == 0) return false;
  // What has no words in it means to the index what it means to nobody else.
  const auto wordless = [](const search::Term& term) { return !search::has_word(term.text); };
  if (std::ranges::any_of(terms, wordless)) return false;
  STILLE_TRY(const auto many,
             db.value<std::int64_t>("SELECT count(*) FROM (SELECT 1 FROM message WHERE contact = ? LIMIT ?)",
                                    *wanted.in, wanted.read_through + 1));
  return static_cast<std::size_t>(many.value_or(0)) <= wanted.read_through;
}

// As the index has it: a phrase stands in the text or in the names of the files, not across.
bool has_words(Query& row, const std::vector<search::Term>& terms) {
  const auto text = row.get<std::string>(1);
  const auto files = row.get<std::string>(2);
  if (files.empty()) return search::matches(text, terms);
  return std::ranges::all_of(terms, [&](const search::Term& term) {
    return search::matches(text, {term}) || search::matches(files, {term});
  });
}

// What slices leave behind is a stack of small indexes; a question has to look into each.
Result<void> begin_merge(Database& db) {
  STILLE_TRYV(db.run("INSERT INTO message_index(message_index, rank) VALUES('merge', ?)", -kMergePages));
  return db.run("UPDATE search_build SET next = ?", kMerging);
}

Result<void> merge_slice(Database& db) {
  const auto before = db.total_changes();
  STILLE_TRYV(db.run("INSERT INTO message_index(message_index, rank) VALUES('merge', ?)", kMergePages));
  if (db.total_changes() - before > 1) return ok();  // the command itself counts as one
  return db.run("UPDATE search_build SET next = 0");
}

}  // namespace

Result<std::vector<RowId>> find_messages(Database& db, const Wanted& wanted) {
  STILLE_TRY(const bool read, reads_through(db, wanted));
  STILLE_TRY(const auto bounds, bounds_of(db, wanted));
  STILLE_TRY(
      auto query,
      db.query(
          "SELECT m.id, m.text, m.files FROM message_index CROSS JOIN message m"
          " ON m.id = message_index.rowid WHERE message_index MATCH ? AND message_index.rowid BETWEEN ? AND ?"
          " AND m.position IS NOT NULL AND m.removal = 0 AND m.at >= ? AND m.at < ?"
          " ORDER BY message_index.rowid DESC",
          expression(wanted, !read), bounds.low, bounds.high, wanted.query.after.value_or(TimePoint::min()),
          wanted.query.before.value_or(TimePoint::max())));
  std::vector<RowId> out;
  while (out.size() < wanted.most) {
    STILLE_TRY(const bool more, query.next());
    if (!more) break;
    if (!read || has_words(query, wanted.query.terms)) out.push_back(query.get<RowId>(0));
  }
  return out;
}

Result<IndexBuild> index_build(Database& db) {
  return one_row(db.query("SELECT next, total FROM search_build"), [](Query& query) {
    return IndexBuild{.next = query.get<std::int64_t>(0), .total = query.get<std::int64_t>(1)};
  });
}

Result<void> check_folding(Database& db) {
  STILLE_TRY(const auto folding, db.value<std::string>("SELECT folding FROM search_build"));
  const auto ours = search::folding_version();
  if (folding == ours) return ok();
  STILLE_TRY(auto transaction, Transaction::begin(db));
  STILLE_TRYV(db.run("INSERT INTO message_index(message_index) VALUES('delete-all')"));
  STILLE_TRYV(db.run("DELETE FROM message_day"));
  STILLE_TRYV(db.run(
      "UPDATE search_build SET folding = ?, total = coalesce((SELECT max(id) + 1 FROM message), 0)", ours));
  STILLE_TRYV(db.run("UPDATE search_build SET next = total"));
  return transaction.commit();
}

Result<void> index_slice(Database& db) {
  STILLE_TRY(const auto build, index_build(db));
  if (build.next == kMerging) return merge_slice(db);
  if (build.next <= 0) return ok();
  STILLE_TRY(auto query,
             db.query("SELECT id, octet_length(text) FROM message WHERE id < ? ORDER BY id DESC LIMIT ?",
                      build.next, kSliceMessages));
  RowId low = 0;
  std::size_t count = 0;
  std::size_t bytes = 0;
  while (bytes < kSliceBytes) {
    STILLE_TRY(const bool more, query.next());
    if (!more) {
      if (count < kSliceMessages) low = 0;  // these were the last
      break;
    }
    low = query.get<RowId>(0);
    bytes += query.get<std::size_t>(1);
    ++count;
  }
  // Ascending: FTS5 writes out what it has gathered whenever a number is smaller than the one before.
  STILLE_TRYV(db.run(
      "INSERT INTO message_index(rowid, body, files, scope)"
      " SELECT id, text, files, stille_scope(contact, outgoing, kind, text, question, author) FROM message"
      " WHERE id >= ? AND id < ? ORDER BY id",
      low, build.next));
  STILLE_TRYV(
      db.run("INSERT INTO message_day SELECT at / 86400000, min(id), max(id) FROM message"
             " WHERE id >= ? AND id < ? GROUP BY 1"
             " ON CONFLICT(day) DO UPDATE SET low = min(low, excluded.low), high = max(high, excluded.high)",
             low, build.next));
  if (low == 0) return begin_merge(db);
  return db.run("UPDATE search_build SET next = ?", low);
}

}  // namespace stille::client::store
