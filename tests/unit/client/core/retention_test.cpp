// Messages go when their time is over, by the rule of their conversation, and only here.
#include "client/core/retention.hpp"

#include <gmock/gmock.h>

#include "client/core/finding.hpp"
#include "client/core/sweeping.hpp"
#include "client/core/talk.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using std::chrono::days;
using testing::ElementsAre;

struct RetentionTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  void says(Person& from, const std::string& to, const std::string& text) {
    ASSERT_TRUE(from->send_text(to, text));
    world.passes(seconds(3));
  }
  std::vector<std::string> log_of(Person& who) {
    std::vector<std::string> out;
    const auto views = who->messages(who.only_contact().id).value();
    for (const auto& view : views) {
      if (!view.text.empty()) out.push_back(view.text);
    }
    return out;
  }
  Retention kept() { return alice->retention(); }
};

TEST_F(RetentionTest, Without_a_rule_everything_stays) {
  says(alice, "bob", "alt");
  world.clock.time += days(400);
  world.passes(seconds(5));
  EXPECT_THAT(log_of(alice), ElementsAre("alt"));
  EXPECT_EQ(kept().list().value().size(), 1U);
  EXPECT_EQ(kept().show("").value().rule, RetentionRule::keep);
}

TEST_F(RetentionTest, What_is_older_than_the_rule_goes_here_and_stays_with_the_other) {
  says(alice, "bob", "alt");
  says(bob, "alice", "auch alt");
  world.passes(days(29));
  says(bob, "alice", "neu");
  ASSERT_TRUE(kept().set("bob", RetentionRule::days_30));
  world.passes(seconds(10));
  EXPECT_THAT(log_of(alice), ElementsAre("alt", "auch alt", "neu"));
  world.passes(days(2));
  EXPECT_THAT(log_of(alice), ElementsAre("neu"));
  EXPECT_THAT(log_of(bob), ElementsAre("alt", "auch alt", "neu"));
  const auto query = std::get<search::Query>(search::parse_query("alt", world.clock.time, true));
  EXPECT_TRUE(alice->finding().search(query, {}).value().hits.empty());
}

TEST_F(RetentionTest, A_preview_tells_what_would_go_and_changes_nothing) {
  says(alice, "bob", "eins");
  says(alice, "bob", "zwei");
  world.passes(days(100));
  says(alice, "bob", "drei");
  const auto preview = kept().preview("bob", RetentionRule::days_90).value();
  EXPECT_EQ(preview.messages, 2U);
  EXPECT_LT(*preview.oldest, *preview.newest);
  EXPECT_EQ(kept().preview("", RetentionRule::days_90).value().messages, 2U);
  EXPECT_EQ(kept().preview("bob", std::nullopt).value().messages, 0U);
  world.passes(days(1));
  EXPECT_EQ(log_of(alice).size(), 3U);
}

TEST_F(RetentionTest, A_conversation_with_a_rule_of_its_own_is_not_reached_by_the_one_for_all_others) {
  says(alice, "bob", "alt");
  ASSERT_TRUE(kept().set("bob", RetentionRule::keep));
  ASSERT_TRUE(kept().set("", RetentionRule::days_30));
  world.passes(days(40));
  EXPECT_THAT(log_of(alice), ElementsAre("alt"));
  EXPECT_EQ(kept().preview("", std::nullopt).value().messages, 0U);
  ASSERT_TRUE(kept().set("bob", std::nullopt));
  world.passes(seconds(10));
  EXPECT_TRUE(log_of(alice).empty());
}

TEST_F(RetentionTest, A_hold_stops_the_erasing_until_it_is_released) {
  says(alice, "bob", "Beweis");
  ASSERT_TRUE(kept().set("", RetentionRule::days_30));
  ASSERT_TRUE(kept().set_hold("bob", true));
  world.passes(days(40));
  EXPECT_THAT(log_of(alice), ElementsAre("Beweis"));
  EXPECT_EQ(kept().preview("bob", RetentionRule::days_30).value().messages, 0U);
  ASSERT_TRUE(kept().set_hold("bob", false));
  world.passes(seconds(10));
  EXPECT_TRUE(log_of(alice).empty());
}

TEST_F(RetentionTest, What_the_other_side_does_not_have_yet_waits_for_that) {
  bob.goes_offline();
  ASSERT_TRUE(alice->send_text("bob", "unterwegs"));
  ASSERT_TRUE(kept().set("", RetentionRule::days_30));
  world.passes(days(31));
  EXPECT_THAT(log_of(alice), ElementsAre("unterwegs"));
}

TEST_F(RetentionTest, More_than_a_slice_goes_slice_by_slice) {
  for (std::size_t count = 0; count <= kSweepMessages; ++count) {
    ASSERT_TRUE(alice->send_text("bob", "x"));
    world.passes(seconds(1));
  }
  world.passes(days(31));
  ASSERT_TRUE(kept().set("", RetentionRule::days_30));
  EXPECT_EQ(kept().preview("", std::nullopt).value().messages, kSweepMessages + 1);
  world.passes(seconds(1));
  EXPECT_EQ(kept().preview("", std::nullopt).value().messages, 1U);
  world.passes(seconds(2));
  EXPECT_EQ(kept().preview("", std::nullopt).value().messages, 0U);
  EXPECT_TRUE(log_of(alice).empty());
}

TEST(RetentionRules, Business_letters_stay_six_years_from_the_end_of_their_year) {
  using namespace std::chrono;
  const auto at = [](int y, unsigned m, unsigned d) {
    return TimePoint(sys_days(year(y) / month(m) / day(d)).time_since_epoch());
  };
  const auto since = *kept_since(RetentionRule::business, at(2026, 6, 1));
  EXPECT_LE(since, at(2020, 1, 1));
  EXPECT_GT(since, at(2019, 12, 30));
  EXPECT_FALSE(kept_since(RetentionRule::keep, at(2026, 6, 1)));
  EXPECT_EQ(parse_retention_rule("7d").error().code, Errc::bad_value);
  for (const auto rule : {RetentionRule::keep, RetentionRule::days_30, RetentionRule::days_90,
                          RetentionRule::days_365, RetentionRule::business}) {
    EXPECT_EQ(parse_retention_rule(name_of(rule)).value(), rule);
  }
}

}  // namespace
}  // namespace stille::client::test
