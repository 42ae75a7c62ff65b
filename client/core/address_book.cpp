// What address books of other programs say about people whom we know: it becomes notes of ours, no card of
// theirs. Nobody becomes a contact by it, for that takes a session.
#include <algorithm>

#include "client/core/card_mask.hpp"
#include "client/core/carding.hpp"
#include "client/core/cards.hpp"
#include "client/core/circles.hpp"
#include "client/core/engine_core.hpp"
#include "client/core/people.hpp"
#include "client/core/show.hpp"
#include "client/store/tables/keep.hpp"

namespace stille::client {

namespace {

using wire::CardField;

struct Found {
  AddressMatch match = AddressMatch::unknown;
  store::ContactRow person{};
};

Found find_in(const std::vector<store::ContactRow>& people, const AddressEntry& entry) {
  Found out;
  for (const auto& person : people) {
    if (person.introduced) continue;
    if (!entry.uid.empty() && address_id(person.iid) == entry.uid) return {AddressMatch::found, person};
    if (entry.name.empty() || (person.name != entry.name && person.alias != entry.name)) continue;
    const bool second = out.match != AddressMatch::unknown;
    out = {second ? AddressMatch::ambiguous : AddressMatch::found, person};
  }
  return out;
}

Result<bool> add_note(Context& context, store::ContactRow& person, const std::string& note) {
  if (note.empty() || person.note.find(note) != std::string::npos) return false;
  auto both = person.note;
  both.append(both.empty() ? "" : "\n").append(note);
  if (both.size() > kLongestNote) return fail(Errc::too_large);
  person.note = std::move(both);
  STILLE_TRYV(store::update_contact(context.db, person));
  return true;
}

// Their own word for it is not written down once more: it would outlive a change of theirs.
Result<bool> write_birthday(Context& context, store::RowId contact, const std::string& said,
                            const std::string& birthday) {
  STILLE_TRY(auto row, store::load_keep(context.db, contact));
  if (birthday.empty() || row.birthday == birthday || (!row.birthday && birthday == said)) return false;
  row.birthday = birthday;
  row.greeted.reset();
  STILLE_TRYV(store::save_keep(context.db, row));
  return true;
}

Result<bool> write_fields(Context& context, store::RowId contact, const wire::CardFields& fields) {
  STILLE_TRY(const auto theirs, store::card_fields(context.db, contact, store::CardSource::theirs));
  STILLE_TRY(const auto local, store::card_fields(context.db, contact, store::CardSource::local));
  const auto said = fields_of(theirs);
  const auto noted = fields_of(local);
  bool changed = false;
  for (const auto field : wire::kAllCardFields) {
    const auto at = wire::number_of(field);
    const auto& value = fields.at(at);
    if (field == CardField::birthday) {
      STILLE_TRY(const bool born, write_birthday(context, contact, said.at(at), value));
      changed |= born;
      continue;
    }
    if (value.empty() || value == said.at(at) || value == noted.at(at)) continue;
    changed = true;
    STILLE_TRYV(store::set_card_field(context.db, contact, store::CardSource::local,
                                      {static_cast<std::uint8_t>(field), value}));
  }
  return changed;
}

Result<bool> join_new_circles(Context& context, store::RowId contact, const std::vector<std::string>& names) {
  STILLE_TRY(const auto before, store::circle_members(context.db));
  STILLE_TRYV(join_circles(context.db, contact, names));
  STILLE_TRY(const auto after, store::circle_members(context.db));
  return after.size() != before.size();
}

Result<AddressOutcome> write_entry(Context& context, const AddressEntry& entry) {
  STILLE_TRY(const auto people, store::contacts_in(context.db, store::Stage::member));
  auto found = find_in(people, entry);
  if (found.match != AddressMatch::found) return AddressOutcome{.match = found.match};
  STILLE_TRY(const bool noted, add_note(context, found.person, entry.note));
  STILLE_TRY(const bool filled, write_fields(context, found.person.id, entry.fields));
  STILLE_TRY(const bool joined, join_new_circles(context, found.person.id, entry.circles));
  return AddressOutcome{found.match, show(found.person), noted || filled || joined};
}

}  // namespace

std::string_view name_of(AddressMatch match) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"found", "unknown", "ambiguous"};
  return kNames.at(static_cast<std::size_t>(match));
}

Result<AddressOutcome> Cards::match(const AddressEntry& entry) const {
  STILLE_TRY(const auto people, store::contacts_in(core_.db(), store::Stage::member));
  const auto found = find_in(people, entry);
  AddressOutcome out{.match = found.match};
  if (found.match == AddressMatch::found) out.contact = show(found.person);
  return out;
}

Result<void> Cards::check(const AddressEntry& entry) const {
  for (const auto& circle : entry.circles) {
    STILLE_TRYV(clean_circle(circle));
  }
  if (!wire::is_utf8(entry.note)) return fail(Errc::bad_encoding);
  STILLE_TRY(const auto people, store::contacts_in(core_.db(), store::Stage::member));
  const auto found = find_in(people, entry);
  const auto before = found.match == AddressMatch::found ? found.person.note.size() + 1 : 0;
  const bool there = before > 0 && found.person.note.find(entry.note) != std::string::npos;
  if (!there && before + entry.note.size() > kLongestNote) return fail(Errc::too_large);
  return ok();
}

Result<std::vector<AddressOutcome>> Cards::write_down(const std::vector<AddressEntry>& entries) {
  return core_.STILLE_QUIET_CHANGE("write_down")(
      [&](Context& context) -> Result<std::vector<AddressOutcome>> {
        std::vector<AddressOutcome> out;
        for (const auto& entry : entries) {
          STILLE_TRY(auto outcome, write_entry(context, entry));
          out.push_back(std::move(outcome));
        }
        return out;
      });
}

}  // namespace stille::client
