#include "client/keep/today.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace stille::client::keep {
namespace {

using std::chrono::days;

constexpr std::size_t kOccasions = 6;

// What orders cards of one occasion, smallest first: of `first` over `second` as a fraction.
struct Rank {
  std::int64_t first = 0;
  std::int64_t second = 1;
};

struct Ranked {
  Card card;
  Rank rank;
};

struct DueDays {
  std::int64_t passed = 0;
  std::int64_t rhythm = 1;
};

Day begin_of(const PersonFacts& person) {
  return person.last_touch ? person.last_touch->day : person.known_since;
}

std::optional<DueDays> due_days(const PersonFacts& person, Day today) {
  const auto due = due_on(person);
  if (!due) return std::nullopt;
  const auto begin = begin_of(person);
  return DueDays{(today - begin).count(), std::max<std::int64_t>((*due - begin).count(), 1)};
}

bool wrote_since(const PersonFacts& person, Day day) {
  return (person.last_own && *person.last_own >= day) || (person.greeted && *person.greeted >= day);
}

const OpenQuestion* first_waiting(const PersonFacts& person, const Now& now) {
  for (const auto& question : person.questions) {
    if (waits(question, now) == Waiting::waiting) return &question;
  }
  return nullptr;
}

const Promise* first_promise(const PersonFacts& person, Day today) {
  const Promise* out = nullptr;
  for (const auto& promise : person.promises) {
    if (promise.on <= today && (out == nullptr || promise.on < out->on)) out = &promise;
  }
  return out;
}

// The occasions of one person, first first.
struct Reasons {
  std::array<Ranked, kOccasions> list;
  std::size_t count = 0;
  void add(Occasion occasion, Rank rank, ItemKey item = 0) {
    list[count++] = {{.fact = 0, .occasion = occasion, .item = item, .also = 0}, rank};
  }
};

void add_birthdays(Reasons& out, const PersonFacts& person, Day today) {
  if (person.rest.never) return;
  if (celebrates_today(person, today)) out.add(Occasion::birthday, {});
  if (const auto day = belated_celebration(person, today))
    out.add(Occasion::belated, {day->time_since_epoch().count(), 1});
}

Reasons reasons_of(const PersonFacts& person, const Now& now) {
  Reasons out;
  add_birthdays(out, person, now.today);
  // Somebody chose that day on purpose: it holds while the person rests.
  if (const auto* promise = first_promise(person, now.today)) {
    out.add(Occasion::promised, {promise->on.time_since_epoch().count(), 1}, promise->reminder);
  }
  if (!rests(person.rest, now.today)) {
    if (const auto* question = first_waiting(person, now)) {
      out.add(Occasion::waiting, {question->at.time_since_epoch().count(), 1}, question->message);
    }
    const auto due = due_days(person, now.today);
    if (due && *due_on(person) <= now.today) out.add(Occasion::due, {-due->passed, due->rhythm});
    if (person.news) out.add(Occasion::news, {person.news->time_since_epoch().count(), 1});
  }
  std::sort(out.list.begin(), out.list.begin() + static_cast<std::ptrdiff_t>(out.count),
            [](const Ranked& a, const Ranked& b) { return a.card.occasion < b.card.occasion; });
  return out;
}

}  // namespace

std::string_view name_of(Occasion occasion) noexcept {
  constexpr std::array<std::string_view, kOccasions> kNames{"birthday", "waiting", "promised",
                                                            "due",      "news",    "belated"};
  return kNames[static_cast<std::size_t>(occasion)];
}

Waiting waits(const OpenQuestion& question, const Now& now) {
  if (is_weekend(question.day)) {
    if (now.today < after_working_days(question.day, kGraceWorkingDays)) return Waiting::not_yet;
  } else if (now.at - question.at < kGrace) {
    return Waiting::not_yet;
  }
  return now.today - question.day > kLongestWait ? Waiting::older : Waiting::waiting;
}

std::optional<Day> due_on(const PersonFacts& person) {
  if (person.rhythm.empty()) return std::nullopt;
  return add(begin_of(person), person.rhythm);
}

bool moved_up(const PersonFacts& person, Day today) {
  const auto due = due_days(person, today);
  return due && due->passed * 2 >= due->rhythm * 3;
}

std::optional<Day> celebrates_today(const PersonFacts& person, Day today) {
  if (!person.birthday || last_celebration(*person.birthday, today) != today) return std::nullopt;
  if (wrote_since(person, today)) return std::nullopt;
  return today;
}

std::optional<Day> belated_celebration(const PersonFacts& person, Day today) {
  if (!person.birthday) return std::nullopt;
  const auto day = last_celebration(*person.birthday, today);
  if (day == today || today - day > kBelated || wrote_since(person, day)) return std::nullopt;
  return day;
}

std::vector<Card> everybody(std::span<const PersonFacts> facts, const Now& now) {
  std::vector<Ranked> ranked;
  for (std::size_t at = 0; at < facts.size(); ++at) {
    auto reasons = reasons_of(facts[at], now);
    if (reasons.count == 0) continue;
    auto first = reasons.list[0];
    first.card.fact = at;
    for (std::size_t more = 1; more < reasons.count; ++more) {
      first.card.also |=
          static_cast<std::uint8_t>(1U << static_cast<unsigned>(reasons.list[more].card.occasion));
    }
    ranked.push_back(first);
  }
  std::ranges::sort(ranked, [&](const Ranked& a, const Ranked& b) {
    if (a.card.occasion != b.card.occasion) return a.card.occasion < b.card.occasion;
    const auto left = a.rank.first * b.rank.second;
    const auto right = b.rank.first * a.rank.second;
    if (left != right) return left < right;
    const auto& one = facts[a.card.fact];
    const auto& other = facts[b.card.fact];
    if (const auto order = one.name.compare(other.name); order != 0) return order < 0;
    return one.person < other.person;
  });
  std::vector<Card> out;
  out.reserve(ranked.size());
  for (const auto& entry : ranked) out.push_back(entry.card);
  return out;
}

std::vector<Card> of_the_day(std::span<const PersonFacts> facts, std::span<const Card> cards,
                             std::span<const PersonKey> chosen, std::size_t measure) {
  std::unordered_set<PersonKey> places(chosen.begin(), chosen.end());
  std::size_t room = measure > places.size() ? measure - places.size() : 0;
  std::vector<Card> out;
  for (const auto& card : cards) {
    const bool kept = places.contains(facts[card.fact].person);
    if (!kept && room == 0) continue;
    if (!kept) --room;
    out.push_back(card);
  }
  if (out.size() > measure) out.resize(measure);
  return out;
}

}  // namespace stille::client::keep
