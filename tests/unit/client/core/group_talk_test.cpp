// What is done to a message of a group after it was said, at everybody.
#include "client/core/finding.hpp"
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

// The newest message in this person's log of the group.
MessageView newest(Circle& circle, std::size_t i) {
  const auto log = circle[i]->messages("#runde").value();
  return log.empty() ? MessageView{} : log.back();
}

TEST(GroupTalk, A_reply_names_what_it_answers_at_everybody) {
  Circle circle(3);
  circle.gathers();
  circle.says(1, "Passt euch Dienstag?");
  circle.world.passes(seconds(5));
  const auto asked = newest(circle, 2).id;
  ASSERT_TRUE(circle[2]->groups().send("#runde", {.text = "Ja.", .key = {}, .reply = asked}));
  circle.world.passes(seconds(5));
  const auto own = newest(circle, 1);
  ASSERT_TRUE(own.reply);
  EXPECT_TRUE(own.reply->own);
  EXPECT_EQ(own.reply->id, circle[1]->messages("#runde").value().front().id);
  const auto other = newest(circle, 0);
  ASSERT_TRUE(other.reply);
  EXPECT_FALSE(other.reply->own);
  EXPECT_EQ(other.reply->alias, "bob");
  EXPECT_EQ(other.reply->excerpt, "Passt euch Dienstag?");
}

TEST(GroupTalk, Its_author_knows_whom_a_message_has_not_reached) {
  Circle circle(3);
  circle.gathers();
  circle[2].goes_offline();
  circle[0].goes_offline();
  circle.says(0, "Dienstag");
  const auto said = newest(circle, 0).id;
  const auto unreached = [&](std::size_t i, std::string_view message) {
    std::vector<std::string> out;
    const auto people = circle[i]->talk().unreached(message).value();
    for (const auto& one : people) out.push_back(one.id + " " + std::string(name_of(one.how)));
    return out;
  };
  EXPECT_EQ(unreached(0, said).size(), 2U);
  for (const auto& one : unreached(0, said)) EXPECT_THAT(one, testing::EndsWith(" queued"));
  circle[0].goes_online();
  circle.world.passes(seconds(30));
  for (const auto& one : unreached(0, said)) EXPECT_THAT(one, testing::EndsWith(" sent"));
  EXPECT_THAT(unreached(1, newest(circle, 1).id), testing::IsEmpty()) << "of others one knows nothing";
  // It is confirmed with whatever they say next.
  circle.says(1, "Gut");
  circle.world.passes(seconds(30));
  EXPECT_EQ(unreached(0, said), std::vector<std::string>{circle[2]->profile().id + " sent"});
  circle[2].goes_online();
  circle.world.passes(seconds(30));
  circle.says(2, "Auch gut");
  circle.world.passes(seconds(30));
  EXPECT_THAT(unreached(0, said), testing::IsEmpty());
}

TEST(GroupTalk, Reactions_of_several_stand_beside_each_other) {
  Circle circle(3);
  circle.gathers();
  circle.says(0, "Dienstag");
  circle.world.passes(seconds(5));
  for (const std::size_t i : {1U, 2U}) ASSERT_TRUE(circle[i]->talk().react(newest(circle, i).id, "👍"));
  circle.world.passes(seconds(5));
  EXPECT_EQ(newest(circle, 0).reactions.size(), 2U);
  EXPECT_EQ(newest(circle, 1).reactions.size(), 2U);
  ASSERT_TRUE(circle[1]->talk().react(newest(circle, 1).id, ""));
  circle.world.passes(seconds(5));
  const auto left = newest(circle, 0).reactions;
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front().alias, "cem");
}

TEST(GroupTalk, An_edit_and_a_deletion_reach_everybody) {
  Circle circle(3);
  circle.gathers();
  circle.says(1, "Dinstag");
  circle.world.passes(seconds(5));
  const auto own = newest(circle, 1).id;
  ASSERT_TRUE(circle[1]->talk().edit(own, "Dienstag"));
  circle.world.passes(seconds(5));
  EXPECT_EQ(newest(circle, 2).text, "Dienstag");
  EXPECT_EQ(newest(circle, 2).revision, 1U);
  EXPECT_EQ(circle[2]->talk().edit(newest(circle, 2).id, "Montag").error().code, Errc::invalid_argument);
  EXPECT_EQ(circle[2]->talk().erase(newest(circle, 2).id, true).error().code, Errc::invalid_argument);
  ASSERT_TRUE(circle[1]->talk().erase(own, true));
  circle.world.passes(seconds(5));
  EXPECT_TRUE(newest(circle, 0).deleted);
  EXPECT_TRUE(newest(circle, 2).deleted);
  EXPECT_EQ(newest(circle, 2).text, "");
}

TEST(GroupTalk, A_reaction_that_overtakes_its_message_waits_for_it) {
  Circle circle(3);
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle[1].goes_offline();
  circle.asks(2);
  circle.world.passes(seconds(30));
  circle.says(2, "hello bob");
  circle.world.passes(seconds(5));
  ASSERT_TRUE(circle[0]->talk().react(newest(circle, 0).id, "👍"));
  circle.world.passes(seconds(5));
  circle[1].goes_online();
  circle.world.passes(seconds(30));
  const auto message = newest(circle, 1);
  EXPECT_EQ(message.text, "hello bob");
  ASSERT_EQ(message.reactions.size(), 1U);
  EXPECT_EQ(message.reactions.front().alias, "ada");
}

TEST(GroupTalk, What_shows_a_change_of_the_timer_waits_for_nothing) {
  Circle circle(2);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_timer("#runde", std::chrono::hours(24)));
  circle.world.passes(seconds(5));
  EXPECT_EQ(newest(circle, 0).kind, MessageKind::timer);
  EXPECT_EQ(newest(circle, 0).state, MessageState::sent);
  EXPECT_EQ(newest(circle, 1).kind, MessageKind::timer);
}

TEST(GroupTalk, Nothing_is_changed_any_more_once_out) {
  Circle circle(3);
  circle.gathers();
  circle.says(1, "mine");
  circle.world.passes(seconds(5));
  const auto own = newest(circle, 1).id;
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "bob"));
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle[1]->talk().edit(own, "other").error().code, Errc::wrong_state);
  EXPECT_EQ(circle[1]->talk().react(own, "👍").error().code, Errc::wrong_state);
  EXPECT_EQ(newest(circle, 2).text, "mine");
}

TEST(GroupTalk, What_a_group_says_is_found_by_group_and_by_author) {
  Circle circle(3);
  circle.gathers();
  circle.says(0, "Dienstag im Garten");
  circle.says(1, "Garten ist gut");
  circle.world.passes(seconds(10));
  search::Query in_group;
  in_group.in = "#runde";
  in_group.terms = {{.text = "garten", .prefix = false}};
  EXPECT_EQ(circle[2]->finding().search(in_group).value().hits.size(), 2U);
  search::Query by_bob;
  by_bob.from = "bob";
  const auto found = circle[2]->finding().search(by_bob);
  ASSERT_TRUE(found);
  ASSERT_EQ(found.value().hits.size(), 1U);
  EXPECT_EQ(found.value().hits.front().message.contact, circle[1]->profile().id);
}

}  // namespace
}  // namespace stille::client::test
