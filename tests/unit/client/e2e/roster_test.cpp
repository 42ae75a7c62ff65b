// One branch: what each statement does, who may make it, and every bound.
#include "client/e2e/roster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/group_people.hpp"

namespace stille::e2e {
namespace {

using test::GroupPerson;

// Number 0 founds, 1 to n - 1 are added in order.
class Group {
 public:
  explicit Group(std::size_t size) : roster(GroupId{}) {
    for (std::size_t i = 0; i < std::max<std::size_t>(size, 4); ++i) people.emplace_back(i);
    const auto create = test::founded_by(people[0]);
    roster = Roster(create.group());
    EXPECT_EQ(roster.add(create).value(), OpTaken::added);
    for (std::size_t i = 1; i < size; ++i) EXPECT_TRUE(does(0, people[i].joins(roster.gid())));
  }
  const GroupState& head() const { return *roster.head(); }
  Op op(MemberNumber author, OpArgs args) const {
    return people[author].says(head().next(author), std::move(args));
  }
  Op beside(MemberNumber author, OpArgs args) const {
    return people[author].says(head().here(author), std::move(args));
  }
  Result<OpTaken> does(MemberNumber author, OpArgs args) { return roster.add(op(author, std::move(args))); }
  Result<OpTaken> notes(MemberNumber author, OpArgs args) {
    return roster.add(beside(author, std::move(args)));
  }
  Errc refuses(MemberNumber author, OpArgs args) { return does(author, std::move(args)).error().code; }
  std::vector<MemberNumber> numbers() const {
    std::vector<MemberNumber> out;
    for (const auto& member : head().members()) out.push_back(member->number);
    return out;
  }
  std::vector<MemberNumber> reached(const std::set<OpHash>& lapsed = {}) const {
    std::vector<MemberNumber> out;
    for (const auto* member : roster.send_set(lapsed)) out.push_back(member->number);
    return out;
  }
  op::Takeover takeover(MemberNumber deputy, const std::vector<MemberNumber>& others) const {
    op::Takeover out;
    for (auto other : others) {
      out.agreements.push_back({other, sign_agreement(head().next(deputy), people[other].key)});
    }
    return out;
  }

  std::vector<GroupPerson> people;
  Roster roster;
};

using Numbers = std::vector<MemberNumber>;

TEST(Roster, A_new_group_has_its_founder_as_chair) {
  const Group group(1);
  EXPECT_EQ(group.head().chair().iid, group.people[0].self.iid);
  EXPECT_EQ(group.head().name(), "Runde");
  EXPECT_EQ(group.head().epoch(), 0U);
  EXPECT_EQ(group.head().hash().raw, group.roster.gid().raw);
}

TEST(Roster, People_come_and_go_and_numbers_are_not_used_again) {
  Group group(3);
  ASSERT_TRUE(group.does(0, op::Remove{1}));
  EXPECT_EQ(group.numbers(), (Numbers{0, 2}));
  ASSERT_TRUE(group.does(0, group.people[3].joins(group.roster.gid(), 2)));
  EXPECT_EQ(group.numbers(), (Numbers{0, 2, 3}));
  EXPECT_EQ(group.head().member(MemberNumber{3})->introducer, 2);
}

TEST(Roster, Name_purpose_picture_and_policy_change) {
  Group group(1);
  ASSERT_TRUE(group.does(0, op::Describe{GroupField::name, "Neu"}));
  ASSERT_TRUE(group.does(0, op::Describe{GroupField::purpose, "Wozu"}));
  ASSERT_TRUE(group.does(0, op::Describe{GroupField::picture, std::string(kLargestGroupPicture, 'p')}));
  ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::everybody}));
  EXPECT_EQ(group.head().name(), "Neu");
  EXPECT_EQ(group.head().purpose(), "Wozu");
  EXPECT_EQ(group.head().picture().size(), kLargestGroupPicture);
  EXPECT_EQ(group.head().policy(), AddPolicy::everybody);
}

TEST(Roster, A_timer_has_four_bytes) {
  Group group(1);
  ASSERT_TRUE(group.does(0, op::Describe{GroupField::timer, std::string("\0\0\x0e\x10", kGroupTimerSize)}));
  EXPECT_EQ(group.head().timer(), 3600U);
  for (const std::size_t size : {std::size_t{0}, kGroupTimerSize - 1, kGroupTimerSize + 1}) {
    const auto op = sign_op(group.head().next(0), op::Describe{GroupField::timer, std::string(size, '\0')},
                            group.people[0].key);
    EXPECT_FALSE(parse_op(op.encoded)) << size;
  }
}

TEST(Roster, Only_the_chair_appends) {
  Group group(3);
  ASSERT_TRUE(group.does(0, op::SetRole{1, GroupRole::deputy}));
  for (const MemberNumber author : {MemberNumber{1}, MemberNumber{2}}) {
    EXPECT_EQ(group.refuses(author, op::Remove{0}), Errc::refused);
    EXPECT_EQ(group.refuses(author, group.people[3].joins(group.roster.gid())), Errc::refused);
    EXPECT_EQ(group.refuses(author, op::Describe{GroupField::name, "x"}), Errc::refused);
    EXPECT_EQ(group.refuses(author, op::Transfer{author}), Errc::refused);
    EXPECT_EQ(group.refuses(author, op::Close{}), Errc::refused);
  }
  EXPECT_EQ(group.refuses(3, op::Close{}), Errc::not_found);
}

TEST(Roster, Another_key_than_the_authors_is_refused) {
  Group group(2);
  const auto forged = group.people[1].says(group.head().next(0), op::Remove{1});
  EXPECT_EQ(group.roster.add(forged).error().code, Errc::bad_signature);
  EXPECT_EQ(group.numbers(), (Numbers{0, 1}));
}

TEST(Roster, Nobody_is_added_who_has_not_agreed_or_is_there) {
  Group group(2);
  auto add = group.people[2].joins(group.roster.gid());
  add.consent = group.people[2].joins(GroupId{group.people[1].self.iid.raw}).consent;
  EXPECT_EQ(group.refuses(0, add), Errc::bad_signature);
  EXPECT_EQ(group.refuses(0, group.people[1].joins(group.roster.gid())), Errc::already_exists);
  ASSERT_TRUE(group.does(0, op::Remove{1}));
  EXPECT_EQ(group.refuses(0, group.people[1].joins(group.roster.gid())), Errc::already_exists)
      << "the same key";
}

TEST(Roster, The_chair_passes_on_and_is_a_member_then) {
  Group group(3);
  EXPECT_EQ(group.refuses(0, op::Transfer{0}), Errc::refused);
  ASSERT_TRUE(group.does(0, op::Transfer{2}));
  EXPECT_EQ(group.head().chair().number, 2);
  EXPECT_EQ(group.head().member(MemberNumber{0})->role, GroupRole::member);
  EXPECT_EQ(group.refuses(0, op::Close{}), Errc::refused);
  EXPECT_TRUE(group.does(2, op::Remove{0}));
}

TEST(Roster, A_key_is_exchanged_by_its_holder_alone) {
  Group group(2);
  const GroupPerson next(77);
  const auto proof = sign_rotation(group.roster.gid(), 1, next.self.key, group.people[1].key);
  EXPECT_EQ(
      group.refuses(0, op::Rotate{1, next.self.key,
                                  sign_rotation(group.roster.gid(), 1, next.self.key, group.people[0].key)}),
      Errc::bad_signature);
  ASSERT_TRUE(group.does(0, op::Rotate{1, next.self.key, proof}));
  EXPECT_EQ(group.head().member(MemberNumber{1})->key, next.self.key);
  EXPECT_EQ(group.head().member(MemberNumber{1})->origin, group.people[1].self.key);
  EXPECT_EQ(group.notes(1, op::Echo{}).error().code, Errc::bad_signature);
  EXPECT_TRUE(group.roster.add(next.says(group.head().here(1), op::Echo{})));
  EXPECT_EQ(group.refuses(0, op::Rotate{1, group.people[1].self.key, proof}), Errc::already_exists);
}

TEST(Roster, A_takeover_needs_a_deputy_and_more_than_half) {
  Group group(5);
  EXPECT_EQ(group.refuses(1, group.takeover(1, {2, 3})), Errc::refused) << "no deputy";
  ASSERT_TRUE(group.does(0, op::SetRole{1, GroupRole::deputy}));
  EXPECT_EQ(group.refuses(1, group.takeover(1, {2})), Errc::refused) << "two of five";
  auto forged = group.takeover(1, {2, 3});
  forged.agreements[1].signature = forged.agreements[0].signature;
  EXPECT_EQ(group.refuses(1, forged), Errc::bad_signature);
  ASSERT_TRUE(group.does(1, group.takeover(1, {2, 3})));
  EXPECT_EQ(group.head().chair().number, 1);
}

TEST(Roster, Nothing_follows_a_closed_group) {
  Group group(2);
  ASSERT_TRUE(group.does(0, op::Close{}));
  EXPECT_TRUE(group.head().closed());
  EXPECT_EQ(group.refuses(0, op::Describe{GroupField::name, "x"}), Errc::wrong_state);
  EXPECT_TRUE(group.notes(1, op::Echo{}));
}

TEST(Roster, A_suspension_stops_sending_until_it_is_lifted_or_lapses) {
  Group group(4);
  ASSERT_TRUE(group.does(0, op::SetRole{1, GroupRole::deputy}));
  const auto suspend = group.beside(1, op::Suspend{2});
  ASSERT_TRUE(group.roster.add(suspend));
  EXPECT_EQ(group.reached(), (Numbers{0, 1, 3}));
  EXPECT_EQ(group.reached({suspend.hash}), (Numbers{0, 1, 2, 3}));
  ASSERT_TRUE(group.does(0, op::SetRole{2, GroupRole::member}));
  EXPECT_EQ(group.reached(), (Numbers{0, 1, 2, 3}));
}

TEST(Roster, A_suspension_of_somebody_equal_or_higher_is_void) {
  Group group(4);
  ASSERT_TRUE(group.does(0, op::SetRole{1, GroupRole::deputy}));
  ASSERT_TRUE(group.does(0, op::SetRole{2, GroupRole::deputy}));
  EXPECT_EQ(group.notes(1, op::Suspend{0}).error().code, Errc::refused);
  EXPECT_EQ(group.notes(2, op::Suspend{1}).error().code, Errc::refused);
  EXPECT_EQ(group.notes(3, op::Suspend{2}).error().code, Errc::refused);
  EXPECT_TRUE(group.notes(1, op::Suspend{2}));
  ASSERT_TRUE(group.does(0, op::SetRole{1, GroupRole::member}));
  EXPECT_TRUE(group.roster.suspensions().empty()) << "whoever lost the rank lost the word";
}

TEST(Roster, Whoever_leaves_gets_nothing_more_whatever_the_time) {
  Group group(3);
  EXPECT_EQ(group.notes(0, op::Suspend{0}).error().code, Errc::refused) << "a chair passes on first";
  const auto leave = group.beside(1, op::Suspend{1});
  ASSERT_TRUE(group.roster.add(leave));
  EXPECT_TRUE(group.roster.suspensions().at(0).leave);
  EXPECT_EQ(group.reached({leave.hash}), (Numbers{0, 2}));
}

TEST(Roster, Waits_for_what_a_statement_stands_on) {
  Group group(3);
  Roster late(group.roster.gid());
  auto all = group.roster.all();
  std::reverse(all.begin(), all.end());
  for (const auto* op : all) EXPECT_TRUE(late.add(*op));
  EXPECT_EQ(late.head()->hash(), group.head().hash());
  EXPECT_TRUE(late.missing().empty());
}

TEST(Roster, Names_what_is_missing) {
  Group group(3);
  Roster late(group.roster.gid());
  EXPECT_EQ(late.add(*group.roster.all().back()).value(), OpTaken::waiting);
  EXPECT_THAT(late.missing(), ::testing::ElementsAre(group.roster.all().back()->prev));
  EXPECT_EQ(late.head(), nullptr);
}

TEST(Roster, Takes_nothing_of_another_group_and_nothing_twice) {
  Group group(2);
  EXPECT_EQ(group.roster.add(*group.roster.all().back()).value(), OpTaken::known);
  Roster other(GroupId{group.people[0].self.iid.raw});
  EXPECT_EQ(other.add(*group.roster.all().back()).error().code, Errc::bad_value);
}

TEST(Roster, The_newest_echo_of_each_member_is_kept) {
  Group group(2);
  const auto first = group.beside(1, op::Echo{});
  ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::deputies}));
  ASSERT_TRUE(group.notes(1, op::Echo{}));
  EXPECT_EQ(group.roster.add(first).value(), OpTaken::superseded);
  EXPECT_EQ(group.roster.echoed(group.people[1].self.key), group.head().hash());
}

TEST(Roster, An_echo_of_an_earlier_statement_counts_when_it_was_said_later) {
  Group group(2);
  const auto before = group.head().hash();
  ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::deputies}));
  ASSERT_TRUE(group.notes(1, op::Echo{7}));
  const auto& origin = group.people[1].self.key;
  EXPECT_EQ(group.roster.next_echo(origin, 3), 8U);
  EXPECT_EQ(group.roster.next_echo(origin, 30), 30U);
  EXPECT_EQ(group.roster.next_echo(group.people[0].self.key, 3), 3U);
  ASSERT_TRUE(group.roster.add(group.people[1].says(group.roster.at(before)->here(1), op::Echo{8})));
  EXPECT_EQ(group.roster.echoed(origin), before);
}

TEST(Roster, Of_a_members_addresses_the_one_with_the_largest_number_counts) {
  Group group(2);
  const auto link = [&] { return group.roster.link_of(*group.head().member(MemberNumber{1})); };
  EXPECT_EQ(link(), group.people[1].self.link);
  ASSERT_TRUE(group.notes(1, op::Address{5, test::member_link(7)}));
  ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::deputies}));
  EXPECT_EQ(group.notes(1, op::Address{4, test::member_link(8)}).value(), OpTaken::superseded);
  EXPECT_EQ(link(), test::member_link(7));
  ASSERT_TRUE(group.notes(1, op::Address{6, test::member_link(9)}));
  EXPECT_EQ(link(), test::member_link(9));
  EXPECT_EQ(group.roster.link_of(group.head().chair()), group.people[0].self.link);
}

TEST(Roster, An_address_is_its_members_own_to_say) {
  Group group(3);
  const auto forged = group.people[2].says(group.head().here(1), op::Address{1, test::member_link(7)});
  EXPECT_EQ(group.roster.add(forged).error().code, Errc::bad_signature);
}

// --- Bounds ---

TEST(RosterBounds, Fifty_people_and_not_one_more) {
  Group group(kMostGroupMembers);
  EXPECT_EQ(group.head().members().size(), kMostGroupMembers);
  EXPECT_EQ(group.refuses(0, GroupPerson(99).joins(group.roster.gid())), Errc::limit_reached);
}

TEST(RosterBounds, The_number_of_statements) {
  Group group(1);
  for (std::size_t i = 1; i < kMostGroupOps; ++i) ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::chair}));
  EXPECT_EQ(group.refuses(0, op::SetPolicy{AddPolicy::chair}), Errc::limit_reached);
}

TEST(RosterBounds, All_bytes_together) {
  Group group(1);
  const op::Describe picture{GroupField::picture, std::string(kLargestGroupPicture, 'p')};
  Errc last{};
  for (std::size_t i = 0; i <= kLargestRoster / kLargestGroupPicture; ++i) {
    const auto taken = group.does(0, picture);
    if (!taken) last = taken.error().code;
  }
  EXPECT_EQ(last, Errc::limit_reached);
}

TEST(RosterBounds, What_waits_for_its_predecessor) {
  Group group(1);
  Roster late(group.roster.gid());
  for (std::size_t i = 0; i <= kMostWaitingOps; ++i)
    ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::chair}));
  const auto all = group.roster.all();
  for (std::size_t i = 0; i < kMostWaitingOps; ++i) ASSERT_TRUE(late.add(*all[i + 1]));
  EXPECT_EQ(late.add(*all.back()).error().code, Errc::limit_reached);
}

TEST(RosterBounds, Siblings_of_one_author) {
  Group group(1);
  const auto place = group.head().next(0);
  for (std::size_t i = 0; i <= kMostSiblings; ++i) {
    const auto taken = group.roster.add(
        group.people[0].says(place, op::Describe{GroupField::name, std::string(i + 1, 'n')}));
    EXPECT_EQ(taken.has_value(), i < kMostSiblings);
  }
}

TEST(RosterBounds, Contradictions_of_one_author) {
  Group group(2);
  Errc last{};
  for (std::size_t i = 0; i <= kMostContradictions; ++i) {
    const auto place = group.head().next(0);
    const auto first = group.people[0].says(place, op::SetPolicy{AddPolicy::deputies});
    ASSERT_TRUE(group.roster.add(first));
    ASSERT_TRUE(group.notes(1, op::Echo{}));
    const auto taken = group.roster.add(group.people[0].says(place, op::SetPolicy{AddPolicy::everybody}));
    if (!taken) last = taken.error().code;
    ASSERT_EQ(group.head().hash(), first.hash) << "the one other voter has echoed it";
  }
  EXPECT_EQ(last, Errc::limit_reached);
  EXPECT_EQ(group.roster.equivocations().size(), kMostContradictions);
}

TEST(RosterBounds, Statements_beside_the_chain) {
  Group group(kMostGroupMembers);
  for (MemberNumber i = 1; i < kMostGroupMembers; ++i)
    ASSERT_TRUE(group.does(0, op::SetRole{i, GroupRole::deputy}));
  Errc last{};
  for (std::size_t step = 0; step <= kMostSideOps / (kMostGroupMembers - 1); ++step) {
    ASSERT_TRUE(group.does(0, op::SetPolicy{AddPolicy::chair}));
    for (MemberNumber i = 1; i < kMostGroupMembers; ++i) {
      const auto taken = group.notes(i, op::Resolve{});
      if (!taken) last = taken.error().code;
    }
  }
  EXPECT_EQ(last, Errc::limit_reached);
}

}  // namespace
}  // namespace stille::e2e
