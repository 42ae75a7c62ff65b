// What keeping in touch shows: the list of the day, people, questions that wait, birthdays.
#include "client/core/keep_in_touch.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "client/core/engine_core.hpp"
#include "client/core/keep_show.hpp"
#include "client/core/local_contacts.hpp"
#include "client/core/people.hpp"
#include "client/core/settings.hpp"
#include "client/core/show.hpp"
#include "client/keep/calendar.hpp"
#include "client/keep/tongue.hpp"

namespace stille::client {

namespace {

using keep::Occasion;

Result<bool> is_on(store::Database& db, std::string_view key) {
  STILLE_TRY(const auto value, setting(db, key));
  return value == "on";
}

// Passed-over cards count where a person can be left in peace; birthdays and reminders have their own day.
bool counts_as_shown(Occasion occasion) {
  return occasion == Occasion::waiting || occasion == Occasion::due || occasion == Occasion::news;
}

struct Chosen {
  std::vector<keep::Card> cards;
  std::vector<store::RowId> before;
};

Result<Chosen> choose_cards(store::Database& db, const KeepFacts& facts, const keep::Now& now) {
  Chosen out;
  STILLE_TRY(const auto measure, daily_measure(db));
  STILLE_TRY(out.before, store::chosen_on(db, number_of(now.today)));
  const auto cards = keep::everybody(facts.people, now);
  out.cards = keep::of_the_day(facts.people, cards, out.before, measure);
  return out;
}

// Whom the list has shown, and to whom that is new today.
Result<void> note_shown(Context& context, const KeepFacts& facts, const Chosen& chosen,
                        const keep::Now& now) {
  for (const auto& card : chosen.cards) {
    const auto& person = facts.people[card.fact];
    STILLE_TRYV(store::choose(context.db, number_of(now.today), person.person));
    if (!counts_as_shown(card.occasion)) continue;
    auto row = facts.rows[card.fact];
    put_rest(row, keep::after_showing(person.rest, now.today, now.at, person.rhythm));
    STILLE_TRYV(store::save_keep(context.db, row));
  }
  return ok();
}

bool has_news(const KeepFacts& facts, const Chosen& chosen, keep::Day today) {
  return std::ranges::any_of(chosen.cards, [&](const keep::Card& card) {
    const auto& person = facts.people[card.fact];
    if (std::ranges::find(chosen.before, person.person) == chosen.before.end()) return true;
    return counts_as_shown(card.occasion) && person.rest.shown_on != today;
  });
}

Result<CardView> show_card(store::Database& db, const KeepFacts& facts, const keep::Card& card,
                           keep::Day today) {
  const auto& person = facts.people[card.fact];
  STILLE_TRY(const auto contact, store::load_contact(db, person.person));
  STILLE_TRY(const auto members, store::circle_members(db));
  STILLE_TRY(const auto last, show_touch(db, person));
  CardView out;
  out.occasion = keep::name_of(card.occasion);
  for (unsigned at = 0; at < 8; ++at) {
    if ((card.also >> at & 1U) != 0) out.also.emplace_back(keep::name_of(static_cast<Occasion>(at)));
  }
  out.person =
      show_person(contact, person, facts.rows[card.fact], circles_of(members, contact.id), last, today);
  if (card.item != 0) {
    STILLE_TRY(auto open, show_open(db, card.item, today));
    out.message = std::move(open.message);
    out.group = std::move(open.group);
  }
  if (card.occasion == Occasion::birthday || card.occasion == Occasion::belated) {
    STILLE_TRY(const bool age, is_on(db, "keep.age"));
    const auto celebration = keep::last_celebration(*person.birthday, today);
    out.celebration = show_celebration(contact, *person.birthday, celebration, today, age);
  }
  return out;
}

Result<void> add_asked(store::Database& db, const store::TurnRow& turn, const keep::Now& now,
                       const Asking& asks, std::vector<OpenMessageView>& out) {
  if (turn.own_position.value_or(0) <= turn.their_position.value_or(0)) return ok();
  STILLE_TRY(const auto said, store::said_since_turn(db, turn.contact, true, kMostLookedAt));
  for (const auto& row : said) {
    const auto day = local_day(row.at);
    if (!asks(row) || now.today - day < keep::kPatience) continue;
    STILLE_TRY(auto view, show_open(db, row.message, day));
    out.push_back(std::move(view));
  }
  return ok();
}

void by_time(std::vector<OpenMessageView>& views) {
  std::ranges::stable_sort(views, {}, [](const OpenMessageView& view) { return view.message.at; });
}

}  // namespace

KeepInTouch Engine::keep() {
  return KeepInTouch(*core_);
}

Result<DayView> KeepInTouch::today() {
  auto& db = core_.db();
  const auto now = local_now(core_.clock.now());
  STILLE_TRY(const auto facts, gather(db));
  STILLE_TRY(const auto chosen, choose_cards(db, facts, now));
  DayView out;
  out.day = keep::to_text(now.today);
  out.anybody = std::ranges::any_of(
      facts.people, [](const auto& person) { return !person.rhythm.empty() || person.birthday.has_value(); });
  for (const auto& card : chosen.cards) {
    STILLE_TRY(auto view, show_card(db, facts, card, now.today));
    out.cards.push_back(std::move(view));
  }
  if (has_news(facts, chosen, now.today)) {
    STILLE_TRYV(core_.STILLE_QUIET_CHANGE("keep_today")(
        [&](Context& context) { return note_shown(context, facts, chosen, now); }));
  }
  return out;
}

Result<std::vector<KeepPersonView>> KeepInTouch::people() const {
  auto& db = core_.db();
  const auto today = local_day(core_.clock.now());
  STILLE_TRY(const auto facts, gather(db));
  STILLE_TRY(const auto members, store::circle_members(db));
  std::map<std::string, KeepPersonView> sorted;
  for (std::size_t at = 0; at < facts.people.size(); ++at) {
    const auto& person = facts.people[at];
    STILLE_TRY(const auto contact, store::load_contact(db, person.person));
    STILLE_TRY(const auto last, show_touch(db, person));
    sorted.emplace(
        person.name + "\n" + std::to_string(person.person),
        show_person(contact, person, facts.rows[at], circles_of(members, contact.id), last, today));
  }
  std::vector<KeepPersonView> out;
  for (auto& [name, view] : sorted) out.push_back(std::move(view));
  return out;
}

Result<KeepPersonView> KeepInTouch::person(std::string_view contact) const {
  STILLE_TRY(const auto row, find_anybody(core_.db(), contact));
  return show_person(core_.db(), row, local_day(core_.clock.now()));
}

Result<WaitingView> KeepInTouch::waiting() const {
  auto& db = core_.db();
  const auto now = local_now(core_.clock.now());
  STILLE_TRY(const auto facts, gather(db));
  WaitingView out;
  for (const auto& person : facts.people) {
    for (const auto& question : person.questions) {
      const auto state = keep::waits(question, now);
      if (state == keep::Waiting::not_yet) continue;
      STILLE_TRY(auto view, show_open(db, question.message, question.day));
      (state == keep::Waiting::older ? out.older : out.waiting).push_back(std::move(view));
    }
  }
  STILLE_TRY(const auto asks, asking(db));
  STILLE_TRY(const auto turns, store::turns(db));
  for (const auto& turn : turns) {
    STILLE_TRYV(add_asked(db, turn, now, asks, out.asked));
  }
  by_time(out.waiting);
  by_time(out.older);
  by_time(out.asked);
  return out;
}

Result<std::vector<CelebrationView>> KeepInTouch::birthdays(std::int64_t days) const {
  if (days < 0 || days > keep::kMostDaysAhead.count()) return fail(Errc::bad_value);
  auto& db = core_.db();
  const auto today = local_day(core_.clock.now());
  const auto horizon = today + std::chrono::days(static_cast<int>(days));
  STILLE_TRY(const bool age, is_on(db, "keep.age"));
  STILLE_TRY(const auto facts, gather(db));
  std::vector<CelebrationView> out;
  for (const auto& person : facts.people) {
    if (!person.birthday) continue;
    STILLE_TRY(const auto contact, store::load_contact(db, person.person));
    const auto next = keep::next_celebration(*person.birthday, today);
    if (const auto late = keep::belated_celebration(person, today))
      out.push_back(show_celebration(contact, *person.birthday, *late, today, age));
    if (next <= horizon) out.push_back(show_celebration(contact, *person.birthday, next, today, age));
  }
  std::ranges::sort(out, [](const CelebrationView& a, const CelebrationView& b) {
    return std::tie(a.in_days, a.contact.alias) < std::tie(b.in_days, b.contact.alias);
  });
  return out;
}

Result<std::string> KeepInTouch::birthday_calendar(std::string_view language) const {
  STILLE_TRY(const auto tongue, keep::parse_tongue(language));
  auto& db = core_.db();
  STILLE_TRY(const bool age, is_on(db, "keep.age"));
  STILLE_TRY(const auto facts, gather(db));
  std::vector<keep::CalendarEntry> entries;
  for (const auto& person : facts.people) {
    if (!person.birthday) continue;
    STILLE_TRY(const auto contact, store::load_contact(db, person.person));
    auto birthday = *person.birthday;
    // Other programs reckon an age from the year.
    if (!age) birthday.year.reset();
    const auto& name = contact.name.empty() ? person.name : contact.name;
    entries.push_back({address_id(contact), birthday,
                       (tongue == keep::Tongue::german ? "Geburtstag: " : "Birthday: ") + name});
  }
  return keep::calendar(entries, core_.clock.now());
}

Result<std::vector<CircleView>> KeepInTouch::circles() const {
  STILLE_TRY(const auto rows, store::circles(core_.db()));
  std::vector<CircleView> out;
  for (const auto& row : rows) out.push_back({row.name, row.rhythm, row.members});
  return out;
}

}  // namespace stille::client
