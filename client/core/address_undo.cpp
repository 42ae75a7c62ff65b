// An import is taken back as far as nothing has been written down since.
#include <algorithm>
#include <map>

#include "client/core/address_import.hpp"
#include "client/core/carding.hpp"
#include "client/store/tables/address_book.hpp"
#include "client/store/tables/keep.hpp"

namespace stille::client {

namespace {

using store::AddressChange;
using store::AddressChangeRow;

// Whether what was written is still what is there.
Result<bool> stands(store::Database& db, const AddressChangeRow& change) {
  const auto person = change.contact.value_or(0);
  switch (change.what) {
    case AddressChange::note: {
      STILLE_TRY(const auto row, store::load_contact(db, person));
      return row.note == change.after;
    }
    case AddressChange::birthday: {
      STILLE_TRY(const auto row, store::load_keep(db, person));
      return row.birthday == change.after;
    }
    case AddressChange::field: {
      STILLE_TRY(const auto rows, store::card_fields(db, person, store::CardSource::local));
      for (const auto& row : rows) {
        if (std::to_string(row.field) == change.place) return row.value == change.after;
      }
      return false;
    }
    default:
      return true;
  }
}

Result<void> take_back(store::Database& db, const AddressChangeRow& change) {
  const auto person = change.contact.value_or(0);
  switch (change.what) {
    case AddressChange::note: {
      STILLE_TRY(auto row, store::load_contact(db, person));
      row.note = change.before;
      return store::update_contact(db, row);
    }
    case AddressChange::birthday: {
      STILLE_TRY(auto row, store::load_keep(db, person));
      row.birthday.reset();
      if (!change.before.empty()) row.birthday = change.before;
      return store::save_keep(db, row);
    }
    case AddressChange::field:
      return store::set_card_field(db, person, store::CardSource::local,
                                   {static_cast<std::uint8_t>(std::stoi(change.place)), change.before});
    case AddressChange::circle: {
      STILLE_TRY(const auto circle, store::find_circle(db, change.place));
      return circle ? store::leave_circle(db, person, circle->id) : Result<void>(ok());
    }
    default:
      return ok();
  }
}

// Nobody has spoken with them, invited them, wished to keep in touch, or noted something where the import had
// nothing.
Result<bool> is_untouched(store::Database& db, store::RowId person, bool noted) {
  STILLE_TRY(const auto row, store::load_contact(db, person));
  if (row.stage != store::Stage::local || row.invitation || (!noted && !row.note.empty())) return false;
  STILLE_TRY(const bool spoken, store::has_entries(db, person));
  STILLE_TRY(const auto kept, store::load_keep(db, person));
  return !spoken && !kept.rhythm && !kept.never && !kept.rest_until;
}

struct Person {
  std::vector<AddressChangeRow> changes;  // the newest first
  bool added = false;
  bool by_hand = false;
};

Result<void> undo_for(Context& context, store::RowId id, const Person& person, UndoneImport& out) {
  if (person.by_hand) {
    ++out.kept;
    return ok();
  }
  std::vector<const AddressChangeRow*> standing;
  for (const auto& change : person.changes) {
    STILLE_TRY(const bool same, stands(context.db, change));
    if (same) standing.push_back(&change);
  }
  const bool whole = standing.size() == person.changes.size();
  if (person.added) {
    const bool noted = std::ranges::find(person.changes, AddressChange::note, &AddressChangeRow::what) !=
                       person.changes.end();
    STILLE_TRY(const bool untouched, is_untouched(context.db, id, noted));
    if (!whole || !untouched) {
      ++out.kept;
      return ok();
    }
    ++out.removed;
    return store::remove_contact(context.db, id);
  }
  for (const auto* change : standing) {
    STILLE_TRYV(take_back(context.db, *change));
  }
  ++(whole ? out.restored : out.kept);
  return ok();
}

}  // namespace

Result<UndoneImport> undo_import(Context& context) {
  STILLE_TRY(const auto import, store::newest_import(context.db));
  if (!import) return fail(Errc::not_found);
  STILLE_TRY(auto changes, store::changes_of(context.db, import->id));
  UndoneImport out{.file = import->file, .at = import->at};
  std::map<store::RowId, Person> people;
  std::vector<std::string> circles;
  for (auto& change : changes) {
    if (change.what == AddressChange::made_circle) circles.push_back(change.place);
    if (!change.contact) continue;
    auto& person = people[*change.contact];
    person.added |= change.what == AddressChange::added;
    person.by_hand |= change.what == AddressChange::by_hand;
    person.changes.push_back(std::move(change));
  }
  for (const auto& [id, person] : people) {
    STILLE_TRYV(undo_for(context, id, person, out));
  }
  for (const auto& name : circles) {
    STILLE_TRYV(store::remove_empty_circle(context.db, name));
  }
  STILLE_TRYV(store::remove_import(context.db, import->id));
  ++context.counters.words_erased;
  return out;
}

}  // namespace stille::client
