#include "client/core/address_hand.hpp"

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

using wire::CardField;

// A birthday is kept where keeping in touch looks for it.
Result<void> write_birthday(Context& context, store::RowId person, const std::string& value) {
  STILLE_TRY(auto row, store::load_keep(context.db, person));
  if (row.birthday.value_or("") == value) return ok();
  row.birthday = value.empty() ? std::nullopt : std::optional(value);
  row.greeted.reset();
  return store::save_keep(context.db, row);
}

Result<void> write_field(Context& context, store::RowId person, CardField field, const std::string& value) {
  if (field == CardField::birthday) return write_birthday(context, person, value);
  if (field == CardField::picture) return ok();
  STILLE_TRY(const auto rows, store::card_fields(context.db, person, store::CardSource::local));
  const auto before = fields_of(rows).at(wire::number_of(field));
  if (before == value) return ok();
  if (!before.empty()) ++context.counters.words_erased;
  return store::set_card_field(context.db, person, store::CardSource::local,
                               {static_cast<std::uint8_t>(field), value});
}

}  // namespace

Result<ContactView> add_by_hand(Context& context, const AddressEntry& entry) {
  STILLE_TRYV(AddressBook::check(entry));
  STILLE_TRY(const auto known, KnownPeople::load(context.db));
  STILLE_TRY(const auto found, known.find(context.db, entry));
  if (found.match != AddressMatch::unknown) return fail(Errc::already_exists);
  STILLE_TRY(const auto count, store::count_locals(context.db));
  if (count >= kMostLocalContacts) return fail(Errc::limit_reached);
  STILLE_TRY(const auto name, wire::clean_name(entry.name));
  auto row = new_contact(context, context.rng.fixed<e2e::Iid>(), name);
  STILLE_TRY(row.alias, choose_alias(context.db, {}, row.name));
  row.note = entry.note;
  STILLE_TRYV(store::add_local(context.db, row));
  for (const auto field : wire::kAllCardFields) {
    STILLE_TRYV(write_field(context, row.id, field, entry.fields.at(wire::number_of(field))));
  }
  STILLE_TRYV(join_circles(context.db, row.id, entry.circles));
  return show(row);
}

Result<ContactView> describe_by_hand(Context& context, std::string_view local,
                                     const AddressDescription& change) {
  STILLE_TRY(auto row, find_anybody(context.db, local));
  if (row.stage != store::Stage::local) return fail(Errc::wrong_state);
  // An import that is taken back takes nothing that was written by hand.
  STILLE_TRYV(store::written_by_hand(context.db, row.id));
  if (change.name) {
    STILLE_TRY(row.name, wire::clean_name(*change.name));
    STILLE_TRYV(store::update_contact(context.db, row));
  }
  for (const auto field : wire::kAllCardFields) {
    const auto& value = change.fields.at(wire::number_of(field));
    if (!value) continue;
    STILLE_TRYV(write_field(context, row.id, field, *value));
  }
  return show(row);
}

}  // namespace stille::client
