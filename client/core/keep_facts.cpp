#include "client/core/keep_facts.hpp"

#include <algorithm>
#include <ctime>
#include <unordered_map>

#include "client/core/group_questions.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/settings.hpp"
#include "client/keep/question.hpp"
#include "client/store/tables/cards.hpp"
#include "client/store/tables/contacts.hpp"
#include "client/wire/contact_card.hpp"

namespace stille::client {

namespace {

using store::RowId;

template <class Row>
std::unordered_map<RowId, Row> by_contact(std::vector<Row> rows) {
  std::unordered_map<RowId, Row> out;
  for (auto& row : rows) out.emplace(row.contact, std::move(row));
  return out;
}

// What a rhythm's text means; a circle's shortest where the person has none of their own.
keep::Span span_of(std::string_view text) {
  const auto span = keep::parse_span(text);
  return span ? span.value() : keep::Span{};
}

bool shorter(const keep::Span& a, const keep::Span& b) {
  constexpr keep::Day kSomeDay{};
  return keep::add(kSomeDay, a) < keep::add(kSomeDay, b);
}

struct Gathered {
  std::unordered_map<RowId, store::KeepRow> keep;
  std::unordered_map<RowId, store::EntryRow> entries;
  std::unordered_map<RowId, keep::Span> circle_rhythms;
  std::unordered_map<RowId, std::vector<keep::Promise>> promises;
  std::unordered_map<RowId, store::PersonFieldRow> card_birthdays;
  std::unordered_map<RowId, store::CardRow> cards;
};

Result<Gathered> gather_local(store::Database& db) {
  Gathered out;
  STILLE_TRY(auto kept, store::all_keep(db));
  out.keep = by_contact(std::move(kept));
  STILLE_TRY(auto entries, store::newest_entries(db));
  out.entries = by_contact(std::move(entries));
  STILLE_TRY(const auto members, store::circle_members(db));
  for (const auto& member : members) {
    const auto rhythm = span_of(member.rhythm);
    if (rhythm.empty()) continue;
    auto& least = out.circle_rhythms[member.contact];
    if (least.empty() || shorter(rhythm, least)) least = rhythm;
  }
  STILLE_TRY(const auto reminders, store::reminders(db));
  for (const auto& row : reminders) out.promises[row.contact].push_back({row.message, day_of(row.day)});
  STILLE_TRY(auto birthdays,
             store::field_of_everybody(db, static_cast<std::uint8_t>(wire::CardField::birthday)));
  out.card_birthdays = by_contact(std::move(birthdays));
  STILLE_TRY(auto cards, store::all_cards(db));
  out.cards = by_contact(std::move(cards));
  return out;
}

// The newest of own message, theirs, and entry made by hand. A message of theirs counts once it was read:
// until then nothing has passed between the two.
void take_touches(keep::PersonFacts& person, const store::TurnRow& turn, const store::EntryRow* entry) {
  const auto newest = [](std::optional<keep::Touch>& touch, TimePoint at, keep::Day day) {
    if (!touch || day > touch->day || (day == touch->day && at > touch->at)) touch = keep::Touch{at, day};
  };
  std::optional<keep::Touch> own;
  if (turn.own) newest(own, *turn.own, local_day(*turn.own));
  if (entry != nullptr) newest(own, entry->at, day_of(entry->day));
  if (own) person.last_own = own->day;
  person.last_touch = own;
  if (turn.read) newest(person.last_touch, *turn.read, local_day(*turn.read));
  // What was noted later, about an earlier day, still ends a rest.
  if (person.last_touch && entry != nullptr)
    person.last_touch->at = std::max(person.last_touch->at, entry->at);
}

// What was said in groups, where the setting counts it.
Result<std::unordered_map<RowId, std::vector<store::GroupTouchRow>>> in_groups(store::Database& db,
                                                                               std::optional<RowId> only) {
  std::unordered_map<RowId, std::vector<store::GroupTouchRow>> out;
  STILLE_TRY(const auto wish, setting(db, "keep.groups"));
  if (wish != "on") return out;
  STILLE_TRY(const auto rows, store::group_touches(db, only));
  for (const auto& row : rows) out[row.contact].push_back(row);
  return out;
}

void take_group_touches(keep::PersonFacts& person, const std::vector<store::GroupTouchRow>& rows) {
  for (const auto& row : rows) {
    const auto day = local_day(row.at);
    if (row.own && (!person.last_own || *person.last_own < day)) person.last_own = day;
    if (!person.last_touch || person.last_touch->at < row.at) {
      person.last_touch =
          keep::Touch{row.at, std::max(day, person.last_touch ? person.last_touch->day : day)};
    }
  }
}

// What they say themselves, where nothing was typed here.
void add_card(keep::PersonFacts& person, const Gathered& local) {
  const auto said = local.card_birthdays.find(person.person);
  if (!person.birthday && said != local.card_birthdays.end()) {
    if (const auto birthday = keep::parse_birthday(said->second.value)) person.birthday = birthday.value();
  }
  const auto card = local.cards.find(person.person);
  if (card == local.cards.end() || !card->second.news) return;
  // Whoever has written since has had their occasion.
  const auto day = local_day(*card->second.news);
  if (!person.last_own || *person.last_own < day) person.news = day;
}

Result<void> take_questions(store::Database& db, keep::PersonFacts& person, const Asking& asks) {
  STILLE_TRY(const auto said, store::said_since_turn(db, person.person, false, kMostLookedAt));
  for (const auto& row : said) {
    if (!asks(row)) continue;
    STILLE_TRY(const bool settled, asks.settled(db, row));
    if (!settled) person.questions.push_back({row.message, row.at, local_day(row.at)});
  }
  return ok();
}

void add_questions(keep::PersonFacts& person, std::vector<keep::OpenQuestion> more) {
  person.questions.insert(person.questions.end(), more.begin(), more.end());
  std::ranges::stable_sort(person.questions, {}, &keep::OpenQuestion::at);
}

}  // namespace

keep::Day local_day(TimePoint time) {
  const auto raw = static_cast<std::time_t>(std::chrono::floor<seconds>(time).time_since_epoch().count());
  std::tm local{};
  ::localtime_r(&raw, &local);
  return keep::Day(std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday);
}

keep::Now local_now(TimePoint time) {
  return {time, local_day(time)};
}

store::DayNumber number_of(keep::Day day) {
  return day.time_since_epoch().count();
}

keep::Day day_of(store::DayNumber number) {
  return keep::Day(std::chrono::days(static_cast<int>(number)));
}

bool Asking::operator()(const store::SaidTextRow& said) const {
  return said.question || (without_mark ? keep::asks_without_mark(said.text) : keep::asks(said.text));
}

Result<bool> Asking::settled(store::Database& db, const store::SaidTextRow& said) const {
  if (!reactions_settle) return false;
  return store::reacted_to(db, said.message);
}

Result<Asking> asking(store::Database& db) {
  STILLE_TRY(const auto markless, setting(db, "keep.markless"));
  STILLE_TRY(const auto reactions, setting(db, "keep.reactions"));
  return Asking{markless == "on", reactions == "on"};
}

keep::Rest rest_of(const store::KeepRow& row) {
  keep::Rest out{.never = row.never,
                 .until = {},
                 .since = row.rest_since,
                 .shown = row.shown,
                 .shown_on = {},
                 .back_offs = row.back_offs};
  if (row.rest_until) out.until = day_of(*row.rest_until);
  if (row.shown_on) out.shown_on = day_of(*row.shown_on);
  return out;
}

void put_rest(store::KeepRow& row, const keep::Rest& rest) {
  row.never = rest.never;
  row.rest_until.reset();
  row.shown_on.reset();
  if (rest.until) row.rest_until = number_of(*rest.until);
  if (rest.shown_on) row.shown_on = number_of(*rest.shown_on);
  row.rest_since = rest.since;
  row.shown = rest.shown;
  row.back_offs = rest.back_offs;
}

std::optional<keep::Birthday> birthday_of(const store::KeepRow& row) {
  if (!row.birthday) return std::nullopt;
  const auto typed = keep::parse_birthday(*row.birthday);
  if (!typed) return std::nullopt;
  return typed.value();
}

Result<KeepFacts> gather(store::Database& db, std::optional<RowId> only) {
  STILLE_TRY(auto local, gather_local(db));
  STILLE_TRY(const auto asks, asking(db));
  STILLE_TRY(const auto contacts, everybody(db));
  std::unordered_map<RowId, const store::ContactRow*> names;
  for (const auto& contact : contacts) {
    // Whom one knows through a group only is nobody's to keep in touch with, until one asks for them.
    if (only || !contact.introduced || local.promises.contains(contact.id))
      names.emplace(contact.id, &contact);
  }
  STILLE_TRY(const auto all, store::turns(db, only));
  STILLE_TRY(const auto groups, in_groups(db, only));
  STILLE_TRY(auto group_questions, asked_in_groups(db, asks, only));
  KeepFacts out;
  for (const auto& turn : all) {
    const auto contact = names.find(turn.contact);
    if (contact == names.end()) continue;
    keep::PersonFacts person;
    person.person = turn.contact;
    person.name = contact->second->alias.value_or(contact->second->name);
    person.known_since = local_day(contact->second->since);
    const auto entry = local.entries.find(turn.contact);
    take_touches(person, turn, entry == local.entries.end() ? nullptr : &entry->second);
    const auto said = groups.find(turn.contact);
    if (said != groups.end()) take_group_touches(person, said->second);
    auto& row = local.keep[turn.contact];
    row.contact = turn.contact;
    person.rhythm = row.rhythm ? span_of(*row.rhythm) : local.circle_rhythms[turn.contact];
    person.birthday = birthday_of(row);
    add_card(person, local);
    if (row.greeted) person.greeted = day_of(*row.greeted);
    person.promises = std::move(local.promises[turn.contact]);
    person.rest = keep::after_touch(rest_of(row),
                                    person.last_touch ? std::optional(person.last_touch->at) : std::nullopt);
    // Only where the other side spoke last can something wait.
    if (turn.their_position.value_or(0) > turn.own_position.value_or(0)) {
      STILLE_TRYV(take_questions(db, person, asks));
    }
    const auto aimed = group_questions.find(turn.contact);
    if (aimed != group_questions.end()) add_questions(person, std::move(aimed->second));
    out.people.push_back(std::move(person));
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace stille::client
