// A card is said as a whole each time: what is not in it is not, or no longer, for the receiver.
#include "client/core/carding.hpp"

#include <algorithm>

#include "client/core/card_mask.hpp"
#include "client/core/journal.hpp"
#include "client/core/next_version.hpp"
#include "client/core/sending.hpp"
#include "client/core/settings.hpp"

namespace stille::client {

namespace {

using wire::CardField;
using wire::CardMask;

CardMask filled(const wire::CardFields& fields) {
  CardMask out = 0;
  for (const auto field : wire::kAllCardFields) {
    if (!fields.at(wire::number_of(field)).empty()) out |= wire::bit_of(field);
  }
  return out;
}

Result<void> say_card(Context& context, store::RowId contact, store::CardShareRow share,
                      std::string_view name) {
  // What still waits is overtaken, and may hold what is not to leave any more.
  if (share.queued) {
    STILLE_TRYV(store::remove_outgoing(context.db, *share.queued));
    ++context.counters.words_erased;
  }
  share.version = next_version(share.version, context.now);
  wire::Profile profile{std::string(name), {.version = share.version, .fields = {}}};
  STILLE_TRY(const auto rows, store::own_card(context.db));
  auto own = fields_of(rows);
  for (const auto field : wire::kAllCardFields) {
    const auto at = wire::number_of(field);
    if ((share.fields & wire::bit_of(field)) != 0) profile.card.fields.at(at) = std::move(own.at(at));
  }
  STILLE_TRYV(queue_control(context, contact, std::move(profile)));
  share.queued = context.db.last_id();
  STILLE_TRYV(store::set_card_share(context.db, contact, share));
  STILLE_TRYV(flush(context, contact));
  return ok();
}

Result<void> log_card(Context& context, store::RowId contact, std::string_view state, CardMask fields) {
  store::EventRow event;
  event.type = store::EventKind::card;
  event.state = state;
  event.contact = contact;
  if (fields != 0) event.about = to_text(fields);
  STILLE_TRYV(log_event(context, std::move(event)));
  return ok();
}

// Another role or company than before is an occasion to ask; the first that is heard of is none.
bool is_news(CardField field, const std::string& before, const std::string& now) {
  return (field == CardField::role || field == CardField::company) && !before.empty() && !now.empty();
}

}  // namespace

wire::CardFields fields_of(const std::vector<store::CardFieldRow>& rows) {
  wire::CardFields out;
  for (const auto& row : rows) {
    if (row.field < out.size()) out.at(row.field) = row.value;
  }
  return out;
}

Result<void> begin_sharing(Context& context, store::RowId contact) {
  STILLE_TRY(const auto decided, store::card_share(context.db, contact));
  if (decided) return ok();
  STILLE_TRY(const auto wish, setting(context.db, "card.share"));
  STILLE_TRY(const auto fields, parse_card_mask(wish));
  const store::CardShareRow share{.fields = fields, .version = 0, .queued = std::nullopt};
  STILLE_TRYV(store::set_card_share(context.db, contact, share));
  STILLE_TRY(const auto own, store::own_card(context.db));
  if ((filled(fields_of(own)) & fields) == 0) return ok();
  return say_card(context, contact, share, context.name);
}

Result<void> own_card_changed(Context& context, CardMask changed, bool renamed, std::string_view name) {
  STILLE_TRY(const auto people, store::contacts_in(context.db, store::Stage::member));
  for (const auto& person : people) {
    STILLE_TRY(const auto share, store::card_share(context.db, person.id));
    const bool concerned = renamed || (share && (share->fields & changed) != 0);
    if (!concerned) continue;
    STILLE_TRYV(say_card(context, person.id, share.value_or(store::CardShareRow{}), name));
  }
  return ok();
}

Result<void> share_card(Context& context, const store::ContactRow& contact, CardMask fields) {
  STILLE_TRY(const auto before, store::card_share(context.db, contact.id));
  auto share = before.value_or(store::CardShareRow{});
  STILLE_TRY(const auto own, store::own_card(context.db));
  STILLE_TRY(auto card, store::load_card(context.db, contact.id));
  // Fields that are empty look the same, shared or not.
  const bool differs = ((share.fields ^ fields) & filled(fields_of(own))) != 0;
  const bool answers = card.wanted.has_value() && fields != 0;
  share.fields = fields;
  if (answers) {
    card.wanted.reset();
    STILLE_TRYV(store::save_card(context.db, card));
  }
  if (differs || answers) return say_card(context, contact.id, share, context.name);
  return store::set_card_share(context.db, contact.id, share);
}

Result<void> ask_for_card(Context& context, const store::ContactRow& contact) {
  STILLE_TRYV(check_may_write(contact));
  STILLE_TRYV(queue_control(context, contact.id, wire::CardRequest{}));
  STILLE_TRYV(flush(context, contact.id));
  return ok();
}

Result<bool> take_card(Context& context, store::RowId contact, const wire::ContactCard& card) {
  if (card.version == 0) return true;
  STILLE_TRY(auto row, store::load_card(context.db, contact));
  if (card.version <= row.version) return false;
  STILLE_TRY(const auto rows, store::card_fields(context.db, contact, store::CardSource::theirs));
  const auto before = fields_of(rows);
  CardMask changed = 0;
  for (const auto field : wire::kAllCardFields) {
    const auto& was = before.at(wire::number_of(field));
    const auto& now = card.fields.at(wire::number_of(field));
    if (was == now) continue;
    changed |= wire::bit_of(field);
    if (!was.empty()) ++context.counters.words_erased;
    if (is_news(field, was, now)) row.news = context.now;
    STILLE_TRYV(store::set_card_field(context.db, contact, store::CardSource::theirs,
                                      {static_cast<std::uint8_t>(field), now}));
  }
  row.version = card.version;
  if (changed != 0) row.updated = context.now;
  STILLE_TRYV(store::save_card(context.db, row));
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  if (changed != 0 && !person.introduced) {
    STILLE_TRYV(log_card(context, contact, "changed", changed));
  }
  return true;
}

Result<void> take_card_request(Context& context, store::RowId contact) {
  STILLE_TRY(const auto person, store::load_contact(context.db, contact));
  STILLE_TRY(auto row, store::load_card(context.db, contact));
  // One open wish says as much as many.
  if (row.wanted || person.introduced) return ok();
  row.wanted = context.now;
  STILLE_TRYV(store::save_card(context.db, row));
  return log_card(context, contact, "requested", 0);
}

}  // namespace stille::client
