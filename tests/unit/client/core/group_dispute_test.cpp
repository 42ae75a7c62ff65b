// A chair that says several things at one time, and members who sign with another key.
#include "client/core/group_changes.hpp"
#include "tests/unit/client/core/group_inside.hpp"

namespace stille::client::test {
namespace {

struct GroupDisputeTest : testing::Test {
  Circle circle{4};

  void SetUp() override { circle.gathers(); }
  void makes_deputy(const std::string& who) {
    ASSERT_TRUE(circle[0]->groups().set_part("#runde", who, GroupPart::deputy));
    circle.world.passes(seconds(10));
  }
  /// bob hears the one first, cem the other, dea both at once: no majority for either.
  void chair_says_two_things() {
    inside(circle[0], [](Context& context, KnownGroup& group) {
      const auto place = group.roster.head()->next(group.self()->number);
      std::vector<Bytes> both;
      for (const char* name : {"Eins", "Zwei"}) {
        both.push_back(
            e2e::sign_op(place, e2e::op::Describe{e2e::GroupField::name, name}, group.key()).encoded);
      }
      const auto gid = group.row.gid;
      ASSERT_TRUE(tell(context, gid, iid_of(context, "bob"), wire::GroupStatements{{both[0]}}));
      ASSERT_TRUE(tell(context, gid, iid_of(context, "cem"), wire::GroupStatements{{both[1]}}));
      ASSERT_TRUE(tell(context, gid, iid_of(context, "dea"), wire::GroupStatements{both}));
    });
    circle.world.passes(seconds(30));
  }
  std::string statement(std::size_t i, const std::string& about) {
    for (const auto& dispute : circle.group(i).disputes) {
      for (const auto& one : dispute.statements) {
        if (one.about == about) return one.id;
      }
    }
    ADD_FAILURE() << about;
    return {};
  }
};

TEST_F(GroupDisputeTest, Nothing_counts_until_a_deputy_says_which) {
  makes_deputy("bob");
  chair_says_two_things();
  for (const std::size_t i : {0U, 1U, 2U, 3U}) {
    const auto group = circle.group(i);
    ASSERT_EQ(group.disputes.size(), 1U) << i;
    EXPECT_EQ(group.disputes[0].statements.size(), 2U);
    EXPECT_EQ(group.disputes[0].statements[0].kind, "describe");
    EXPECT_EQ(group.disputes[0].author, i == 0 ? "self" : "ada") << i;
    EXPECT_EQ(group.name, "Runde");
    EXPECT_EQ(group.may_settle, i == 1) << i;
  }
  const auto two = statement(1, "Zwei");
  for (const std::size_t i : {0U, 2U, 3U})
    EXPECT_EQ(circle[i]->groups().settle_dispute("#runde", two).error().code, Errc::refused) << i;
  EXPECT_EQ(circle[1]->groups().settle_dispute("#runde", "s_").error().code, Errc::ambiguous);
  EXPECT_EQ(circle[1]->groups().settle_dispute("#runde", "s_ffffffffffffffff").error().code, Errc::not_found);
  ASSERT_TRUE(circle[1]->groups().settle_dispute("#runde", two));
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1, 2, 3});
  for (const std::size_t i : {0U, 1U, 2U, 3U}) {
    EXPECT_EQ(circle.group(i).name, "Zwei") << i;
    EXPECT_TRUE(circle.group(i).disputes.empty()) << i;
    EXPECT_EQ(circle.group(i).contradictions, 1U) << "the proof stays";
  }
}

TEST_F(GroupDisputeTest, Without_a_deputy_the_members_decide) {
  chair_says_two_things();
  EXPECT_FALSE(circle.group(0).may_settle);
  ASSERT_TRUE(circle.group(3).may_settle);
  ASSERT_TRUE(circle[3]->groups().settle_dispute("#runde", statement(3, "Eins")));
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1, 2, 3});
  EXPECT_EQ(circle.group(2).name, "Eins");
}

TEST_F(GroupDisputeTest, A_renewed_key_signs_from_then_on) {
  ASSERT_TRUE(circle[2]->groups().renew_key("#runde"));
  circle.world.passes(seconds(10));
  circle.expect_alike({0, 1, 2, 3});
  const auto before = circle.group(0).changes;
  // A statement of his under the new key.
  ASSERT_TRUE(circle[0]->groups().set_part("#runde", "cem", GroupPart::deputy));
  circle.world.passes(seconds(10));
  circle[2].restarts();
  ASSERT_TRUE(circle[2]->groups().remove("#runde", "dea"));
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.group(1).members.size(), 3U);
  EXPECT_GT(circle.group(0).changes, before);
  circle.expect_alike({0, 1, 2});
  inside(circle[2], [](Context&, KnownGroup& group) {
    EXPECT_EQ(group.later_keys.size(), 1U);
    EXPECT_NE(group.self()->key, group.self()->origin);
    EXPECT_EQ(crypto::sign_public(group.key()), group.self()->key);
  });
}

TEST_F(GroupDisputeTest, The_chairs_own_key_is_renewed_at_once) {
  ASSERT_TRUE(circle[0]->groups().renew_key("#runde"));
  ASSERT_TRUE(circle[0]->groups().rename("#runde", "Neu"));
  circle.world.passes(seconds(10));
  circle.expect_alike({0, 1, 2, 3});
  EXPECT_EQ(circle.group(3).name, "Neu");
}

TEST_F(GroupDisputeTest, Whoever_comes_in_anew_has_one_new_key) {
  ASSERT_TRUE(circle[1]->groups().renew_key("#runde"));
  circle.world.passes(seconds(10));
  ASSERT_TRUE(circle[1]->groups().leave("#runde"));
  circle.world.passes(seconds(10));
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle.expect_alike({0, 1, 2, 3});
  inside(circle[1], [](Context&, KnownGroup& group) {
    EXPECT_TRUE(group.later_keys.empty());
    EXPECT_EQ(group.self()->key, group.self()->origin);
  });
}

TEST_F(GroupDisputeTest, A_key_is_renewed_so_often_and_no_more) {
  for (std::size_t i = 1; i < kMostGroupKeys; ++i) ASSERT_TRUE(circle[0]->groups().renew_key("#runde")) << i;
  EXPECT_EQ(circle[0]->groups().renew_key("#runde").error().code, Errc::limit_reached);
}

TEST_F(GroupDisputeTest, A_key_proposed_for_somebody_else_is_not_taken) {
  inside(circle[1], [](Context& context, KnownGroup& group) {
    const auto& head = *group.roster.head();
    const auto* cem = head.member(e2e::MemberNumber{2});
    const auto key = crypto::sign_public(context.rng.secret<crypto::SignSeed>());
    const auto proof = e2e::sign_rotation(group.row.gid, cem->number, key, group.key());
    ASSERT_TRUE(
        tell(context, group.row.gid, head.chair().iid, wire::GroupProposal{wire::GroupRotation{key, proof}}));
  });
  const auto before = circle.group(0).changes;
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.group(0).changes, before);
}

}  // namespace
}  // namespace stille::client::test
