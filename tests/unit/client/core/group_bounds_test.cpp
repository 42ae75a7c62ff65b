// How large a group gets, and how many groups somebody has.
#include "client/core/group_meeting.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

TEST(GroupBounds, Fifty_are_in_it_and_one_more_is_refused) {
  World world;
  auto& ada = world.person("ada");
  ASSERT_TRUE(ada->groups().create("Runde"));
  std::vector<Person*> others;
  for (std::size_t i = 0; i < e2e::kMostGroupMembers; ++i) {
    others.push_back(&world.person("person" + std::to_string(i)));
    acquaint(world, ada, *others.back());
    others.back()->goes_offline();
  }
  auto& left_over = *others.back();
  others.pop_back();
  for (auto* other : others) {
    ASSERT_TRUE(ada->groups().add("#runde", other->name)) << other->name;
    other->goes_online();
    world.passes(seconds(5));
    // What all of them would tell each other of it is not the matter here.
    other->goes_offline();
  }
  EXPECT_EQ(ada->groups().find("#runde").value().members.size(), e2e::kMostGroupMembers);
  EXPECT_EQ(ada->groups().add("#runde", left_over.name).error().code, Errc::limit_reached);
  ASSERT_TRUE(ada->groups().send("#runde", {.text = "an alle", .key = {}, .reply = {}}));
  world.passes(seconds(10));
  for (auto* other : {others.front(), others.back()}) {
    other->goes_online();
    world.passes(seconds(30));
    EXPECT_THAT(other->heard(), testing::ElementsAre("an alle")) << other->name;
    EXPECT_EQ((*other)->groups().find("#runde").value().members.size(), e2e::kMostGroupMembers);
  }
}

TEST(GroupBounds, Names_purposes_and_the_number_of_groups) {
  World world;
  auto& ada = world.person("ada");
  EXPECT_FALSE(ada->groups().create(""));
  EXPECT_FALSE(ada->groups().create(std::string(kLongestGroupName + 1, 'x')));
  ASSERT_TRUE(ada->groups().create(std::string(kLongestGroupName, 'x')));
  const auto group = ada->groups().all().value().front().id;
  EXPECT_EQ(ada->groups().set_purpose(group, std::string(kLongestPurpose + 1, 'x')).error().code,
            Errc::too_large);
  ASSERT_TRUE(ada->groups().set_purpose(group, std::string(kLongestPurpose, 'x')));
  for (std::size_t i = 1; i < kMostGroups; ++i) ASSERT_TRUE(ada->groups().create("g")) << i;
  EXPECT_EQ(ada->groups().create("g").error().code, Errc::limit_reached);
}

TEST(GroupBounds, What_waits_for_somebody_whom_one_has_not_met_is_bounded) {
  Circle circle(3);
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle[1].goes_offline();
  circle.asks(2);
  circle.world.passes(seconds(30));
  for (std::size_t i = 0; i < kMostWaitingContents + 10; ++i) circle.says(2, std::to_string(i));
  circle[1].goes_online();
  circle.world.passes(seconds(60));
  const auto heard = circle.heard(1);
  EXPECT_LE(heard.size(), kMostWaitingContents);
  EXPECT_GE(heard.size(), kMostWaitingContents - 10) << "statements wait there too";
  circle.expect_alike({0, 1, 2});
  circle.says(2, "und weiter");
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.heard(1).back(), "und weiter");
}

}  // namespace
}  // namespace stille::client::test
