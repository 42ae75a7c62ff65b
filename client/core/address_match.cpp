// A name is the same when its words are, in whatever order, case and spelling of umlauts.
#include "client/core/address_match.hpp"

#include <algorithm>

#include "client/core/carding.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/search/tokens.hpp"
#include "client/store/tables/keep.hpp"

namespace stille::client {

namespace {

using wire::CardField;

std::string key_of(std::string_view name) {
  std::vector<std::string> words;
  search::each_token(name, [&](const search::Token& token) {
    words.push_back(token.umlaut.empty() ? token.word : token.umlaut);
    return true;
  });
  if (words.empty()) return std::string(name);
  std::ranges::sort(words);
  std::string out;
  for (const auto& word : words) out.append(word).append(1, ' ');
  return out;
}

// A year that only one of them knows contradicts nothing.
bool same_birthday(std::string_view a, std::string_view b) {
  constexpr std::size_t kDayLength = 5;
  if (a.size() == b.size()) return a == b;
  return a.size() >= kDayLength && b.size() >= kDayLength &&
         a.substr(a.size() - kDayLength) == b.substr(b.size() - kDayLength);
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && key_of(a) != key_of(b);
}

Result<bool> is_somebody_else(store::Database& db, store::RowId person, const AddressEntry& entry) {
  STILLE_TRY(const auto theirs, store::card_fields(db, person, store::CardSource::theirs));
  STILLE_TRY(const auto local, store::card_fields(db, person, store::CardSource::local));
  STILLE_TRY(const auto kept, store::load_keep(db, person));
  auto known = fields_of(theirs);
  const auto noted = fields_of(local);
  for (std::size_t at = 0; at < known.size(); ++at) {
    if (known.at(at).empty()) known.at(at) = noted.at(at);
  }
  const auto at = [](CardField field) { return wire::number_of(field); };
  const auto born = kept.birthday.value_or(known.at(at(CardField::birthday)));
  const auto& said = entry.fields.at(at(CardField::birthday));
  if (!born.empty() && !said.empty()) return !same_birthday(born, said);
  return differ(known.at(at(CardField::company)), entry.fields.at(at(CardField::company))) &&
         differ(known.at(at(CardField::city)), entry.fields.at(at(CardField::city)));
}

}  // namespace

Result<KnownPeople> KnownPeople::load(store::Database& db) {
  STILLE_TRY(const auto rows, everybody(db));
  KnownPeople out;
  for (const auto& row : rows) {
    if (!row.introduced) out.add(row);
  }
  return out;
}

void KnownPeople::add(const store::ContactRow& row) {
  by_id_.emplace(address_id(row), row.id);
  const auto name = key_of(row.name);
  by_name_.emplace(name, row.id);
  const auto alias = key_of(row.alias.value_or(row.name));
  if (alias != name) by_name_.emplace(alias, row.id);
}

Result<KnownPeople::Found> KnownPeople::find(store::Database& db, const AddressEntry& entry) const {
  const auto same = by_id_.find(entry.uid);
  if (same != by_id_.end()) return Found{AddressMatch::found, same->second};
  Found out;
  const auto [begin, end] = by_name_.equal_range(key_of(entry.name));
  for (auto at = begin; at != end; ++at) {
    STILLE_TRY(const bool other, is_somebody_else(db, at->second, entry));
    if (other) continue;
    if (out.match == AddressMatch::found) return Found{AddressMatch::ambiguous, 0};
    out = {AddressMatch::found, at->second};
  }
  return out;
}

}  // namespace stille::client
