#include "client/core/group_questions.hpp"

#include "client/search/tokens.hpp"

namespace stille::client {

namespace {

std::string first_word(std::string_view name) {
  std::string out;
  search::each_token(name, [&](const search::Token& token) {
    out = token.word;
    return false;
  });
  return out;
}

}  // namespace

bool names(std::string_view text, std::string_view name) {
  const auto wanted = first_word(name);
  if (wanted.empty()) return false;
  bool found = false;
  std::size_t before = std::string_view::npos;  // where the word before ends
  search::each_token(text, [&](const search::Token& token) {
    const auto at = token.begin - 1;
    // A word right before the @ makes it an address.
    found = token.begin > 0 && text[at] == '@' && before != at && token.reads(wanted, false);
    before = token.end;
    return !found;
  });
  return found;
}

Result<std::unordered_map<store::RowId, std::vector<keep::OpenQuestion>>> asked_in_groups(
    store::Database& db, const Asking& asks, std::optional<store::RowId> only) {
  std::unordered_map<store::RowId, std::vector<keep::OpenQuestion>> out;
  STILLE_TRY(const auto self, store::load_self(db));
  STILLE_TRY(const auto rows, store::aimed_in_groups(db, kMostLookedAt, only));
  for (const auto& row : rows) {
    if (!(row.answers || names(row.said.text, self.name)) || !asks(row.said)) continue;
    STILLE_TRY(const bool settled, asks.settled(db, row.said));
    if (!settled) out[row.author].push_back({row.said.message, row.said.at, local_day(row.said.at)});
  }
  return out;
}

}  // namespace stille::client
