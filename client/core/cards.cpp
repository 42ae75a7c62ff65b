// Each call finds its contact and changes something in one transaction.
#include "client/core/cards.hpp"

#include "client/core/card_text.hpp"
#include "client/core/carding.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/keep_facts.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"

namespace stille::client {

namespace {

using wire::CardMask;

Result<ContactCardView> card_of(store::Database& db, const store::ContactRow& person) {
  ContactCardView out{.contact = show(person)};
  STILLE_TRY(const auto theirs, store::card_fields(db, person.id, store::CardSource::theirs));
  STILLE_TRY(const auto local, store::card_fields(db, person.id, store::CardSource::local));
  STILLE_TRY(const auto row, store::load_card(db, person.id));
  STILLE_TRY(const auto share, store::card_share(db, person.id));
  out.fields = fields_of(theirs);
  out.local = fields_of(local);
  out.updated = row.updated;
  out.wanted = row.wanted;
  out.shared = share ? share->fields : 0;
  return out;
}

// Gives which fields are others now.
Result<CardMask> change_fields(Context& context, const CardWishes& wishes) {
  STILLE_TRY(const auto rows, store::own_card(context.db));
  const auto before = fields_of(rows);
  CardMask changed = 0;
  for (const auto field : wire::kAllCardFields) {
    const auto at = wire::number_of(field);
    if (!wishes.fields.at(at)) continue;
    STILLE_TRY(auto value, clean_card_value(field, *wishes.fields.at(at), local_day(context.now)));
    if (value == before.at(at)) continue;
    if (!before.at(at).empty()) ++context.counters.words_erased;
    changed |= wire::bit_of(field);
    STILLE_TRYV(store::set_own_card_field(context.db, {static_cast<std::uint8_t>(field), std::move(value)}));
  }
  return changed;
}

}  // namespace

Cards Engine::cards() {
  return Cards(*core_);
}

Result<OwnCardView> Cards::own() const {
  STILLE_TRY(const auto rows, store::own_card(core_.db()));
  return OwnCardView{core_.name, fields_of(rows)};
}

Result<OwnCardView> Cards::set(const CardWishes& wishes) {
  auto name = core_.name;
  if (wishes.name) {
    STILLE_TRY(name, wire::clean_name(*wishes.name));
  }
  STILLE_TRYV(core_.STILLE_CHANGE("set_card")([&](Context& context) -> Result<void> {
    STILLE_TRY(const auto changed, change_fields(context, wishes));
    const bool renamed = name != context.name;
    if (renamed) {
      STILLE_TRYV(store::set_own_name(context.db, name));
    }
    return own_card_changed(context, changed, renamed, name);
  }));
  core_.name = std::move(name);
  return own();
}

Result<std::string> Cards::clean(wire::CardField field, std::string_view typed) const {
  return clean_card_value(field, typed, local_day(core_.clock.now()));
}

Result<ContactCardView> Cards::of(std::string_view contact) const {
  STILLE_TRY(const auto person, find_anybody(core_.db(), contact));
  return card_of(core_.db(), person);
}

Result<ContactCardView> Cards::look_at(std::string_view contact) {
  STILLE_TRY(const auto person, find_anybody(core_.db(), contact));
  STILLE_TRY(auto row, store::load_card(core_.db(), person.id));
  if (row.news) {
    STILLE_TRYV(core_.STILLE_QUIET_CHANGE("look_at_card")([&](Context& context) {
      row.news.reset();
      return store::save_card(context.db, row);
    }));
  }
  return card_of(core_.db(), person);
}

Result<ContactCardView> Cards::share(std::string_view contact, CardMask fields) {
  if ((fields & ~wire::kWholeCard) != 0) return fail(Errc::bad_value);
  return core_.STILLE_CHANGE("share_card")([&](Context& context) -> Result<ContactCardView> {
    STILLE_TRY(auto person, find_person(context.db, contact));
    // First what is decided about them, so that no default goes before it.
    STILLE_TRYV(share_card(context, person, fields));
    STILLE_TRYV(make_contact(context, person));
    return card_of(context.db, person);
  });
}

Result<void> Cards::request(std::string_view contact) {
  return core_.STILLE_CHANGE("request_card")([&](Context& context) -> Result<void> {
    STILLE_TRY(auto person, find_person(context.db, contact));
    STILLE_TRYV(make_contact(context, person));
    return ask_for_card(context, person);
  });
}

}  // namespace stille::client
