// The list of a day: every rule, and that the list of a day holds still.
#include "client/keep/today.hpp"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;

const Day kToday = day("2026-11-25");  // a Wednesday

PersonFacts person(PersonKey key, std::string name = {}) {
  PersonFacts out;
  out.person = key;
  out.name = name.empty() ? "name" + std::to_string(key) : std::move(name);
  out.known_since = kToday - days(2000);
  return out;
}

PersonFacts touched(PersonKey key, Day last, Span rhythm) {
  auto out = person(key);
  out.last_touch = Touch{morning(last), last};
  out.rhythm = rhythm;
  return out;
}

PersonFacts asked(PersonKey key, Day on) {
  auto out = person(key);
  out.questions = {{key * 100, morning(on), on}};
  return out;
}

PersonFacts born(PersonKey key, Day on) {
  const std::chrono::year_month_day date{on};
  auto out = person(key);
  out.birthday = Birthday{static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), {}};
  return out;
}

std::vector<PersonKey> keys(const std::vector<PersonFacts>& facts, const std::vector<Card>& cards) {
  std::vector<PersonKey> out;
  for (const auto& card : cards) out.push_back(facts[card.fact].person);
  return out;
}

std::vector<PersonKey> order(const std::vector<PersonFacts>& facts, Day today = kToday) {
  return keys(facts, everybody(facts, now_on(today)));
}

bool comes_up(const PersonFacts& someone, Day today = kToday) {
  return !everybody(std::vector{someone}, now_on(today)).empty();
}

// --- Rhythm ---

TEST(Due, Appears_on_the_day_and_not_before) {
  const auto someone = touched(1, day("2026-01-31"), {1, 0});
  EXPECT_FALSE(comes_up(someone, day("2026-02-27")));
  EXPECT_TRUE(comes_up(someone, day("2026-02-28")));
  EXPECT_TRUE(comes_up(someone, day("2030-01-01")));
}

TEST(Due, Without_a_rhythm_nobody_does) {
  EXPECT_FALSE(due_on(touched(1, kToday - days(3000), {})));
  EXPECT_FALSE(comes_up(touched(1, kToday - days(3000), {})));
}

TEST(Due, Counts_from_when_somebody_is_known_while_nothing_was_said) {
  auto someone = person(1);
  someone.rhythm = {0, 10};
  someone.known_since = kToday - days(9);
  EXPECT_FALSE(comes_up(someone));
  EXPECT_TRUE(comes_up(someone, kToday + days(1)));
}

TEST(Due, Any_touch_clears_it) {
  EXPECT_TRUE(comes_up(touched(1, kToday - days(100), {3, 0})));
  EXPECT_FALSE(comes_up(touched(1, kToday, {3, 0})));
}

TEST(Due, Moves_up_at_one_and_a_half_of_the_rhythm) {
  const auto at = [](int days_ago) { return touched(1, kToday - days(days_ago), {0, 30}); };
  EXPECT_FALSE(moved_up(at(44), kToday));
  EXPECT_TRUE(moved_up(at(45), kToday));
  EXPECT_FALSE(moved_up(touched(1, kToday - days(999), {}), kToday));
}

TEST(Due, Is_ordered_by_days_over_rhythm_exactly) {
  // 31/30, 45/30 and 180/100: no floating point decides.
  const std::vector<PersonFacts> facts{
      touched(1, kToday - days(31), {0, 30}), touched(2, kToday - days(45), {0, 30}),
      touched(3, kToday - days(180), {0, 100}), touched(4, kToday - days(400), {0, 365})};
  EXPECT_THAT(order(facts), ElementsAre(3, 2, 4, 1));
}

TEST(Due, Rests_while_snoozed_and_comes_back) {
  auto someone = touched(1, kToday - days(100), {3, 0});
  someone.rest = snoozed(kToday + days(14), morning(kToday));
  EXPECT_FALSE(comes_up(someone));
  EXPECT_TRUE(comes_up(someone, kToday + days(14)));
}

// --- Questions ---

TEST(WaitingQuestion, Is_given_twenty_hours) {
  const OpenQuestion question{1, morning(kToday), kToday};
  EXPECT_EQ(waits(question, {morning(kToday) + kGrace - seconds(1), kToday + days(1)}), Waiting::not_yet);
  EXPECT_EQ(waits(question, {morning(kToday) + kGrace, kToday + days(1)}), Waiting::waiting);
}

TEST(WaitingQuestion, Of_a_weekend_is_given_two_working_days) {
  const auto saturday = day("2026-11-28");
  for (const auto asked_on : {saturday, saturday + days(1)}) {
    const OpenQuestion question{1, morning(asked_on), asked_on};
    EXPECT_EQ(waits(question, now_on(saturday + days(3))), Waiting::not_yet);
    EXPECT_EQ(waits(question, now_on(saturday + days(4))), Waiting::waiting);
  }
}

TEST(WaitingQuestion, Is_set_apart_after_sixty_days) {
  const OpenQuestion question{1, morning(kToday), kToday};
  EXPECT_EQ(waits(question, now_on(kToday + kLongestWait)), Waiting::waiting);
  EXPECT_EQ(waits(question, now_on(kToday + kLongestWait + days(1))), Waiting::older);
  EXPECT_FALSE(comes_up(asked(1, kToday - days(61))));
}

TEST(WaitingQuestion, The_oldest_that_still_counts_is_the_persons_card) {
  auto someone = asked(1, kToday - days(61));
  someone.questions.push_back({7, morning(kToday - days(9)), kToday - days(9)});
  someone.questions.push_back({8, morning(kToday - days(2)), kToday - days(2)});
  const auto cards = everybody(std::vector{someone}, now_on(kToday));
  ASSERT_EQ(cards.size(), 1U);
  EXPECT_EQ(cards[0].item, 7);
}

// --- Birthdays ---

TEST(BirthdayCard, Is_there_today_and_belated_for_five_days) {
  const auto cards = [](Day on) { return everybody(std::vector{born(1, on)}, now_on(kToday)); };
  EXPECT_TRUE(cards(kToday + days(1)).empty());
  EXPECT_EQ(cards(kToday).at(0).occasion, Occasion::birthday);
  EXPECT_EQ(cards(kToday - days(1)).at(0).occasion, Occasion::belated);
  EXPECT_EQ(cards(kToday - kBelated).at(0).occasion, Occasion::belated);
  EXPECT_TRUE(cards(kToday - kBelated - days(1)).empty());
}

TEST(BirthdayCard, Belated_crosses_the_turn_of_the_year) {
  EXPECT_EQ(belated_celebration(born(1, day("2026-12-30")), day("2027-01-03")), day("2026-12-30"));
}

TEST(BirthdayCard, Goes_once_we_have_written_since_or_ticked_it_off) {
  auto someone = born(1, kToday - days(2));
  someone.last_own = kToday - days(3);
  EXPECT_TRUE(comes_up(someone));
  someone.last_own = kToday - days(2);
  EXPECT_FALSE(comes_up(someone));
  someone.last_own = {};
  someone.greeted = kToday - days(2);
  EXPECT_FALSE(comes_up(someone));
}

TEST(BirthdayCard, Comes_up_while_snoozed_but_not_for_whom_it_shall_never) {
  auto someone = born(1, kToday);
  someone.rest = snoozed(kToday + days(100), morning(kToday));
  EXPECT_TRUE(comes_up(someone));
  someone.rest.never = true;
  EXPECT_FALSE(comes_up(someone));
}

TEST(BirthdayCard, Of_the_29th_of_February_comes_on_the_28th_and_only_then) {
  auto someone = person(1);
  someone.birthday = Birthday{2, 29, {}};
  EXPECT_EQ(celebrates_today(someone, day("2027-02-28")), day("2027-02-28"));
  EXPECT_FALSE(celebrates_today(someone, day("2028-02-28")));
  EXPECT_EQ(celebrates_today(someone, day("2028-02-29")), day("2028-02-29"));
  EXPECT_FALSE(celebrates_today(someone, day("2027-03-01")));
}

// --- Promises, news ---

TEST(PromiseCard, Comes_on_its_day_even_while_the_person_rests) {
  auto someone = person(1);
  someone.promises = {{5, kToday + days(2)}, {6, kToday}};
  someone.rest = snoozed(kToday + days(100), morning(kToday));
  const auto cards = everybody(std::vector{someone}, now_on(kToday));
  ASSERT_EQ(cards.size(), 1U);
  EXPECT_EQ(cards[0].item, 6);
  EXPECT_FALSE(comes_up(someone, kToday - days(1)));
}

// --- Order ---

std::vector<PersonFacts> one_of_each() {
  auto promised = person(3);
  promised.promises = {{5, kToday - days(1)}};
  auto news = person(5);
  news.news = kToday - days(3);
  return {born(6, kToday - days(1)),  news,           touched(4, kToday - days(99), {0, 30}), promised,
          asked(2, kToday - days(3)), born(1, kToday)};
}

TEST(Order, Is_birthdays_questions_promises_due_news_belated) {
  EXPECT_THAT(order(one_of_each()), ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(Order, Oldest_questions_and_promises_come_first_and_names_break_ties) {
  EXPECT_THAT(order({asked(1, kToday - days(3)), asked(2, kToday - days(9))}), ElementsAre(2, 1));
  EXPECT_THAT(order({asked(1, kToday - days(3)), asked(2, kToday - days(3)), asked(3, kToday - days(3))}),
              ElementsAre(1, 2, 3));
  auto anna = born(9, kToday);
  anna.name = "anna";
  auto zoe = born(1, kToday);
  zoe.name = "zoe";
  EXPECT_THAT(order({zoe, anna}), ElementsAre(9, 1));
  zoe.name = "anna";
  EXPECT_THAT(order({anna, zoe}), ElementsAre(1, 9));
}

TEST(Order, Somebody_comes_up_once_for_the_first_occasion_and_the_others_are_named) {
  auto someone = asked(1, kToday - days(3));
  someone.birthday = born(1, kToday).birthday;
  someone.rhythm = {0, 30};
  const auto cards = everybody(std::vector{someone}, now_on(kToday));
  ASSERT_EQ(cards.size(), 1U);
  EXPECT_EQ(cards[0].occasion, Occasion::birthday);
  EXPECT_EQ(cards[0].also, (1U << unsigned(Occasion::waiting)) | (1U << unsigned(Occasion::due)));
}

TEST(Order, Does_not_depend_on_the_order_of_the_facts) {
  auto facts = one_of_each();
  for (PersonKey key = 10; key < 60; ++key)
    facts.push_back(touched(key, kToday - days(30 + key % 7), {0, 30}));
  const auto expected = order(facts);
  std::mt19937 shuffled(7);
  for (int round = 0; round < 50; ++round) {
    std::ranges::shuffle(facts, shuffled);
    EXPECT_EQ(order(facts), expected);
  }
}

// --- The measure ---

std::vector<PersonFacts> many(PersonKey count) {
  std::vector<PersonFacts> out;
  for (PersonKey key = 1; key <= count; ++key) out.push_back(touched(key, kToday - days(200 - key), {0, 30}));
  return out;
}

std::vector<PersonKey> chosen_of(const std::vector<PersonFacts>& facts, const std::vector<PersonKey>& before,
                                 std::size_t measure) {
  return keys(facts, of_the_day(facts, everybody(facts, now_on(kToday)), before, measure));
}

TEST(Measure, Lets_so_many_through_and_not_one_more) {
  for (std::size_t measure = 1; measure <= kMostMeasure; ++measure)
    EXPECT_EQ(chosen_of(many(30), {}, measure).size(), measure);
  EXPECT_EQ(chosen_of(many(3), {}, kUsualMeasure).size(), 3U);
}

TEST(Measure, The_list_of_a_day_stays_and_nobody_is_sent_after) {
  auto facts = many(30);
  const auto first = chosen_of(facts, {}, 5);
  EXPECT_THAT(first, ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(chosen_of(facts, first, 5), first);
  facts[1].last_touch = Touch{morning(kToday), kToday};
  EXPECT_THAT(chosen_of(facts, first, 5), ElementsAre(1, 3, 4, 5));
}

TEST(Measure, Who_comes_up_later_that_day_takes_a_place_that_is_still_free) {
  auto facts = many(3);
  const auto first = chosen_of(facts, {}, 5);
  for (PersonKey key = 4; key <= 9; ++key) facts.push_back(born(key, kToday));
  EXPECT_THAT(chosen_of(facts, first, 5), ElementsAre(4, 5, 1, 2, 3));
}

TEST(Measure, A_full_day_takes_nobody_in_and_a_smaller_one_shows_less) {
  auto facts = many(9);
  const auto first = chosen_of(facts, {}, 5);
  facts.push_back(born(99, kToday));
  EXPECT_EQ(chosen_of(facts, first, 5), first);
  EXPECT_THAT(chosen_of(facts, first, 2), ElementsAre(1, 2));
  EXPECT_EQ(chosen_of(facts, first, 7).size(), 7U);
}

// A year of random people who are written to now and then: the promises of the list hold every day.
TEST(Year, Of_random_people_keeps_order_measure_and_stillness_every_day) {
  std::mt19937 random(2026);
  const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  std::vector<PersonFacts> facts;
  for (PersonKey key = 1; key <= 60; ++key) {
    auto someone = touched(key, kToday - days(below(300)), {0, 7 * (1 + below(20))});
    if (below(2) == 0) someone.birthday = Birthday{1U + unsigned(below(12)), 1U + unsigned(below(28)), {}};
    facts.push_back(someone);
  }
  for (Day at = kToday; at < kToday + days(366); at += days(1)) {
    std::vector<PersonKey> chosen;
    std::vector<PersonKey> before;
    for (int look = 0; look < 3; ++look) {
      const auto cards = everybody(facts, now_on(at));
      const auto list = of_the_day(facts, cards, chosen, kUsualMeasure);
      ASSERT_LE(list.size(), kUsualMeasure);
      for (std::size_t i = 1; i < list.size(); ++i) ASSERT_LE(list[i - 1].occasion, list[i].occasion);
      const auto now = keys(facts, list);
      for (const auto key : now) {
        if (std::ranges::find(chosen, key) == chosen.end()) chosen.push_back(key);
      }
      ASSERT_LE(chosen.size(), kUsualMeasure);
      if (look > 0) {
        // Only those who were written to are missing; the others keep their order.
        std::erase_if(before, [&](PersonKey key) { return std::ranges::find(now, key) == now.end(); });
        ASSERT_EQ(now, before);
      }
      before = now;
      if (!now.empty() && below(3) == 0) {
        auto& someone = facts[static_cast<std::size_t>(now.front() - 1)];
        someone.last_touch = Touch{morning(at), at};
        someone.last_own = at;
      }
    }
  }
}

}  // namespace
}  // namespace stille::client::keep
