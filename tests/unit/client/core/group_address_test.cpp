// Members who move to another relay, people who cannot be met, and how many a group may introduce.
#include "client/core/group_meeting.hpp"
#include "client/core/rotating.hpp"
#include "tests/unit/client/core/group_inside.hpp"

namespace stille::client::test {
namespace {

using std::chrono::hours;

bool connected(Circle& circle, std::size_t i, std::size_t other) {
  const auto id = circle[other]->profile().id;
  for (const auto& member : circle.group(i).members) {
    if (member.id == id) return member.connected;
  }
  return false;
}

TEST(GroupAddress, Whoever_has_moved_is_met_where_they_are_now) {
  Circle circle(3);
  auto& world = circle.world;
  auto& after = world.relay("new.example");
  circle.asks(1);
  world.passes(seconds(30));
  circle[1].goes_offline();
  circle.asks(2);
  world.passes(seconds(30));
  ASSERT_TRUE(circle[2]->move_relay(protocol::to_text(after.address)));
  world.passes(seconds(30));
  inside(circle[0], [&](Context&, KnownGroup& group) {
    const auto* cem = group.roster.head()->member(e2e::MemberNumber{2});
    ASSERT_NE(cem, nullptr);
    const auto link = protocol::parse_link_text(group.roster.link_of(*cem));
    ASSERT_TRUE(link);
    EXPECT_EQ(link.value().relay, after.address);
    EXPECT_NE(group.roster.link_of(*cem), cem->link);
  });
  // Where they were nothing is left by now.
  world.passes(kMailboxGrace + hours(24));
  circle[1].goes_online();
  world.passes(hours(13));
  EXPECT_TRUE(connected(circle, 1, 2));
  circle.says(2, "hallo bob");
  world.passes(seconds(30));
  EXPECT_THAT(circle.heard(1), testing::Contains("hallo bob"));
  circle.expect_alike({0, 1, 2});
}

TEST(GroupAddress, Another_address_of_the_same_member_replaces_the_one_before) {
  Circle circle(2);
  circle.gathers();
  for (const char* host : {"new.example", "other.example"}) {
    auto& relay = circle.world.relay(host);
    ASSERT_TRUE(circle[1]->move_relay(protocol::to_text(relay.address)));
    circle.world.passes(seconds(30));
    inside(circle[0], [&](Context&, KnownGroup& group) {
      const auto* bob = group.roster.head()->member(e2e::MemberNumber{1});
      const auto link = protocol::parse_link_text(group.roster.link_of(*bob));
      ASSERT_TRUE(link);
      EXPECT_EQ(link.value().relay, relay.address);
    });
  }
  circle.expect_alike({0, 1});
}

// As many as `before` have been met through this group already, at the one who is greeted.
bool meets(std::size_t before) {
  Circle circle(3);
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle[1].goes_offline();
  circle.asks(2);
  circle.world.passes(seconds(30));
  inside(circle[2], [&](Context& context, KnownGroup& group) {
    for (std::size_t i = 0; i < before; ++i) {
      const auto iid = context.rng.fixed<e2e::Iid>();
      ASSERT_TRUE(context.db.run(
          "INSERT INTO contact(iid, identity, stage, name, conversation, since, status, sessions, introduced)"
          " VALUES(?, x'', 0, '', ?, 0, 0, x'', ?)",
          iid, std::string_view(fresh_name(context, "c_")), group.row.id));
    }
    EXPECT_EQ(store::count_introduced(context.db, group.row.id).value(), before);
  });
  circle[1].goes_online();
  circle.world.passes(seconds(60));
  return connected(circle, 2, 1);
}

TEST(GroupBounds, Through_one_group_two_hundred_people_are_met_and_not_one_more) {
  EXPECT_TRUE(meets(kMostIntroduced - 1));
  EXPECT_FALSE(meets(kMostIntroduced));
}

// As if so many contents waited for this person; they ask for nothing.
void much_waits(Circle& circle, std::size_t from, std::size_t to, std::size_t many) {
  inside(circle[from], [&](Context& context, KnownGroup& group) {
    for (const auto& member : group.roster.head()->members()) {
      const auto& iid = member->iid;
      if (short_name("p_", iid) != circle[to]->profile().id) continue;
      for (std::size_t i = store::count_waiting(context.db, iid).value(); i < many; ++i)
        ASSERT_TRUE(tell(context, group.roster.gid(), iid, wire::GroupWant{}));
      EXPECT_EQ(store::count_waiting(context.db, iid).value(), many);
    }
  });
}

TEST(GroupBounds, Whoever_writes_sees_whom_it_does_not_reach) {
  Circle circle(3);
  circle.asks(1);
  circle.world.passes(seconds(30));
  circle[1].goes_offline();
  circle.asks(2);
  circle.world.passes(seconds(30));
  much_waits(circle, 2, 1, kMostWaitingContents - 2);
  for (std::size_t i = 0; i < 12; ++i) circle.says(2, std::to_string(i));
  const auto log = circle[2]->messages("#runde").value();
  ASSERT_FALSE(log.empty());
  EXPECT_EQ(log.back().left_out, 1U);
  EXPECT_EQ(log[log.size() - 5].left_out, 1U);
  EXPECT_EQ(log.front().left_out, 0U);
  const auto unreached = circle[2]->talk().unreached(log.back().id).value();
  EXPECT_TRUE(std::ranges::any_of(unreached, [&](const UnreachedView& one) {
    return one.id == circle[1]->profile().id && one.how == Unreached::left_out;
  }));
  const auto left_out = [&] {
    std::vector<std::string> out;
    const auto group = circle.group(2);
    for (const auto& member : group.members) {
      if (member.left_out) out.push_back(member.id);
    }
    return out;
  };
  EXPECT_EQ(left_out(), std::vector<std::string>{circle[1]->profile().id});
  const auto events = circle[2].events();
  EXPECT_EQ(std::ranges::count(events, "left_out", &EventView::state), 1) << "once for each of them";
  const auto event = std::ranges::find(events, "left_out", &EventView::state);
  EXPECT_EQ(event->about, circle[1]->profile().id);
  circle.world.passes(seconds(60));
  EXPECT_EQ(circle[2]->messages("#runde").value().back().state, MessageState::sent) << "to the others";
  EXPECT_FALSE(group_events(circle[0]).contains("left_out"));
  circle[1].goes_online();
  circle.world.passes(seconds(60));
  circle.says(2, "und weiter");
  circle.world.passes(seconds(10));
  EXPECT_EQ(circle.heard(1).back(), "und weiter");
  EXPECT_EQ(circle[2]->messages("#runde").value().back().left_out, 0U);
}

}  // namespace
}  // namespace stille::client::test
