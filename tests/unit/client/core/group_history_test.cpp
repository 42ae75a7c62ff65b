// What happened to a group, told for people: made of the chain alone, by whoever was there.
#include "client/core/group_history.hpp"

#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;

// "who what whom value", each as this person sees it.
std::vector<std::string> story(Circle& circle, std::size_t i) {
  const auto events = (*circle.people[i])->groups().history("#runde");
  EXPECT_TRUE(events) << circle[i].name;
  std::vector<std::string> out;
  if (!events) return out;
  const auto called = [](const GroupPerson& person) {
    return person.alias.empty() ? std::string("?") : person.alias;
  };
  for (const auto& event : events.value()) {
    auto line = called(event.by) + " " + std::string(name_of(event.what));
    if (event.about) line += " " + called(*event.about);
    if (!event.value.empty()) line += " " + event.value;
    out.push_back(std::move(line));
  }
  return out;
}

TEST(GroupHistory, Tells_who_came_who_changed_what_and_who_was_taken_out) {
  Circle circle{3};
  circle.asks(1);
  circle.world.passes(seconds(30));
  auto chair = circle[0]->groups();
  ASSERT_TRUE(chair.rename("#runde", "Datenschutz"));
  ASSERT_TRUE(chair.set_purpose("#runde", "Fragen"));
  ASSERT_TRUE(chair.set_part("#runde", "bob", GroupPart::deputy));
  ASSERT_TRUE(chair.set_policy("#runde", GroupPolicy::everybody));
  ASSERT_TRUE(chair.set_timer("#runde", std::chrono::hours(1)));
  ASSERT_TRUE(chair.remove("#runde", "bob"));
  circle.world.passes(seconds(30));
  EXPECT_THAT(story(circle, 0), ElementsAre("self created", "self joined bob", "self renamed Datenschutz",
                                            "self purpose Fragen", "self role bob deputy",
                                            "self policy everybody", "self timer 3600", "self removed bob"));
  EXPECT_THAT(story(circle, 1), ElementsAre("ada joined self", "ada renamed Datenschutz",
                                            "ada purpose Fragen", "ada role self deputy",
                                            "ada policy everybody", "ada timer 3600", "ada removed self"))
      << "Whoever was taken out is told so, and of what was before them there is no time to tell";
}

TEST(GroupHistory, Tells_nothing_of_what_came_after_us) {
  Circle circle{3};
  circle.asks(1);
  circle.world.passes(seconds(30));
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "bob"));
  circle.asks(2);
  circle.world.passes(seconds(30));
  EXPECT_THAT(story(circle, 1), ElementsAre("ada joined self", "ada removed self"));
  EXPECT_THAT(story(circle, 2), ElementsAre("ada joined self"));
}

TEST(GroupHistory, Who_leaves_has_left_once) {
  Circle circle{3};
  circle.gathers();
  ASSERT_TRUE(circle[1]->groups().leave("#runde"));
  circle.world.passes(seconds(30));
  EXPECT_THAT(story(circle, 0),
              ElementsAre("self created", "self joined bob", "self joined cem", "bob left bob"));
  EXPECT_EQ(story(circle, 1).back(), "self left self");
}

TEST(GroupHistory, A_chair_who_leaves_has_passed_it_on) {
  Circle circle{2};
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().leave("#runde"));
  circle.world.passes(seconds(30));
  EXPECT_THAT(story(circle, 1), ElementsAre("ada joined self", "ada chair self", "ada left ada"));
}

TEST(GroupHistory, A_deputy_s_removal_waits_for_the_chair) {
  Circle circle{3};
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
  circle.world.passes(seconds(30));
  circle[0].goes_offline();
  ASSERT_TRUE(circle[1]->groups().remove("#runde", "cem"));
  circle.world.passes(seconds(30));
  EXPECT_EQ(story(circle, 1).back(), "self suspended cem");
  circle[0].goes_online();
  circle.world.passes(seconds(30));
  EXPECT_EQ(story(circle, 1).back(), "ada removed cem");
}

TEST(GroupHistory, A_group_of_that_name_has_to_be_there) {
  Circle circle{2};
  const auto none = circle[0]->groups().history("#nirgends");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Errc::not_found);
}

}  // namespace
}  // namespace stille::client::test
