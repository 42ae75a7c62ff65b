// Coming into a group, and becoming contacts by way of one.
#include "client/core/conversations.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(GroupMeeting, Whoever_invites_somebody_met_in_a_group_becomes_a_contact_and_so_do_they) {
  Circle circle(3);
  circle.gathers();
  const auto invitation = circle[1]->create_invitation();
  circle.world.settles();
  const auto join = circle[2]->accept_invitation(invitation.value().link, "bobby").value().id;
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle[1]->contacts().value().size(), 2U);
  const auto contacts = circle[2]->contacts().value();
  ASSERT_EQ(contacts.size(), 2U);
  EXPECT_EQ(circle[2]->contact("bobby").value().state, ContactState::connected);
  EXPECT_EQ(circle[2]->join(join).value().state, JoinState::done);
  EXPECT_EQ(circle[1]->invitations().value().back().state, InvitationState::used);
  ASSERT_TRUE(circle[2]->send_text("bobby", "hello"));
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(1), ElementsAre("hello"));
  circle.says(1, "to all");
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(2), ElementsAre("to all"));
  // Now it is somebody whom one knows already.
  const auto again = circle[1]->create_invitation();
  circle.world.settles();
  const auto once_more = circle[2]->accept_invitation(again.value().link).value().id;
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle[2]->join(once_more).value().error, Errc::already_exists);
}

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

TEST(GroupMeeting, Who_is_brought_in_finds_the_group_unread_until_they_have_looked) {
  Circle circle(2);
  circle.gathers();
  const auto unread = [&](std::size_t i) {
    const auto shown = circle[i]->conversations().show("#runde");
    EXPECT_TRUE(shown);
    return shown && shown.value().marked_unread;
  };
  EXPECT_TRUE(unread(1));
  EXPECT_FALSE(unread(0)) << "who made it knows of it";
  ASSERT_TRUE(circle[1]->conversations().read("#runde"));
  EXPECT_FALSE(unread(1));
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Kreis"));
  circle.world.passes(seconds(30));
  EXPECT_FALSE(unread(1)) << "what happens in it is told in it";
}

}  // namespace
}  // namespace stille::client::test
