#include "client/core/address_book.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "client/core/address_hand.hpp"
#include "client/core/address_import.hpp"
#include "client/core/address_match.hpp"
#include "client/core/circles.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/search/tokens.hpp"
#include "client/store/tables/address_book.hpp"
#include "client/store/tables/keep.hpp"
#include "client/wire/content.hpp"

namespace stille::client {

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  search::each_token(text, [&](const search::Token& token) {
    out.push_back(token.word);
    return true;
  });
  return out;
}

bool has_all(std::string_view text, const std::vector<std::string>& words) {
  std::vector<bool> seen(words.size(), false);
  search::each_token(text, [&](const search::Token& token) {
    for (std::size_t at = 0; at < words.size(); ++at) seen[at] = seen[at] || token.reads(words[at], true);
    return true;
  });
  return std::ranges::find(seen, false) == seen.end();
}

// Everything that is known of somebody in words, a line each.
Result<std::unordered_map<store::RowId, std::string>> known_words(store::Database& db) {
  std::unordered_map<store::RowId, std::string> out;
  STILLE_TRY(const auto fields, store::card_texts(db, static_cast<std::uint8_t>(wire::CardField::picture)));
  for (const auto& row : fields) out[row.contact].append("\n").append(row.value);
  STILLE_TRY(const auto members, store::circle_members(db));
  for (const auto& row : members) out[row.contact].append("\n").append(row.circle);
  return out;
}

}  // namespace

std::string_view name_of(AddressMatch match) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"found", "unknown", "ambiguous", "added"};
  return kNames.at(static_cast<std::size_t>(match));
}

AddressBook Engine::address_book() {
  return AddressBook(*core_);
}

Result<std::vector<ContactView>> AddressBook::locals() const {
  STILLE_TRY(const auto rows, store::contacts_in(core_.db(), store::Stage::local));
  std::vector<ContactView> out;
  for (const auto& row : rows) out.push_back(show(row));
  return out;
}

Result<ContactView> AddressBook::anybody(std::string_view name) const {
  STILLE_TRY(const auto row, find_anybody(core_.db(), name));
  return show(row);
}

std::vector<ContactView> AddressBook::anybody_like(std::string_view name) const {
  const auto rows = everybody(core_.db());
  std::vector<ContactView> out;
  if (!rows) return out;
  for (const auto& row : rows.value()) {
    if (is_called(row, name)) out.push_back(show(row));
  }
  return out;
}

Result<std::vector<ContactView>> AddressBook::find(std::string_view words) const {
  const auto wanted = words_of(words);
  if (wanted.empty()) return fail(Errc::bad_value);
  STILLE_TRY(const auto rows, everybody(core_.db()));
  STILLE_TRY(const auto known, known_words(core_.db()));
  std::vector<ContactView> out;
  for (const auto& row : rows) {
    if (row.introduced) continue;
    auto text = row.name;
    text.append("\n").append(row.alias.value_or("")).append("\n").append(row.note);
    const auto more = known.find(row.id);
    if (more != known.end()) text.append(more->second);
    if (has_all(text, wanted)) out.push_back(show(row));
  }
  return out;
}

Result<AddressOutcome> AddressBook::match(const AddressEntry& entry) const {
  STILLE_TRY(const auto known, KnownPeople::load(core_.db()));
  STILLE_TRY(const auto found, known.find(core_.db(), entry));
  AddressOutcome out{.match = found.match};
  if (found.match == AddressMatch::found) {
    STILLE_TRY(const auto row, store::load_contact(core_.db(), found.person));
    out.contact = show(row);
  }
  return out;
}

Result<void> AddressBook::check(const AddressEntry& entry) {
  for (const auto& circle : entry.circles) {
    STILLE_TRYV(clean_circle(circle));
  }
  if (!wire::is_utf8(entry.note)) return fail(Errc::bad_encoding);
  if (entry.note.size() > kLongestNote) return fail(Errc::too_large);
  return wire::clean_name(entry.name).has_value() ? Result<void>(ok()) : fail(Errc::bad_value);
}

Result<AddressReport> AddressBook::take_in(const std::vector<AddressEntry>& entries,
                                           const AddressWishes& wishes) {
  AddressReport out;
  auto done = core_.STILLE_QUIET_CHANGE("address_book")([&](Context& context) -> Result<void> {
    STILLE_TRY(out, write_entries(context, entries, wishes));
    // Neither what is wrong nor what was only to be seen leaves a trace.
    return wishes.dry || out.wrong ? fail(Errc::cancelled) : Result<void>(ok());
  });
  if (!done && done.error().code != Errc::cancelled) return fail(done.error().code);
  return out;
}

Result<std::optional<LastImport>> AddressBook::last_import() const {
  STILLE_TRY(const auto newest, store::newest_import(core_.db()));
  if (!newest) return std::optional<LastImport>();
  return std::optional(LastImport{newest->file, newest->at});
}

Result<UndoneImport> AddressBook::undo() {
  return core_.STILLE_QUIET_CHANGE("address_undo")([](Context& context) { return undo_import(context); });
}

Result<ContactView> AddressBook::add(const AddressEntry& entry) {
  return core_.STILLE_QUIET_CHANGE("address_added")(
      [&](Context& context) { return add_by_hand(context, entry); });
}

Result<ContactView> AddressBook::describe(std::string_view local, const AddressDescription& change) {
  return core_.STILLE_QUIET_CHANGE("address_described")(
      [&](Context& context) { return describe_by_hand(context, local, change); });
}

Result<ContactView> AddressBook::merge(std::string_view local, std::string_view into) {
  return core_.STILLE_QUIET_CHANGE("address_merge")([&](Context& context) -> Result<ContactView> {
    STILLE_TRY(const auto from, find_anybody(context.db, local));
    STILLE_TRY(const auto to, find_anybody(context.db, into));
    if (from.stage != store::Stage::local || from.id == to.id) return fail(Errc::wrong_state);
    STILLE_TRYV(become(context, from.id, to.id, false));
    STILLE_TRY(const auto row, store::load_contact(context.db, to.id));
    return show(row);
  });
}

}  // namespace stille::client
