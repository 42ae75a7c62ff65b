// Several branches: which one counts, and who is written to until that is settled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/group_people.hpp"

namespace stille::e2e {
namespace {

using test::GroupPerson;
using Numbers = std::vector<MemberNumber>;

// Five people: 0 is the chair, 1 and 2 are deputies.
class Fork : public ::testing::Test {
 protected:
  Fork() : roster(GroupId{}) {
    for (std::size_t i = 0; i < 12; ++i) people.emplace_back(i);
    const auto create = test::founded_by(people[0]);
    roster = Roster(create.group(), people[3].self.key);
    take(create);
    for (std::size_t i = 1; i < 5; ++i) take(says(0, people[i].joins(roster.gid())));
    take(says(0, op::SetRole{1, GroupRole::deputy}));
    take(says(0, op::SetRole{2, GroupRole::deputy}));
    parting = *roster.head();
  }
  Op says(MemberNumber author, OpArgs args) const {
    return people[author].says(roster.head()->next(author), std::move(args));
  }
  Op at_parting(MemberNumber author, OpArgs args) const {
    return people[author].says(parting->next(author), std::move(args));
  }
  void take(const Op& op) { EXPECT_TRUE(roster.add(op)) << op.args.index(); }
  void echo(MemberNumber author, const Op& about) {
    take(people[author].says(roster.at(about.hash)->here(author), op::Echo{}));
  }
  Op takeover(MemberNumber deputy, const Numbers& others) const {
    op::Takeover out;
    for (auto other : others) {
      out.agreements.push_back({other, sign_agreement(parting->next(deputy), people[other].key)});
    }
    return at_parting(deputy, out);
  }
  Numbers reached() const {
    Numbers out;
    for (const auto* member : roster.send_set()) out.push_back(member->number);
    return out;
  }
  const OpHash& head() const { return roster.head()->hash(); }

  std::vector<GroupPerson> people;
  Roster roster;
  std::optional<GroupState> parting;
};

TEST_F(Fork, Whoever_says_two_things_gets_neither_and_both_are_shown) {
  take(at_parting(0, op::Remove{3}));
  take(at_parting(0, op::Remove{4}));
  EXPECT_EQ(head(), parting->hash());
  ASSERT_EQ(roster.equivocations().size(), 1U);
  EXPECT_EQ(roster.equivocations()[0].author, 0);
  EXPECT_EQ(roster.equivocations()[0].ops.size(), 2U);
}

TEST_F(Fork, Until_it_is_decided_only_those_on_every_branch_are_written_to) {
  take(at_parting(0, op::Remove{3}));
  take(at_parting(0, op::Remove{4}));
  EXPECT_EQ(roster.branches().size(), 3U);
  EXPECT_EQ(reached(), (Numbers{0, 1, 2}));
}

TEST_F(Fork, A_deputy_decides_and_the_first_deputy_outranks_the_second) {
  const auto one = at_parting(0, op::Remove{3});
  const auto two = at_parting(0, op::Remove{4});
  take(one);
  take(two);
  take(people[2].says(parting->here(2), op::Resolve{two.hash}));
  EXPECT_EQ(head(), two.hash);
  take(people[1].says(parting->here(1), op::Resolve{one.hash}));
  EXPECT_EQ(head(), one.hash);
  EXPECT_EQ(reached(), (Numbers{0, 1, 2, 4}));
  EXPECT_EQ(roster.equivocations().size(), 1U) << "the proof stays";
}

TEST_F(Fork, Neither_the_chair_nor_a_member_decides) {
  take(at_parting(0, op::Remove{3}));
  for (const MemberNumber author : {MemberNumber{0}, MemberNumber{4}}) {
    EXPECT_EQ(roster.add(people[author].says(parting->here(author), op::Resolve{})).error().code,
              Errc::refused);
  }
}

TEST_F(Fork, What_most_have_echoed_stays) {
  const auto one = at_parting(0, op::Remove{4});
  take(one);
  for (const MemberNumber author : {MemberNumber{1}, MemberNumber{2}, MemberNumber{3}}) echo(author, one);
  take(at_parting(0, op::Remove{1}));
  EXPECT_EQ(head(), one.hash);
  EXPECT_EQ(roster.branches().size(), 1U) << "the other is evidence only";
  EXPECT_EQ(roster.equivocations().size(), 1U);
}

TEST_F(Fork, Half_is_not_most) {
  // Of five the chair has no voice here; two of the other four.
  const auto one = at_parting(0, op::SetPolicy{AddPolicy::deputies});
  take(one);
  echo(1, one);
  echo(2, one);
  take(at_parting(0, op::SetPolicy{AddPolicy::everybody}));
  EXPECT_EQ(head(), parting->hash());
  echo(3, one);
  EXPECT_EQ(head(), one.hash);
}

TEST_F(Fork, A_former_chair_cannot_rewrite_what_was) {
  const auto passed_on = at_parting(0, op::Transfer{1});
  take(passed_on);
  const auto later = says(1, op::Describe{GroupField::name, "Neu"});
  take(later);
  for (const MemberNumber author : {MemberNumber{1}, MemberNumber{2}, MemberNumber{4}}) echo(author, later);
  take(at_parting(0, op::Remove{1}));
  EXPECT_EQ(head(), later.hash);
  EXPECT_EQ(roster.head()->chair().number, 1);
}

TEST_F(Fork, The_founder_cannot_begin_again_with_people_of_his_own) {
  const auto real = head();
  for (const MemberNumber author : {MemberNumber{1}, MemberNumber{2}, MemberNumber{3}, MemberNumber{4}}) {
    take(people[author].says(roster.head()->here(author), op::Echo{}));
  }
  // Another history, from the first statement on: his own puppets, who echo it, and everybody else once more.
  auto at = *roster.at(OpHash{roster.gid().raw});
  for (std::size_t i = 1; i < 12; ++i) {
    const auto op = people[0].says(at.next(0), people[i].joins(roster.gid(), 0));
    if (i == 1) continue;
    take(op);
    at = *roster.at(op.hash);
  }
  for (MemberNumber number = 4; number <= 10; ++number)
    take(people[number + 1].says(at.here(number), op::Echo{}));
  EXPECT_EQ(head(), real);
}

TEST_F(Fork, A_branch_on_which_the_viewer_never_is_decides_nothing) {
  const auto real = head();
  const auto root = *roster.at(OpHash{roster.gid().raw});
  take(people[0].says(root.next(0), people[9].joins(roster.gid())));
  EXPECT_EQ(head(), real);
  // Who never was on either has nothing to go by.
  Roster stranger(roster.gid());
  for (const auto* op : roster.all()) ASSERT_TRUE(stranger.add(*op));
  EXPECT_EQ(stranger.head()->hash(), root.hash());
}

TEST_F(Fork, A_takeover_goes_before_what_the_silent_chair_says_late) {
  const auto taken = takeover(1, {2, 3});
  take(taken);
  take(at_parting(0, op::Remove{1}));
  EXPECT_EQ(head(), taken.hash);
  EXPECT_EQ(reached(), (Numbers{0, 2, 3, 4})) << "not settled yet";
  for (const MemberNumber author : {MemberNumber{1}, MemberNumber{2}, MemberNumber{3}}) echo(author, taken);
  EXPECT_EQ(reached(), (Numbers{0, 1, 2, 3, 4}));
  EXPECT_TRUE(roster.equivocations().empty()) << "two people, one thing each";
}

TEST_F(Fork, A_takeover_comes_too_late_when_most_have_echoed_the_chair) {
  const auto chair = at_parting(0, op::Describe{GroupField::name, "Noch da"});
  take(chair);
  for (const MemberNumber author : {MemberNumber{2}, MemberNumber{3}, MemberNumber{4}}) echo(author, chair);
  take(takeover(1, {2, 3}));
  EXPECT_EQ(head(), chair.hash);
}

TEST_F(Fork, Of_two_takeovers_the_first_deputys_counts) {
  const auto second = takeover(2, {3, 4});
  const auto first = takeover(1, {3, 4});
  take(second);
  EXPECT_EQ(head(), second.hash);
  take(first);
  EXPECT_EQ(head(), first.hash);
}

TEST_F(Fork, A_suspended_person_is_left_out_on_every_branch) {
  take(people[1].says(parting->here(1), op::Suspend{4}));
  take(at_parting(0, op::Remove{3}));
  take(at_parting(0, op::SetPolicy{AddPolicy::deputies}));
  EXPECT_EQ(reached(), (Numbers{0, 1, 2}));
}

}  // namespace
}  // namespace stille::e2e
