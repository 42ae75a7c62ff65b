// The same statements in any order come to the same: honest ones, contradictions, rewriting of the past,
// takeovers, suspensions and noise, thousands of times.
#include <gtest/gtest.h>

#include "tests/support/group_people.hpp"

namespace stille::e2e {
namespace {

using test::GroupPerson;

class Story {
 public:
  explicit Story(std::uint64_t seed) : rng_(seed), full_(GroupId{}) {
    for (std::uint64_t i = 0; i < 9; ++i) people_.emplace_back(i);
    const auto create = test::founded_by(people_[0]);
    full_ = Roster(create.group(), people_[1].self.key);
    say(create);
    const auto honest = 4 + below(3);
    for (std::size_t i = 1; i < honest; ++i) say(from_chair(*full_.head(), people_[i].joins(full_.gid())));
    say(from_chair(*full_.head(), op::SetRole{1, GroupRole::deputy}));
    if (below(2) == 0) say(from_chair(*full_.head(), op::SetRole{2, GroupRole::deputy}));
    for (auto steps = 12 + below(16); steps > 0; --steps) step();
  }

  [[nodiscard]] std::vector<Op> some(bool all) {
    std::vector<Op> out;
    for (const auto& op : said_) {
      if (all || below(5) != 0) out.push_back(op);
    }
    return out;
  }
  [[nodiscard]] Roster told(std::vector<Op> ops) {
    for (auto i = ops.size(); i > 1; --i) std::swap(ops[i - 1], ops[below(i)]);
    Roster out(full_.gid(), people_[1].self.key);
    for (const auto& op : ops) (void)out.add(op).has_value();
    return out;
  }
  [[nodiscard]] const Roster& full() const { return full_; }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(rng_.below(bound)); }

 private:
  const GroupPerson& holder(const GroupMember& member) const {
    return *std::ranges::find(people_, member.key, [](const auto& p) { return p.self.key; });
  }
  void say(const Op& op) {
    const auto taken = full_.add(op);
    // What is over a bound depends on the order, and is not the point here.
    if (taken.has_error() && taken.error().code == Errc::limit_reached) return;
    said_.push_back(op);
  }
  Op from_chair(const GroupState& at, OpArgs args) const {
    return holder(at.chair()).says(at.next(at.chair().number), std::move(args));
  }
  const GroupMember& anybody(const GroupState& at) { return *at.members()[below(at.members().size())]; }
  // Mostly the head; now and then somewhere in the past, or on another branch.
  const GroupState& somewhere() {
    if (below(3) != 0) return *full_.head();
    const auto all = full_.all();
    for (;;) {
      if (const auto* state = full_.at(all[below(all.size())]->hash)) return *state;
    }
  }
  OpArgs any_chair_args(const GroupState& at) {
    switch (below(6)) {
      case 0:
        return people_[below(people_.size())].joins(full_.gid());
      case 1:
        return op::Remove{anybody(at).number};
      case 2:
        return op::SetRole{anybody(at).number, below(2) == 0 ? GroupRole::deputy : GroupRole::member};
      case 3:
        return op::Transfer{anybody(at).number};
      case 4:
        return op::Describe{GroupField::purpose, std::string(below(40), 'x')};
      default:
        return op::SetPolicy{static_cast<AddPolicy>(1 + below(3))};
    }
  }
  Op any_takeover(const GroupState& at) {
    const auto& deputy = anybody(at);
    op::Takeover args;
    for (const auto& member : at.members()) {
      if (member->number == deputy.number || below(4) == 0) continue;
      args.agreements.push_back(
          {member->number, sign_agreement(at.next(deputy.number), holder(*member).key)});
    }
    return holder(deputy).says(at.next(deputy.number), args);
  }
  void step() {
    const auto& at = somewhere();
    const auto& author = anybody(at);
    switch (below(9)) {
      case 8:
        return say(holder(author).says(
            at.here(author.number),
            op::Address{below(3), test::member_link(static_cast<std::uint8_t>(below(20)))}));
      case 0:
        return say(any_takeover(at));
      case 1:
        return say(holder(author).says(at.here(author.number), op::Suspend{anybody(at).number}));
      case 2: {
        const auto all = full_.all();
        return say(holder(author).says(at.here(author.number), op::Resolve{all[below(all.size())]->hash}));
      }
      case 3:
      case 4:
        return say(holder(author).says(at.here(author.number), op::Echo{below(3)}));
      case 5:
        return say(holder(author).says(at.next(author.number), any_chair_args(at)));
      default:
        return say(from_chair(at, any_chair_args(at)));
    }
  }

  crypto::SeededRng rng_;
  std::vector<GroupPerson> people_;
  Roster full_;
  std::vector<Op> said_;
};

std::set<Bytes> everything(const Roster& roster) {
  std::set<Bytes> out;
  for (const auto* op : roster.all()) out.insert(op->encoded);
  return out;
}

std::vector<OpHash> hashes(const std::vector<const GroupState*>& states) {
  std::vector<OpHash> out;
  for (const auto* state : states) out.push_back(state->hash());
  return out;
}

std::vector<crypto::SignPublic> reached(const Roster& roster) {
  std::vector<crypto::SignPublic> out;
  for (const auto* member : roster.send_set()) out.push_back(member->origin);
  return out;
}

void expect_same(const Roster& one, const Roster& other, std::uint64_t seed) {
  ASSERT_EQ(one.head() == nullptr, other.head() == nullptr) << seed;
  if (one.head() == nullptr) return;
  ASSERT_EQ(one.head()->hash(), other.head()->hash()) << seed;
  ASSERT_TRUE(everything(one) == everything(other)) << seed;
  ASSERT_EQ(hashes(one.branches()), hashes(other.branches())) << seed;
  ASSERT_EQ(reached(one), reached(other)) << seed;
  ASSERT_EQ(one.equivocations().size(), other.equivocations().size()) << seed;
  ASSERT_EQ(one.suspensions().size(), other.suspensions().size()) << seed;
  for (const auto& member : one.head()->members())
    ASSERT_EQ(one.link_of(*member), other.link_of(*member)) << seed;
}

// Nobody is written to who is missing on a branch that may still count.
void expect_safe(const Roster& roster, std::uint64_t seed) {
  for (const auto& origin : reached(roster)) {
    for (const auto* branch : roster.branches()) ASSERT_NE(branch->with_origin(origin), nullptr) << seed;
  }
  const auto ends = roster.branches();
  ASSERT_EQ(ends.front(), roster.head()) << seed;
}

TEST(RosterProperty, The_same_statements_in_any_order_come_to_the_same) {
  std::size_t forks = 0;
  std::size_t proofs = 0;
  std::size_t suspended = 0;
  for (std::uint64_t seed = 1; seed <= 1200; ++seed) {
    Story story(seed);
    expect_same(story.full(), story.told(story.some(true)), seed);
    expect_same(story.full(), story.told(story.some(true)), seed);
    expect_safe(story.full(), seed);
    if (HasFatalFailure()) return;
    forks += story.full().branches().size() > 1 ? 1U : 0U;
    proofs += story.full().equivocations().empty() ? 0U : 1U;
    suspended += story.full().suspensions().empty() ? 0U : 1U;
  }
  // The stories are not tame.
  EXPECT_GT(forks, 100U);
  EXPECT_GT(proofs, 300U);
  EXPECT_GT(suspended, 100U);
}

TEST(RosterProperty, A_part_of_the_statements_in_any_order_comes_to_the_same) {
  for (std::uint64_t seed = 5001; seed <= 5600; ++seed) {
    Story story(seed);
    const auto part = story.some(false);
    expect_same(story.told(part), story.told(part), seed);
    if (HasFatalFailure()) return;
  }
}

TEST(RosterProperty, What_came_later_makes_up_for_what_was_missing) {
  for (std::uint64_t seed = 7001; seed <= 7300; ++seed) {
    Story story(seed);
    auto late = story.told(story.some(false));
    for (const auto* op : story.full().all()) (void)late.add(*op).has_value();
    expect_same(story.full(), late, seed);
    if (HasFatalFailure()) return;
  }
}

TEST(RosterProperty, An_order_that_mattered_would_be_noticed) {
  // The control: two statements of one author alone are two different heads.
  const GroupPerson ada(0);
  const auto create = test::founded_by(ada);
  Roster one(create.group());
  Roster other(create.group());
  ASSERT_TRUE(one.add(create) && other.add(create));
  const auto place = one.head()->next(0);
  ASSERT_TRUE(one.add(ada.says(place, op::Describe{GroupField::name, "a"})));
  ASSERT_TRUE(other.add(ada.says(place, op::Describe{GroupField::name, "b"})));
  EXPECT_NE(one.head()->hash(), other.head()->hash());
}

}  // namespace
}  // namespace stille::e2e
