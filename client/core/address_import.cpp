// What address books of other programs say becomes notes of ours, no card of theirs.
#include "client/core/address_import.hpp"

#include <algorithm>

#include "client/core/address_match.hpp"
#include "client/core/carding.hpp"
#include "client/core/circles.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/address_book.hpp"
#include "client/store/tables/keep.hpp"

namespace stille::client {

namespace {

using store::AddressChange;
using wire::CardField;

class Import {
 public:
  Import(Context& context, KnownPeople known, const AddressWishes& wishes, store::RowId id)
      : context_(context), known_(std::move(known)), wishes_(wishes), id_(id) {}

  Result<AddressOutcome> write(const AddressEntry& entry) {
    STILLE_TRY(const auto found, known_.find(context_.db, entry));
    auto match = found.match;
    if (match == AddressMatch::unknown && !wishes_.contacts_only) match = AddressMatch::added;
    if (match == AddressMatch::unknown || match == AddressMatch::ambiguous)
      return AddressOutcome{.match = match};
    changed_ = false;
    auto person = found.person;
    if (match == AddressMatch::added) {
      STILLE_TRY(person, add_person(entry));
    }
    STILLE_TRYV(write_note(person, entry.note));
    STILLE_TRYV(write_fields(person, entry.fields));
    STILLE_TRYV(write_circles(person, entry.circles));
    STILLE_TRY(const auto row, store::load_contact(context_.db, person));
    return AddressOutcome{match, show(row), changed_};
  }
  [[nodiscard]] bool wrote() const { return wrote_; }

 private:
  Result<void> note_change(const store::AddressChangeRow& row) {
    changed_ = wrote_ = true;
    return store::add_change(context_.db, id_, row);
  }

  Result<store::RowId> add_person(const AddressEntry& entry) {
    STILLE_TRY(const auto count, store::count_locals(context_.db));
    if (count >= kMostLocalContacts) return fail(Errc::limit_reached);
    auto row = new_contact(context_, context_.rng.fixed<e2e::Iid>(), entry.name);
    STILLE_TRY(row.alias, choose_alias(context_.db, {}, row.name));
    STILLE_TRYV(store::add_local(context_.db, row));
    known_.add(row);
    STILLE_TRYV(note_change({.contact = row.id, .what = AddressChange::added}));
    return row.id;
  }

  Result<void> write_note(store::RowId person, const std::string& note) {
    STILLE_TRY(auto row, store::load_contact(context_.db, person));
    STILLE_TRY(auto both, joined_note(row.note, note));
    if (both == row.note) return ok();
    STILLE_TRYV(note_change(
        {.contact = person, .what = AddressChange::note, .place = {}, .before = row.note, .after = both}));
    row.note = std::move(both);
    return store::update_contact(context_.db, row);
  }

  // Their own word for it is not written down once more: it would outlive a change of theirs.
  Result<void> write_birthday(store::RowId person, const std::string& said, const std::string& birthday) {
    STILLE_TRY(auto row, store::load_keep(context_.db, person));
    if (birthday.empty() || row.birthday == birthday || (!row.birthday && birthday == said)) return ok();
    // What is known with its year is not made less.
    if (row.birthday && row.birthday->size() > birthday.size() && row.birthday->ends_with(birthday))
      return ok();
    STILLE_TRYV(note_change({.contact = person,
                             .what = AddressChange::birthday,
                             .place = {},
                             .before = row.birthday.value_or(""),
                             .after = birthday}));
    row.birthday = birthday;
    row.greeted.reset();
    return store::save_keep(context_.db, row);
  }

  Result<void> write_fields(store::RowId person, const wire::CardFields& fields) {
    STILLE_TRY(const auto theirs, store::card_fields(context_.db, person, store::CardSource::theirs));
    STILLE_TRY(const auto local, store::card_fields(context_.db, person, store::CardSource::local));
    const auto said = fields_of(theirs);
    const auto noted = fields_of(local);
    for (const auto field : wire::kAllCardFields) {
      const auto at = wire::number_of(field);
      const auto& value = fields.at(at);
      if (field == CardField::birthday) {
        STILLE_TRYV(write_birthday(person, said.at(at), value));
        continue;
      }
      if (value.empty() || value == said.at(at) || value == noted.at(at)) continue;
      STILLE_TRYV(note_change({.contact = person,
                               .what = AddressChange::field,
                               .place = std::to_string(at),
                               .before = noted.at(at),
                               .after = value}));
      STILLE_TRYV(store::set_card_field(context_.db, person, store::CardSource::local,
                                        {static_cast<std::uint8_t>(field), value}));
    }
    return ok();
  }

  Result<void> write_circles(store::RowId person, const std::vector<std::string>& names) {
    if (names.empty()) return ok();
    STILLE_TRY(auto before, store::circles_of_contact(context_.db, person));
    for (const auto& wish : names) {
      STILLE_TRY(const auto name, clean_circle(wish));
      if (std::ranges::find(before, name) != before.end()) continue;
      STILLE_TRY(const auto known, store::find_circle(context_.db, name));
      STILLE_TRYV(join_circles(context_.db, person, {&name, 1}));
      if (!known) {
        STILLE_TRYV(note_change({.what = AddressChange::made_circle, .place = name}));
      }
      STILLE_TRYV(note_change({.contact = person, .what = AddressChange::circle, .place = name}));
      before.push_back(name);
    }
    return ok();
  }

  Context& context_;
  KnownPeople known_;
  const AddressWishes& wishes_;
  store::RowId id_;
  bool changed_ = false;  // the person of this entry
  bool wrote_ = false;
};

std::string short_file(const std::string& name) {
  return wire::is_utf8(name) && name.size() <= kLongestImportName ? name : std::string();
}

}  // namespace

Result<AddressReport> write_entries(Context& context, const std::vector<AddressEntry>& entries,
                                    const AddressWishes& wishes) {
  store::AddressImportRow row{.id = 0, .file = short_file(wishes.file), .at = context.now};
  STILLE_TRYV(store::add_import(context.db, row));
  STILLE_TRY(auto known, KnownPeople::load(context.db));
  Import import(context, std::move(known), wishes, row.id);
  AddressReport out;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    auto outcome = import.write(entries[at]);
    if (!outcome) {
      const auto why = outcome.error().code;
      if (why != Errc::too_large && why != Errc::limit_reached && why != Errc::bad_value) return fail(why);
      return AddressReport{{}, AddressReport::Wrong{at, why}};
    }
    out.outcomes.push_back(std::move(outcome).value());
  }
  if (!import.wrote()) {
    STILLE_TRYV(store::remove_import(context.db, row.id));
  }
  STILLE_TRYV(store::forget_imports(context.db, kMostImports));
  return out;
}

}  // namespace stille::client
