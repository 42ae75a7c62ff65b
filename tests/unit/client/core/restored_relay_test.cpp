// A relay is restored from a backup: what it had confirmed since, and nobody has, arrives all the same.
#include <gmock/gmock.h>

#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct RestoredRelay : testing::Test {
  /// The relay as it was in this copy; everybody comes back to it and hears of the epoch.
  void restored(const stille::store::MemoryStore& copy, std::uint64_t epoch) {
    for (auto* person : {&alice, &bob}) person->goes_offline();
    relay.memory = copy;
    relay.restarts();
    for (auto* person : {&alice, &bob}) {
      ASSERT_TRUE((*person)->connected(relay.address, epoch));
      person->goes_online();
    }
    world.passes(seconds(30));
  }

  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;
  RelayNode& relay = *world.relay_at(alice->relays().front());
};

TEST_F(RestoredRelay, What_has_no_receipt_is_sent_again) {
  ASSERT_TRUE(alice->connected(relay.address, 1));
  ASSERT_TRUE(bob->connected(relay.address, 1));
  const auto backup = relay.memory;
  bob.goes_offline();
  const auto sent = alice->send_text("bob", "after the backup");
  world.passes(seconds(3));
  ASSERT_EQ(alice->message(sent.value().id).value().state, MessageState::sent);
  restored(backup, 2);
  EXPECT_THAT(bob.heard(), ElementsAre("after the backup"));
  EXPECT_EQ(alice->message(sent.value().id).value().state, MessageState::delivered);
}

TEST_F(RestoredRelay, Without_a_larger_epoch_nothing_is_sent_again) {
  ASSERT_TRUE(alice->connected(relay.address, 2));
  const auto backup = relay.memory;
  bob.goes_offline();
  ASSERT_TRUE(alice->send_text("bob", "lost"));
  world.passes(seconds(3));
  restored(backup, 2);
  EXPECT_THAT(bob.heard(), IsEmpty());
}

TEST_F(RestoredRelay, What_was_delivered_is_not_shown_twice) {
  ASSERT_TRUE(alice->connected(relay.address, 1));
  const auto backup = relay.memory;
  ASSERT_TRUE(alice->send_text("bob", "before"));
  world.passes(seconds(3));
  ASSERT_TRUE(bob->send_text("alice", "answer"));
  world.passes(seconds(3));
  restored(backup, 5);
  ASSERT_TRUE(alice->send_text("bob", "and on"));
  world.passes(seconds(30));
  EXPECT_THAT(bob.heard(), ElementsAre("before", "and on"));
  EXPECT_THAT(alice.heard(), ElementsAre("answer"));
}

}  // namespace
}  // namespace stille::client::test
