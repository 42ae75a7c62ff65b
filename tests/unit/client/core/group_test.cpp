// Groups of engines: coming in, changing, talking, leaving.
#include "tests/unit/client/core/group_rig.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(Group, A_new_group_has_its_founder_and_a_short_name) {
  Circle circle(1);
  const auto group = circle.group(0);
  EXPECT_EQ(group.alias, "runde");
  EXPECT_EQ(group.name, "Runde");
  EXPECT_EQ(group.part, GroupPart::chair);
  EXPECT_EQ(group.members.size(), 1U);
}

TEST(Group, Who_is_asked_comes_in_and_all_see_the_same) {
  Circle circle(3);
  circle.gathers();
  EXPECT_EQ(circle.group(0).members.size(), 3U);
  circle.expect_alike({0, 1, 2});
  EXPECT_EQ(circle.group(2).part, GroupPart::member);
}

TEST(Group, Members_stand_in_the_order_of_their_names_oneself_first) {
  Circle circle(5);
  ASSERT_TRUE(circle[3]->set_name("Ärpel"));  // dea
  circle.world.passes(seconds(5));
  circle.gathers();
  const auto names = [&](std::size_t i) {
    std::vector<std::string> out;
    const auto group = circle.group(i);
    for (const auto& member : group.members) out.push_back(member.alias == "self" ? "self" : member.name);
    return out;
  };
  EXPECT_THAT(names(0), ElementsAre("self", "Ärpel", "bob", "cem", "eva"));
  EXPECT_THAT(names(4), ElementsAre("self", "ada", "Ärpel", "bob", "cem"));
}

TEST(Group, Messages_reach_members_who_were_no_contacts_of_each_other) {
  Circle circle(3);
  circle.gathers();
  circle.says(1, "from bob");
  circle.says(2, "from cem");
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(0), UnorderedElementsAre("from bob", "from cem"));
  EXPECT_THAT(circle.heard(1), ElementsAre("from cem"));
  EXPECT_THAT(circle.heard(2), ElementsAre("from bob"));
}

TEST(Group, What_is_said_before_two_have_met_arrives_when_they_have) {
  Circle circle(3);
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle[2].goes_offline();
  circle.asks(2);
  circle.world.passes(seconds(5));
  circle[1].goes_offline();
  circle[2].goes_online();
  circle.world.passes(seconds(30));
  ASSERT_TRUE(circle[2]->groups().send("#runde", {.text = "hello bob", .key = {}, .reply = {}}));
  circle.world.passes(seconds(5));
  EXPECT_THAT(circle.heard(1), IsEmpty());
  circle[1].goes_online();
  circle.world.passes(seconds(30));
  EXPECT_THAT(circle.heard(1), ElementsAre("hello bob"));
}

TEST(Group, People_met_in_a_group_are_not_listed_until_they_are_written_to) {
  Circle circle(3);
  circle.gathers();
  EXPECT_EQ(circle[1]->contacts().value().size(), 1U);
  const auto members = circle.group(1).members;
  const auto cem = std::ranges::find(members, "cem", &GroupMemberView::name);
  ASSERT_NE(cem, members.end());
  EXPECT_EQ(cem->introducer, "ada");
  EXPECT_TRUE(cem->connected);
  ASSERT_TRUE(circle[1]->send_text("cem", "privately"));
  circle.world.passes(seconds(5));
  EXPECT_THAT(circle.heard(2), ElementsAre("privately"));
  EXPECT_EQ(circle[1]->contacts().value().size(), 2U);
  EXPECT_EQ(circle[2]->contacts().value().size(), 1U);
}

TEST(Group, Meeting_somebody_in_a_group_is_no_event_of_a_contact_or_join) {
  Circle circle(3);
  const auto before = circle[1].events().size();
  circle.gathers();
  const auto events = circle[1].events();
  for (std::size_t i = before; i < events.size(); ++i) EXPECT_EQ(events[i].type, EventType::group);
}

TEST(Group, A_removed_member_reads_nothing_new_and_says_nothing_more) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "bob"));
  circle.says(0, "without bob");
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(1), IsEmpty());
  EXPECT_THAT(circle.heard(2), ElementsAre("without bob"));
  EXPECT_EQ(circle.group(1).standing, GroupStanding::left);
  EXPECT_EQ(circle[1]->groups().send("#runde", {.text = "still here", .key = {}, .reply = {}}).error().code,
            Errc::wrong_state);
  circle.expect_alike({0, 2});
}

TEST(Group, Several_are_taken_out_together_or_nobody_is) {
  Circle circle(4);
  circle.gathers();
  std::string wrong;
  const std::vector<std::string> one_is_nobody{"bob", "nobody"};
  EXPECT_EQ(circle[0]->groups().remove_all("#runde", one_is_nobody, wrong).error().code, Errc::not_found);
  EXPECT_EQ(wrong, "nobody");
  EXPECT_EQ(circle.group(0).members.size(), 4U);
  const std::vector<std::string> both{"bob", "cem"};
  ASSERT_TRUE(circle[0]->groups().remove_all("#runde", both, wrong));
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.group(0).members.size(), 2U);
  EXPECT_EQ(circle.group(1).standing, GroupStanding::left);
  EXPECT_EQ(circle.group(2).standing, GroupStanding::left);
}

TEST(Group, What_a_removed_member_said_before_knowing_is_not_shown_after) {
  Circle circle(3);
  circle.gathers();
  circle[1].goes_offline();
  ASSERT_TRUE(circle[1]->groups().send("#runde", {.text = "late", .key = {}, .reply = {}}));
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "bob"));
  circle.world.passes(seconds(5));
  circle[1].goes_online();
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(0), IsEmpty());
  EXPECT_THAT(circle.heard(2), IsEmpty());
}

TEST(Group, Whoever_leaves_is_out_at_once_and_taken_off_the_list) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[1]->groups().leave("#runde"));
  circle.says(2, "after");
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.group(1).standing, GroupStanding::left);
  EXPECT_EQ(circle.group(0).members.size(), 2U);
  circle.says(0, "the rest");
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(2), ElementsAre("the rest"));
  circle.expect_alike({0, 2});
}

TEST(Group, A_chair_who_leaves_passes_on_first) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "cem", GroupPart::deputy));
  circle.world.passes(seconds(5));
  ASSERT_TRUE(circle[0]->groups().leave("#runde"));
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.group(2).part, GroupPart::chair);
  EXPECT_EQ(circle.group(1).members.size(), 2U);
  circle.expect_alike({1, 2});
}

TEST(Group, The_last_one_closes_the_group) {
  Circle circle(1);
  ASSERT_TRUE(circle[0]->groups().leave("#runde"));
  EXPECT_EQ(circle.group(0).standing, GroupStanding::closed);
  EXPECT_EQ(circle[0]->groups().send("#runde", {.text = "echo", .key = {}, .reply = {}}).error().code,
            Errc::wrong_state);
}

TEST(Group, Whoever_has_left_may_be_asked_again) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[1]->groups().leave("#runde"));
  circle.world.passes(seconds(10));
  circle.says(0, "meanwhile");
  circle.world.passes(seconds(10));
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle.says(2, "welcome back");
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.group(1).standing, GroupStanding::member);
  EXPECT_THAT(circle.heard(1), ElementsAre("welcome back"));
  circle.expect_alike({0, 1, 2});
}

TEST(Group, Name_and_purpose_change_for_everybody) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Datenschutz"));
  ASSERT_TRUE(circle[0]->groups().set_purpose("#runde", "Fragen"));
  circle.world.passes(seconds(5));
  EXPECT_EQ(circle.group(1).name, "Datenschutz");
  EXPECT_EQ(circle.group(2).purpose, "Fragen");
  EXPECT_EQ(circle.group(2).alias, "runde") << "what people type stays";
}

TEST(Group, A_deputy_adds_removes_and_renames_through_the_chair) {
  Circle circle(4);
  circle.asks(1);
  circle.asks(2);
  circle.world.passes(seconds(30));
  acquaint(circle.world, circle[1], circle[3]);
  EXPECT_EQ(circle[1]->groups().add("#runde", "dea").error().code, Errc::refused);
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
  circle.world.passes(seconds(5));
  ASSERT_TRUE(circle[1]->groups().add("#runde", "dea"));
  ASSERT_TRUE(circle[1]->groups().rename("#runde", "Neue Runde"));
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1, 2, 3});
  EXPECT_EQ(circle.group(3).name, "Neue Runde");
  EXPECT_EQ(circle.group(0).members.size(), 4U);
  ASSERT_TRUE(circle[1]->groups().remove("#runde", "cem"));
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1, 3});
  EXPECT_EQ(circle.group(2).standing, GroupStanding::left);
}

TEST(Group, A_deputys_suspension_holds_before_the_chair_is_back) {
  Circle circle(3);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
  circle.world.passes(seconds(5));
  circle[0].goes_offline();
  ASSERT_TRUE(circle[1]->groups().remove("#runde", "cem"));
  circle.says(1, "not for cem");
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(2), IsEmpty());
  circle[0].goes_online();
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(0), ElementsAre("not for cem"));
  circle.expect_alike({0, 1});
}

TEST(Group, A_member_changes_nothing) {
  Circle circle(3);
  circle.gathers();
  EXPECT_EQ(circle[1]->groups().rename("#runde", "x").error().code, Errc::refused);
  EXPECT_EQ(circle[1]->groups().remove("#runde", "cem").error().code, Errc::refused);
  EXPECT_EQ(circle[1]->groups().set_part("#runde", "cem", GroupPart::deputy).error().code, Errc::refused);
  EXPECT_EQ(circle[0]->groups().add("#runde", "bob").error().code, Errc::already_exists);
  EXPECT_EQ(circle[0]->groups().find("#nothing").error().code, Errc::not_found);
}

TEST(Group, The_same_key_is_the_same_message) {
  Circle circle(2);
  circle.gathers();
  const auto first = circle[0]->groups().send("#runde", {.text = "once", .key = "k", .reply = {}});
  EXPECT_EQ(circle[0]->groups().send("#runde", {.text = "once", .key = "k", .reply = {}}).value().id,
            first.value().id);
  EXPECT_EQ(circle[0]->groups().send("#runde", {.text = "twice", .key = "k", .reply = {}}).error().code,
            Errc::already_exists);
  circle.world.passes(seconds(5));
  EXPECT_THAT(circle.heard(1), ElementsAre("once"));
  EXPECT_EQ(circle[0]->message(first.value().id).value().state, MessageState::sent);
}

TEST(Group, The_log_has_everybodys_words_with_their_authors) {
  Circle circle(3);
  circle.gathers();
  circle.says(0, "one");
  circle.world.passes(seconds(5));
  circle.says(1, "two");
  circle.world.passes(seconds(5));
  const auto log = circle[2]->messages("#runde").value();
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].text, "one");
  EXPECT_EQ(log[0].contact, circle[0]->profile().id);
  EXPECT_EQ(log[1].contact, circle[1]->profile().id);
  EXPECT_TRUE(circle[1]->messages("#runde").value()[1].outgoing);
}

TEST(Group, Everything_is_still_there_after_a_restart) {
  Circle circle(3);
  circle.gathers();
  for (auto* person : circle.people) person->restarts();
  circle.says(2, "after");
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(1), ElementsAre("after"));
  circle.expect_alike({0, 1, 2});
}

// What leaves next, as the relay will see it: commands and sizes.
std::multiset<std::pair<std::size_t, std::size_t>> outgoing(Circle& circle) {
  std::multiset<std::pair<std::size_t, std::size_t>> out;
  const auto work = circle[0]->next_work(circle.world.relay("relay.example").address, 100).value();
  for (const auto& one : work) {
    const auto* send = std::get_if<protocol::Send>(&one.command);
    out.emplace(one.command.index(), send == nullptr ? 0 : send->envelope.size());
    circle[0]->failed(one.id);
  }
  return out;
}

TEST(Group, The_relay_sees_the_same_as_of_separate_conversations) {
  Circle together(4);
  together.gathers();
  together[0].goes_offline();
  together.says(0, "Passt euch Dienstag?");
  Circle apart(4);
  apart.gathers();
  apart[0].goes_offline();
  for (const auto* name : {"bob", "cem", "dea"})
    ASSERT_TRUE(apart[0]->send_text(name, "Passt dir Dienstag?"));
  const auto seen = outgoing(together);
  EXPECT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen, outgoing(apart));
}

TEST(Group, A_long_text_and_an_empty_one) {
  Circle circle(2);
  circle.gathers();
  EXPECT_EQ(circle[0]->groups().send("#runde", {.text = "", .key = {}, .reply = {}}).error().code,
            Errc::invalid_argument);
  EXPECT_EQ(circle[0]
                ->groups()
                .send("#runde", {.text = std::string(kLongestText + 1, 'x'), .key = {}, .reply = {}})
                .error()
                .code,
            Errc::too_large);
  const std::string longest(kLongestText, 'x');
  circle.says(0, longest);
  circle.world.passes(seconds(10));
  EXPECT_THAT(circle.heard(1), ElementsAre(longest));
}

TEST(Group, Nobody_takes_themselves_out_or_asks_people_in_without_the_right) {
  Circle circle(2);
  circle.gathers();
  EXPECT_EQ(circle[0]->groups().remove("#runde", circle[0]->profile().id).error().code, Errc::refused);
  EXPECT_EQ(circle[1]->groups().set_policy("#runde", GroupPolicy::everybody).error().code, Errc::refused);
  EXPECT_EQ(circle[1]->groups().add("#runde", "ada").error().code, Errc::refused);
}

TEST(Group, Everybody_may_ask_people_in_when_the_chair_says_so) {
  Circle circle(3);
  circle.asks(1);
  circle.world.passes(seconds(30));
  acquaint(circle.world, circle[1], circle[2]);
  ASSERT_TRUE(circle[0]->groups().set_policy("#runde", GroupPolicy::everybody));
  circle.world.passes(seconds(5));
  ASSERT_TRUE(circle[1]->groups().add("#runde", "cem"));
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1, 2});
  EXPECT_EQ(circle.group(2).policy, GroupPolicy::everybody);
}

TEST(Group, Two_who_change_it_at_once_come_to_the_same) {
  Circle circle(4);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
  circle.world.passes(seconds(5));
  for (const std::size_t i : {0U, 1U, 2U}) circle[i].goes_offline();
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Von Ada"));
  ASSERT_TRUE(circle[1]->groups().rename("#runde", "Von Bob"));
  ASSERT_TRUE(circle[1]->groups().remove("#runde", "dea"));
  ASSERT_TRUE(circle[2]->groups().leave("#runde"));
  for (const std::size_t i : {2U, 1U, 0U}) {
    circle[i].goes_online();
    circle.world.passes(seconds(5));
  }
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1});
  EXPECT_EQ(circle.group(0).members.size(), 2U);
  EXPECT_EQ(circle.group(2).standing, GroupStanding::left);
  EXPECT_EQ(circle.group(3).standing, GroupStanding::left);
}

TEST(Group, Whoever_was_away_for_a_week_finds_everything) {
  Circle circle(3);
  circle.gathers();
  circle[2].goes_offline();
  circle.says(0, "one");
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Neue Runde"));
  circle.says(1, "two");
  circle.world.passes(std::chrono::hours(24 * 6));
  circle[2].goes_online();
  circle.world.passes(seconds(60));
  EXPECT_THAT(circle.heard(2), UnorderedElementsAre("one", "two"));
  EXPECT_EQ(circle.group(2).name, "Neue Runde");
  circle.expect_alike({0, 1, 2});
}

}  // namespace
}  // namespace stille::client::test
