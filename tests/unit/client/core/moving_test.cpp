// A profile moves to another relay. Its contacts do nothing and miss nothing.
#include <gmock/gmock.h>

#include "client/core/rotating.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
constexpr std::chrono::hours kDay{24};
// A tidying has noticed that the grace is over, and the relay has been told.
constexpr auto kAfterwards = kMailboxGrace + kDay;

struct MovingTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;
  RelayNode& before = *world.relays.begin()->second;
  RelayNode& after = world.relay("new.example");

  void talk(const std::string& text) {
    ASSERT_TRUE(alice->send_text("bob", text));
    ASSERT_TRUE(bob->send_text("alice", text));
    world.passes(seconds(5));
  }
  Result<void> moves(Person& who, const std::string& where) { return who->move_relay(where); }
  std::string there() const { return protocol::to_text(after.address); }
  /// At other relays than the own.
  std::size_t retiring(Person& who) {
    std::size_t out = 0;
    const auto uses = who->relay_uses().value();
    for (std::size_t i = 1; i < uses.size(); ++i) out += uses[i].retiring;
    return out;
  }
  std::size_t left(Person& who) {
    std::size_t out = 0;
    const auto uses = who->relay_uses().value();
    for (std::size_t i = 1; i < uses.size(); ++i) out += uses[i].conversations;
    return out;
  }
};

TEST_F(MovingTest, The_conversation_follows_and_the_old_relay_is_left_after_the_grace) {
  ASSERT_TRUE(moves(alice, there()));
  EXPECT_EQ(left(alice), 1U);
  talk("one");
  EXPECT_EQ(left(alice), 0U);
  EXPECT_EQ(alice->relays().size(), 2U);
  talk("two");
  world.passes(kAfterwards);
  EXPECT_THAT(alice->relays(), ElementsAre(after.address));
  talk("three");
  EXPECT_THAT(alice.heard(), ElementsAre("one", "two", "three"));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two", "three"));
  EXPECT_EQ(bob->profile().relay, protocol::to_text(before.address));
}

TEST_F(MovingTest, Both_may_move_at_once) {
  ASSERT_TRUE(moves(alice, there()));
  ASSERT_TRUE(moves(bob, there()));
  talk("one");
  world.passes(kAfterwards);
  talk("two");
  EXPECT_THAT(alice->relays(), ElementsAre(after.address));
  EXPECT_THAT(bob->relays(), ElementsAre(after.address));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two"));
}

TEST_F(MovingTest, What_a_contact_wrote_to_the_old_relay_long_ago_is_read) {
  bob.goes_offline();
  ASSERT_TRUE(moves(alice, there()));
  world.passes(seconds(5));
  ASSERT_TRUE(bob->send_text("alice", "on the old way"));
  world.passes(10 * kDay);
  alice.goes_offline();
  bob.goes_online();
  world.passes(kDay);
  bob.goes_offline();
  world.passes(kMailboxGrace + 6 * kDay);  // less than a relay keeps things
  alice.goes_online();
  world.passes(kDay);
  EXPECT_THAT(alice.heard(), ElementsAre("on the old way"));
}

TEST_F(MovingTest, A_mailbox_is_not_closed_before_it_has_been_read) {
  ASSERT_TRUE(moves(alice, there()));
  talk("moved");
  alice.goes_offline();
  ASSERT_TRUE(bob->send_text("alice", "while she was away"));
  world.passes(kAfterwards);
  alice.goes_online();
  world.passes(kDay);
  EXPECT_EQ(alice.heard().back(), "while she was away");
  EXPECT_THAT(alice->relays(), ElementsAre(after.address));
}

TEST_F(MovingTest, A_relay_that_has_gone_for_good_is_left_behind_and_given_up_at_last) {
  auto& carol = world.person("carol", after);
  const auto link = alice->create_invitation().value().link;
  world.settles();
  ASSERT_TRUE(carol->accept_invitation(link));
  world.passes(seconds(10));
  for (auto& person : world.people) person->lines.clear();
  const auto gone = world.relays.extract(before.address.host);
  ASSERT_FALSE(gone.empty());
  ASSERT_TRUE(moves(alice, there()));
  world.passes(seconds(10));
  ASSERT_TRUE(carol->send_text(carol.only_contact().id, "found you"));
  world.passes(seconds(5));
  EXPECT_THAT(alice.heard(), ElementsAre("found you"));
  // What Carol used to write to cannot be closed there, and is not kept for ever either.
  world.passes(kAfterwards);
  EXPECT_GT(retiring(alice), 0U);
  world.passes(kMailboxGivenUp + 2 * kDay);
  EXPECT_EQ(retiring(alice), 0U);
  EXPECT_EQ(left(alice), 1U);  // Bob's relay was that one too: he has not heard of it
}

TEST_F(MovingTest, Moving_back_before_anything_was_offered_or_after_is_moving_like_any_other) {
  const auto home = protocol::to_text(before.address);
  ASSERT_TRUE(moves(alice, there()));
  ASSERT_TRUE(moves(alice, home));
  talk("one");
  ASSERT_TRUE(moves(alice, there()));
  talk("two");
  ASSERT_TRUE(moves(alice, home));
  talk("three");
  world.passes(kAfterwards);
  talk("four");
  EXPECT_THAT(alice.heard(), ElementsAre("one", "two", "three", "four"));
  EXPECT_EQ(left(alice), 0U);
  world.passes(kAfterwards);
  EXPECT_THAT(alice->relays(), ElementsAre(before.address));
}

TEST_F(MovingTest, An_invitation_pays_for_the_mailboxes_of_a_relay_that_wants_one) {
  after.becomes_invite_only();
  ASSERT_TRUE(moves(alice, there()));
  talk("not yet");
  EXPECT_EQ(left(alice), 1U);
  EXPECT_TRUE(alice->purse().refused);
  ASSERT_TRUE(alice->add_relay_invitation(after.invitation()));
  world.passes(std::chrono::minutes(3));
  talk("now");
  EXPECT_EQ(left(alice), 0U);
  EXPECT_LT(alice->purse().tokens, 64U);
  EXPECT_THAT(alice.heard(), ElementsAre("not yet", "now"));
}

TEST_F(MovingTest, The_invitation_may_be_what_is_moved_to) {
  after.becomes_invite_only();
  ASSERT_TRUE(moves(alice, after.invitation()));
  world.passes(std::chrono::minutes(1));
  talk("paid");
  EXPECT_EQ(left(alice), 0U);
}

TEST_F(MovingTest, Invitations_that_are_out_still_work_and_new_ones_name_the_new_relay) {
  const auto out = alice->create_invitation().value();
  world.settles();
  ASSERT_TRUE(moves(alice, there()));
  world.passes(seconds(5));
  auto& carol = world.person("carol", after);
  ASSERT_TRUE(carol->accept_invitation(out.link));
  world.passes(seconds(10));
  ASSERT_TRUE(carol->send_text(carol.only_contact().id, "found you"));
  world.passes(seconds(5));
  EXPECT_THAT(alice.heard(), ElementsAre("found you"));
  EXPECT_EQ(alice->create_invitation().value().link.substr(0, there().size()), there());
}

TEST_F(MovingTest, Nowhere_and_the_same_place_are_refused) {
  EXPECT_EQ(moves(alice, "stille://nowhere").error().code, Errc::bad_encoding);
  EXPECT_EQ(moves(alice, protocol::to_text(before.address)).error().code, Errc::wrong_state);
  EXPECT_EQ(alice->profile().relay, protocol::to_text(before.address));
}

TEST_F(MovingTest, The_address_for_repair_moves_too) {
  ASSERT_TRUE(moves(alice, there()));
  talk("one");
  world.passes(kAfterwards);
  // Bob's profile is an old copy: he greets alice anew where she can be found now.
  bob.lines.clear();
  bob.engine.reset();
  std::filesystem::copy(bob.folder, world.folder / "copy", std::filesystem::copy_options::recursive);
  bob.restarts();
  talk("two");
  bob.lines.clear();
  bob.engine.reset();
  std::filesystem::remove(bob.folder / "profile.db-wal");
  std::filesystem::copy_file(world.folder / "copy" / "profile.db", bob.folder / "profile.db",
                             std::filesystem::copy_options::overwrite_existing);
  bob.restarts();
  world.passes(kDay);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  talk("three");
  EXPECT_EQ(alice.heard().back(), "three");
  EXPECT_EQ(bob.heard().back(), "three");
}

}  // namespace
}  // namespace stille::client::test
