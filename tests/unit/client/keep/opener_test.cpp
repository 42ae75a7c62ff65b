// The openers themselves, and that nobody gets one twice within a year.
#include "client/keep/opener.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "client/keep/question.hpp"
#include "tests/unit/client/keep/days.hpp"

namespace stille::client::keep {
namespace {

using std::chrono::days;

const Day kToday = day("2026-11-28");
const Places kPlain{.first = "Mira", .month = {}, .topic = {}, .role = {}};

template <class Act>
void each_file(Act act) {
  for (std::size_t at = 0; at < kPurposes; ++at) {
    for (const auto tongue : {Tongue::german, Tongue::english}) act(static_cast<Purpose>(at), tongue);
  }
}

bool usable(const Opener& opener) {
  return next_opener(std::vector{opener}, {}, kPlain, 1, kToday).has_value();
}

TEST(Openers, There_are_24_for_every_occasion_and_language_that_fit_anybody) {
  each_file([](Purpose purpose, Tongue tongue) {
    const auto all = openers(purpose, tongue);
    EXPECT_GE(std::ranges::count_if(all, usable), 24) << name_of(purpose) << name_of(tongue);
    std::set<std::uint64_t> ids;
    for (const auto& opener : all) EXPECT_TRUE(ids.insert(opener.id).second) << opener.text;
  });
}

TEST(Openers, Each_asks_something_calmly_and_by_name) {
  each_file([](Purpose purpose, Tongue tongue) {
    for (const auto& opener : openers(purpose, tongue)) {
      const auto text =
          fill(opener.text, {.first = "Mira", .month = "Mai", .topic = "Wein", .role = "Ärztin"}).text;
      EXPECT_TRUE(asks(text)) << text;
      EXPECT_EQ(text.find('!'), std::string::npos) << text;
      EXPECT_NE(text.find("Mira"), std::string::npos) << text;
      EXPECT_EQ(text.find_first_of("{}|"), std::string::npos) << text;
      EXPECT_EQ(text.find("  "), std::string::npos) << text;
    }
  });
}

TEST(Openers, German_ones_say_du) {
  each_file([](Purpose purpose, Tongue tongue) {
    if (tongue != Tongue::german) return;
    for (const auto& opener : openers(purpose, tongue)) {
      for (const std::string_view polite : {" Sie ", " Ihnen", " Ihr "})
        EXPECT_EQ(opener.text.find(polite), std::string_view::npos) << opener.text;
    }
  });
}

TEST(Openers, Nobody_gets_the_same_one_twice_in_twelve_months) {
  for (const std::int64_t person : {1, 2, 3, 4711}) {
    each_file([&](Purpose purpose, Tongue tongue) {
      const auto all = openers(purpose, tongue);
      std::vector<Used> used;
      std::size_t given = 0;
      for (Day at = kToday; at < add(kToday, kOpenerRest); at += days(1)) {
        const auto opener = next_opener(all, used, kPlain, person, at);
        if (!opener) continue;
        EXPECT_TRUE(std::ranges::none_of(used, [&](const Used& u) { return u.opener == opener->id; }));
        used.push_back({opener->id, at});
        ++given;
      }
      EXPECT_GE(given, 24U);
      EXPECT_TRUE(next_opener(all, used, kPlain, person, add(kToday, kOpenerRest)));
      EXPECT_FALSE(next_opener(all, used, kPlain, person, add(kToday, kOpenerRest) - days(1)));
    });
  }
}

TEST(Openers, The_same_day_gives_the_same_one_and_another_person_another) {
  const auto all = openers(Purpose::again, Tongue::german);
  std::set<std::uint64_t> ids;
  for (std::int64_t person = 1; person <= 20; ++person) {
    const auto one = next_opener(all, {}, kPlain, person, kToday);
    EXPECT_EQ(one->id, next_opener(all, {}, kPlain, person, kToday)->id);
    ids.insert(one->id);
  }
  EXPECT_GE(ids.size(), 8U);
}

TEST(Openers, A_topic_is_taken_up_and_a_place_without_value_never_shown) {
  auto places = kPlain;
  places.topic = "dem Garten";
  const auto all = openers(Purpose::again, Tongue::german);
  const auto with = next_opener(all, {}, places, 1, kToday);
  EXPECT_NE(with->text.find("{Thema}"), std::string_view::npos);
  EXPECT_NE(fill(with->text, places).text.find("dem Garten"), std::string::npos);
  EXPECT_EQ(next_opener(all, {}, kPlain, 1, kToday)->text.find("{Thema}"), std::string_view::npos);
}

TEST(Openers, The_caret_stands_in_the_gap_or_at_the_end) {
  const auto filled = fill("Danke, {first}. {|} Und du?", kPlain);
  EXPECT_EQ(filled.text, "Danke, Mira. … Und du?");
  EXPECT_EQ(filled.caret, 13U);
  EXPECT_EQ(fill("Hallo {Vorname}", kPlain).caret, 10U);
}

TEST(Openers, A_value_is_never_read_as_a_place) {
  auto places = kPlain;
  places.first = "{Thema}";
  EXPECT_EQ(fill("Hallo {Vorname}?", places).text, "Hallo {Thema}?");
}

TEST(Openers, A_first_name_has_no_titles) {
  EXPECT_EQ(first_name("Dr. Mira Aydın"), "Mira");
  EXPECT_EQ(first_name("Prof. Dr. Tom Weber"), "Tom");
  EXPECT_EQ(first_name("  Ines "), "Ines");
  EXPECT_EQ(first_name("Dr."), "Dr.");
}

TEST(Openers, A_month_is_named_when_it_says_which_one_is_meant) {
  EXPECT_EQ(month_of_contact(day("2026-03-10"), kToday, Tongue::german), "März");
  EXPECT_EQ(month_of_contact(kToday - days(27), kToday, Tongue::german), "");
  EXPECT_EQ(month_of_contact(day("2025-12-27"), kToday, Tongue::german), "");
  EXPECT_EQ(month_of_contact({}, kToday, Tongue::german), "");
}

}  // namespace
}  // namespace stille::client::keep
