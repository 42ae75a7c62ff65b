// Coming into a group, and becoming contacts by way of one.
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using testing::IsEmpty;

TEST(GroupMeeting, Who_was_asked_is_shown_until_they_are_in) {
  Circle circle(3);
  circle[2].goes_offline();
  circle.asks(1);
  circle.asks(2);
  const auto asked_at = circle.world.clock.time;
  circle.world.passes(seconds(30));
  const auto asked = circle[0]->groups().asked("#runde").value();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].alias, "cem");
  EXPECT_EQ(asked[0].since, asked_at);
  circle.asks(2);
  EXPECT_EQ(circle[0]->groups().asked("#runde").value().at(0).since, asked_at);
  EXPECT_THAT(circle[1]->groups().asked("#runde").value(), IsEmpty());
  circle[2].goes_online();
  circle.world.passes(seconds(30));
  EXPECT_THAT(circle[0]->groups().asked("#runde").value(), IsEmpty());
}

}  // namespace
}  // namespace stille::client::test
