// A chair that has gone: who may take its place, when, with whose agreement, and what those see who come
// back.
#include "client/core/group_takeover.hpp"

#include "client/core/group_changes.hpp"
#include "client/core/group_silence.hpp"
#include "client/store/tables/takeovers.hpp"
#include "tests/unit/client/core/group_inside.hpp"

namespace stille::client::test {
namespace {

using std::chrono::hours;
constexpr hours kDay{24};
constexpr auto kSilence = std::chrono::duration_cast<hours>(e2e::kChairSilence);

e2e::Iid iid_of_member(const KnownGroup& group, std::string_view id) {
  for (const auto& member : group.roster.head()->members()) {
    if (short_name("p_", member->iid) == id) return member->iid;
  }
  ADD_FAILURE() << id;
  return {};
}

// ada has the chair and bob is her deputy; ada goes when everybody has heard of it.
struct GroupTakeover : testing::Test {
  Circle circle{4};
  World& world = circle.world;

  void SetUp() override {
    circle.gathers();
    makes_deputy("bob");
  }
  void makes_deputy(const std::string& who) {
    ASSERT_TRUE(circle[0]->groups().set_part("#runde", who, GroupPart::deputy));
    world.passes(seconds(10));
  }
  void chair_goes(milliseconds time = kSilence + hours(6)) {
    circle[0].goes_offline();
    world.passes(time);
  }
  Result<void> asks(std::size_t i) {
    auto done = circle[i]->groups().take_over("#runde");
    world.passes(seconds(10));
    return done;
  }
  Result<void> agrees(std::size_t i, const std::string& to) {
    auto done = circle[i]->groups().answer_takeover("#runde", to, true);
    world.passes(seconds(10));
    return done;
  }
  std::string chair_at(std::size_t i) {
    for (const auto& member : circle.group(i).members) {
      if (member.part == GroupPart::chair) return member.id;
    }
    return {};
  }
  std::string id(std::size_t i) { return circle[i]->profile().id; }
  void expect_chair(std::size_t chair, const std::vector<std::size_t>& seen_by) {
    for (const auto i : seen_by) EXPECT_EQ(chair_at(i), id(chair)) << circle[i].name;
  }
};

TEST_F(GroupTakeover, A_silent_chair_is_mentioned_to_the_deputy_and_nothing_happens_by_itself) {
  chair_goes();
  EXPECT_TRUE(group_events(circle[1]).contains("chair_silent"));
  EXPECT_FALSE(group_events(circle[2]).contains("chair_silent"));
  EXPECT_TRUE(circle.group(1).may_take_over);
  EXPECT_FALSE(circle.group(2).may_take_over);
  world.passes(30 * kDay);
  expect_chair(0, {1, 2, 3});
  const auto events = circle[1].events();
  EXPECT_EQ(std::ranges::count(events, "chair_silent", &EventView::state), 1);
}

TEST_F(GroupTakeover, A_deputy_takes_the_chair_once_most_have_agreed) {
  chair_goes();
  ASSERT_TRUE(asks(1));
  EXPECT_TRUE(group_events(circle[2]).contains("takeover_asked"));
  ASSERT_EQ(circle.group(2).takeovers.size(), 1U);
  EXPECT_EQ(circle.group(2).takeovers[0].alias, "bob");
  EXPECT_EQ(circle.group(2).takeovers[0].state, TakeoverState::open);
  ASSERT_EQ(circle.group(1).takeovers.size(), 1U);
  EXPECT_EQ(circle.group(1).takeovers[0].state, TakeoverState::own);
  EXPECT_EQ(circle.group(1).takeovers[0].needed, 2U);
  ASSERT_TRUE(agrees(2, "bob"));
  EXPECT_EQ(circle.group(1).takeovers[0].agreed, 1U);
  EXPECT_EQ(circle.group(2).takeovers[0].state, TakeoverState::agreed);
  expect_chair(0, {1, 2, 3});
  ASSERT_TRUE(agrees(3, "bob"));
  expect_chair(1, {1, 2, 3});
  for (const std::size_t i : {1U, 2U, 3U}) {
    EXPECT_TRUE(circle.group(i).takeovers.empty()) << i;
    EXPECT_TRUE(group_events(circle[i]).contains("taken_over")) << i;
    ASSERT_TRUE(circle.group(i).taken) << i;
    EXPECT_EQ(circle.group(i).taken->from, "ada");
  }
  ASSERT_TRUE(circle[1]->groups().rename("#runde", "Neue Runde"));
  world.passes(seconds(10));
  EXPECT_EQ(circle.group(3).name, "Neue Runde");
}

TEST_F(GroupTakeover, The_former_chair_comes_back_as_a_member_and_sees_why) {
  circle[0].goes_offline();
  world.passes(kSilence + hours(6));
  // Said without a connection: by the time it leaves it does not count any more.
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Zu spät"));
  ASSERT_TRUE(asks(1));
  ASSERT_TRUE(agrees(2, "bob"));
  ASSERT_TRUE(agrees(3, "bob"));
  circle[0].goes_online();
  world.passes(seconds(30));
  expect_chair(1, {0, 1, 2, 3});
  circle.expect_alike({0, 1, 2, 3});
  EXPECT_EQ(circle.group(0).part, GroupPart::member);
  EXPECT_EQ(circle.group(0).name, "Runde");
  ASSERT_TRUE(circle.group(0).taken);
  EXPECT_TRUE(circle.group(0).taken->from_self);
  EXPECT_TRUE(group_events(circle[0]).contains("taken_over"));
  EXPECT_EQ(circle[0]->groups().rename("#runde", "Nein").error().code, Errc::refused);
  circle.says(0, "bin wieder da");
  world.passes(seconds(10));
  EXPECT_EQ(circle.heard(3).back(), "bin wieder da");
  for (const std::size_t i : {0U, 1U, 2U, 3U}) EXPECT_EQ(circle.group(i).contradictions, 0U) << i;
}

TEST_F(GroupTakeover, Seven_days_have_to_pass) {
  chair_goes(kSilence - hours(1));
  EXPECT_EQ(asks(1).error().code, Errc::not_ready);
  EXPECT_FALSE(circle.group(1).may_take_over);
  world.passes(hours(2));
  EXPECT_TRUE(asks(1));
}

TEST_F(GroupTakeover, Only_a_deputy_may_ask) {
  chair_goes();
  EXPECT_EQ(asks(2).error().code, Errc::refused);
  EXPECT_EQ(asks(0).error().code, Errc::refused);
  EXPECT_EQ(agrees(2, "bob").error().code, Errc::not_found) << "nobody has asked";
  EXPECT_EQ(circle[1]->groups().withdraw_takeover("#runde").error().code, Errc::not_found);
}

TEST_F(GroupTakeover, A_chair_that_is_there_is_never_taken_for_gone_however_quiet_the_group) {
  world.passes(40 * kDay);
  EXPECT_EQ(asks(1).error().code, Errc::not_ready);
  EXPECT_FALSE(group_events(circle[1]).contains("chair_silent"));
}

TEST_F(GroupTakeover, Too_few_is_not_enough_and_a_wish_ends_after_seven_days) {
  chair_goes();
  ASSERT_TRUE(asks(1));
  ASSERT_TRUE(agrees(2, "bob"));
  world.passes(std::chrono::duration_cast<hours>(kTakeoverWishLife) - hours(1));
  EXPECT_EQ(circle.group(1).takeovers.size(), 1U);
  EXPECT_EQ(circle.group(3).takeovers.size(), 1U);
  world.passes(hours(12));
  EXPECT_TRUE(circle.group(1).takeovers.empty());
  EXPECT_TRUE(circle.group(3).takeovers.empty());
  EXPECT_TRUE(group_events(circle[1]).contains("takeover_over"));
  EXPECT_EQ(agrees(3, "bob").error().code, Errc::not_found);
  expect_chair(0, {1, 2, 3});
}

TEST_F(GroupTakeover, A_chair_that_comes_back_in_the_middle_keeps_its_place) {
  chair_goes();
  ASSERT_TRUE(asks(1));
  ASSERT_TRUE(agrees(2, "bob"));
  circle[0].goes_online();
  world.passes(seconds(30));
  EXPECT_TRUE(group_events(circle[0]).contains("chair_missed"));
  EXPECT_EQ(agrees(3, "bob").error().code, Errc::not_ready);
  EXPECT_TRUE(circle.group(3).takeovers.empty());
  world.passes(hours(7));
  EXPECT_TRUE(group_events(circle[1]).contains("chair_back"));
  EXPECT_TRUE(circle.group(1).takeovers.empty());
  expect_chair(0, {0, 1, 2, 3});
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Weiter"));
  world.passes(seconds(10));
  circle.expect_alike({0, 1, 2, 3});
}

TEST_F(GroupTakeover, A_member_who_has_heard_the_chair_is_not_asked_and_cannot_agree) {
  chair_goes();
  inside(circle[3], [&](Context& context, KnownGroup& group) {
    const auto chair = store::find_contact(context.db, group.roster.head()->chair().iid).value();
    ASSERT_TRUE(store::note_heard(context.db, chair->id, context.now - hours(1)));
  });
  ASSERT_TRUE(asks(1));
  EXPECT_TRUE(circle.group(3).takeovers.empty());
  EXPECT_FALSE(group_events(circle[3]).contains("takeover_asked"));
  EXPECT_EQ(agrees(3, "bob").error().code, Errc::not_ready);
}

TEST_F(GroupTakeover, Whoever_does_not_agree_says_nothing_and_may_still_agree) {
  chair_goes();
  ASSERT_TRUE(asks(1));
  ASSERT_TRUE(circle[2]->groups().answer_takeover("#runde", "bob", false));
  EXPECT_EQ(circle.group(2).takeovers[0].state, TakeoverState::declined);
  const auto envelopes = world.envelopes.size();
  world.passes(seconds(10));
  EXPECT_EQ(world.envelopes.size(), envelopes);
  ASSERT_TRUE(agrees(2, "bob"));
  EXPECT_EQ(circle[2]->groups().answer_takeover("#runde", "bob", false).error().code, Errc::used);
  EXPECT_TRUE(agrees(2, "bob")) << "the same again";
}

TEST_F(GroupTakeover, A_wish_can_be_withdrawn) {
  chair_goes();
  ASSERT_TRUE(asks(1));
  ASSERT_TRUE(agrees(2, "bob"));
  ASSERT_TRUE(circle[1]->groups().withdraw_takeover("#runde"));
  ASSERT_TRUE(agrees(3, "bob"));
  expect_chair(0, {1, 2, 3});
  // What was agreed before does not count for another wish.
  ASSERT_TRUE(asks(1));
  EXPECT_EQ(circle.group(1).takeovers[0].agreed, 0U);
}

TEST_F(GroupTakeover, Agreements_that_are_forged_stale_or_not_a_members_are_worth_nothing) {
  circle[3].goes_offline();
  ASSERT_TRUE(circle[0]->groups().remove("#runde", "dea"));
  world.passes(seconds(10));
  chair_goes();
  ASSERT_TRUE(asks(1));
  const auto head_at = [&](std::size_t i) {
    e2e::OpHash out;
    inside(circle[i], [&](Context&, KnownGroup& group) { out = group.roster.head()->hash(); });
    return out;
  };
  const auto prev = head_at(1);
  // Of three only cem is left, and his agreement would be enough.
  inside(circle[2], [&](Context& context, KnownGroup& group) {
    const auto* bob = group.roster.head()->member(iid_of_member(group, id(1)));
    ASSERT_NE(bob, nullptr);
    auto elsewhere = group.roster.head()->next(bob->number);
    elsewhere.epoch += 1;
    auto other_author = group.roster.head()->next(bob->number);
    other_author.author = group.self()->number;
    for (const auto& place : {elsewhere, other_author}) {
      ASSERT_TRUE(tell(context, group.row.gid, bob->iid,
                       wire::GroupAgreement{{prev.raw}, e2e::sign_agreement(place, group.key())}));
    }
    ASSERT_TRUE(tell(context, group.row.gid, bob->iid,
                     wire::GroupAgreement{{prev.raw},
                                          e2e::sign_agreement(group.roster.head()->next(bob->number),
                                                              context.rng.secret<crypto::SignSeed>())}));
    const auto before = group.roster.find(prev)->prev;
    ASSERT_TRUE(tell(
        context, group.row.gid, bob->iid,
        wire::GroupAgreement{{before.raw},
                             e2e::sign_agreement(group.roster.at(before)->next(bob->number), group.key())}));
  });
  // Removed, and with a signature that would do.
  inside(circle[3], [&](Context& context, KnownGroup& group) {
    const auto bob = iid_of_member(group, id(1));
    const e2e::OpPlace place{group.row.gid, group.roster.head()->epoch() + 2, prev, 1};
    ASSERT_TRUE(tell(context, group.row.gid, bob,
                     wire::GroupAgreement{{prev.raw}, e2e::sign_agreement(place, group.key())}));
  });
  circle[3].goes_online();
  world.passes(seconds(30));
  expect_chair(0, {1, 2});
  EXPECT_EQ(circle.group(1).takeovers[0].agreed, 0U);
  ASSERT_TRUE(agrees(2, "bob"));
  expect_chair(1, {1, 2});
}

TEST_F(GroupTakeover, A_takeover_without_a_majority_is_refused_by_everybody) {
  chair_goes();
  inside(circle[1], [&](Context& context, KnownGroup& group) {
    const auto op =
        e2e::sign_op(group.roster.head()->next(group.self()->number), e2e::op::Takeover{}, group.key());
    for (const auto& member : group.roster.head()->members()) {
      if (member->iid == context.self.iid()) continue;
      ASSERT_TRUE(tell(context, group.row.gid, member->iid, wire::GroupStatements{{op.encoded}}));
    }
  });
  world.passes(seconds(30));
  expect_chair(0, {1, 2, 3});
}

TEST_F(GroupTakeover, A_crash_between_the_agreements_loses_none) {
  chair_goes();
  ASSERT_TRUE(asks(1));
  ASSERT_TRUE(agrees(2, "bob"));
  for (const std::size_t i : {1U, 2U, 3U}) circle[i].restarts();
  ASSERT_TRUE(agrees(3, "bob"));
  expect_chair(1, {1, 2, 3});
}

TEST_F(GroupTakeover, A_new_chair_has_its_own_seven_days) {
  circle[1].goes_offline();
  world.passes(kSilence + hours(6));
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "cem", GroupPart::deputy));
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::chair));
  world.passes(seconds(10));
  EXPECT_EQ(asks(2).error().code, Errc::not_ready);
  world.passes(kSilence + hours(6));
  EXPECT_TRUE(asks(2));
}

TEST(GroupTakeoverOfTwo, Nobody_is_left_who_could_agree) {
  Circle circle(2);
  circle.gathers();
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "bob", GroupPart::deputy));
  circle.world.passes(seconds(10));
  circle[0].goes_offline();
  circle.world.passes(kSilence + hours(6));
  EXPECT_EQ(circle[1]->groups().take_over("#runde").error().code, Errc::limit_reached);
  EXPECT_FALSE(circle.group(1).may_take_over);
}

// ada has the chair, bob is the first deputy, cem the second.
struct Five {
  explicit Five(std::uint64_t seed = 1) : circle(5, seed) {
    circle.gathers();
    for (const char* who : {"bob", "cem"}) {
      EXPECT_TRUE(circle[0]->groups().set_part("#runde", who, GroupPart::deputy));
      circle.world.passes(seconds(10));
    }
  }
  Circle circle;
  World& world = circle.world;

  std::string chair_at(std::size_t i) {
    for (const auto& member : circle.group(i).members) {
      if (member.part == GroupPart::chair) return member.id;
    }
    return {};
  }
};

TEST(GroupTakeoverOfFive, The_second_deputy_waits_for_the_first) {
  Five five;
  auto& circle = five.circle;
  auto& world = five.world;
  circle[0].goes_offline();
  world.passes(kSilence + hours(6));
  EXPECT_EQ(circle[2]->groups().take_over("#runde").error().code, Errc::not_ready);
  circle[1].goes_offline();
  world.passes(kSilence + hours(6));
  ASSERT_TRUE(circle[2]->groups().take_over("#runde"));
  world.passes(seconds(10));
  for (const std::size_t i : {3U, 4U}) {
    ASSERT_TRUE(circle[i]->groups().answer_takeover("#runde", "cem", true));
    world.passes(seconds(10));
  }
  for (const std::size_t i : {2U, 3U, 4U}) EXPECT_EQ(five.chair_at(i), circle[2]->profile().id) << i;
  // The first deputy, asking from before, learns of it instead.
  (void)circle[1]->groups().take_over("#runde").has_value();
  for (const std::size_t i : {0U, 1U}) circle[i].goes_online();
  world.passes(seconds(60));
  circle.expect_alike({0, 1, 2, 3, 4});
  EXPECT_EQ(five.chair_at(1), circle[2]->profile().id);
  EXPECT_TRUE(group_events(circle[1]).contains("takeover_over"));
}

// The agreements for the second are under way when the first takes the chair: whichever of the two arrives
// first, all have the same in the end.
TEST(GroupTakeoverAtOnce, Both_deputies_with_a_majority_each_and_one_head) {
  std::size_t firsts = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    Five five(seed);
    auto& circle = five.circle;
    for (const std::size_t i : {0U, 1U}) circle[i].goes_offline();
    five.world.passes(kSilence + hours(6));
    ASSERT_TRUE(circle[2]->groups().take_over("#runde"));
    five.world.passes(seconds(10));
    circle[2].goes_offline();
    for (const std::size_t i : {3U, 4U})
      ASSERT_TRUE(circle[i]->groups().answer_takeover("#runde", "cem", true));
    five.world.passes(seconds(10));
    circle[1].goes_online();
    five.world.passes(seconds(10));
    ASSERT_TRUE(circle[1]->groups().take_over("#runde"));
    five.world.passes(seconds(10));
    for (const std::size_t i : {3U, 4U}) {
      ASSERT_TRUE(circle[i]->groups().answer_takeover("#runde", "bob", true));
      five.world.passes(seconds(10));
    }
    EXPECT_EQ(five.chair_at(1), circle[1]->profile().id);
    for (const std::size_t i : {0U, 2U}) circle[i].goes_online();
    five.world.passes(seconds(60));
    circle.expect_alike({0, 1, 2, 3, 4});
    firsts += five.chair_at(4) == circle[1]->profile().id ? 1U : 0U;
    for (const std::size_t i : {0U, 1U, 2U, 3U, 4U}) EXPECT_EQ(circle.group(i).contradictions, 0U) << i;
  }
  EXPECT_EQ(firsts, 6U) << "the lower rank, and what most had echoed";
}

}  // namespace
}  // namespace stille::client::test
