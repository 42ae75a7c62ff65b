// Two people, one relay, nothing goes wrong.
#include <gmock/gmock.h>

#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;

TEST(Conversation, An_invitation_leads_to_two_connected_contacts) {
  World world;
  auto [alice, bob] = acquainted(world);
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  EXPECT_EQ(alice.only_contact().alias, "bob");
  EXPECT_EQ(bob.only_contact().alias, "alice");
}

TEST(Conversation, A_text_arrives_as_it_was_written_and_is_confirmed) {
  World world;
  auto [alice, bob] = acquainted(world);
  const auto sent = alice->send_text("bob", "Guten Tag, \xC3\xA4hm \n\t \xF0\x9F\x8C\xBF");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent.value().state, MessageState::queued);
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre("Guten Tag, \xC3\xA4hm \n\t \xF0\x9F\x8C\xBF"));
  EXPECT_EQ(alice->message(sent.value().id).value().state, MessageState::delivered);
}

TEST(Conversation, Texts_go_both_ways_and_keep_their_order) {
  World world;
  auto [alice, bob] = acquainted(world);
  ASSERT_TRUE(alice->send_text("bob", "one"));
  ASSERT_TRUE(alice->send_text("bob", "two"));
  ASSERT_TRUE(bob->send_text("alice", "three"));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two"));
  EXPECT_THAT(alice.heard(), ElementsAre("three"));
}

}  // namespace
}  // namespace stille::client::test
