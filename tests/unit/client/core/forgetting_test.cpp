// Somebody is forgotten: nothing of them is left, and nothing stands in the way of meeting again.
#include <gmock/gmock.h>

#include "client/core/keep_in_touch.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct ForgettingTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;
};

TEST_F(ForgettingTest, Contact_conversation_and_what_was_kept_are_gone_also_after_a_restart) {
  ASSERT_TRUE(bob->send_text("alice", "Hallo"));
  world.passes(seconds(3));
  ASSERT_TRUE(alice->keep().set("bob", {.rhythm = "1mo", .birthday = "05-23", .join = {"x"}, .leave = {}}));
  ASSERT_TRUE(alice->forget("bob"));
  for (int round = 0; round < 2; ++round) {
    EXPECT_TRUE(alice->contacts().value().empty());
    EXPECT_EQ(alice->messages("bob").error().code, Errc::not_found);
    EXPECT_TRUE(alice->keep().people().value().empty());
    alice.restarts();
  }
  EXPECT_EQ(alice->forget("bob").error().code, Errc::not_found);
}

TEST_F(ForgettingTest, Their_mailbox_is_removed_and_what_they_send_does_not_come) {
  ASSERT_TRUE(alice->forget("bob"));
  world.passes(seconds(5));
  const auto before = alice->last_event();
  ASSERT_TRUE(bob->send_text("alice", "Bist du da?"));
  world.passes(std::chrono::minutes(5));
  EXPECT_EQ(alice->last_event(), before);
  EXPECT_TRUE(alice->contacts().value().empty());
  EXPECT_NE(bob->messages("alice").value().back().state, MessageState::delivered);
}

TEST_F(ForgettingTest, What_had_not_left_yet_does_not_leave) {
  alice.goes_offline();
  ASSERT_TRUE(alice->send_text("bob", "zu spät"));
  ASSERT_TRUE(alice->forget("bob"));
  alice.goes_online();
  world.passes(seconds(10));
  EXPECT_THAT(bob.heard(), testing::Not(testing::Contains("zu spät")));
}

TEST_F(ForgettingTest, A_new_invitation_makes_a_new_contact) {
  ASSERT_TRUE(alice->forget("bob"));
  ASSERT_TRUE(bob->forget("alice"));
  world.passes(seconds(5));
  const auto made = alice->create_invitation();
  world.settles();
  ASSERT_TRUE(bob->accept_invitation(made.value().link));
  world.passes(seconds(10));
  ASSERT_EQ(alice->contacts().value().size(), 1U);
  ASSERT_TRUE(bob->send_text(bob.only_contact().id, "Von vorn"));
  world.passes(seconds(5));
  EXPECT_THAT(alice.heard(), testing::Contains("Von vorn"));
}

}  // namespace
}  // namespace stille::client::test
