// Keeping in touch concerns no relay: whatever is done, there is nothing to send and nobody is woken.
#include <gtest/gtest.h>

#include "client/core/keep_in_touch.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct Quiet {
  std::vector<PendingView> pending;
  std::size_t work = 0;
  std::size_t subscriptions = 0;
  std::uint64_t events = 0;
  std::optional<TimePoint> due;
  std::uint64_t sent = 0;
};

Quiet quiet_of(World& world, Person& person) {
  Quiet out;
  out.pending = person->pending();
  for (const auto& relay : person->relays()) {
    out.work += person->next_work(relay, 1000).value().size();
    out.subscriptions += person->subscriptions(relay).size();
  }
  out.events = person->last_event();
  out.due = person->next_due();
  out.sent = world.envelopes.size();
  return out;
}

void uses_everything(Person& alice) {
  auto keep = alice->keep();
  const auto message = alice->messages("bob").value().back().id;
  ASSERT_TRUE(keep.set("bob", {.rhythm = "10d", .birthday = "10-09", .join = {"freunde"}, .leave = {}}));
  ASSERT_TRUE(keep.set_circle("freunde", "1mo"));
  ASSERT_TRUE(keep.today());
  ASSERT_TRUE(keep.people());
  ASSERT_TRUE(keep.person("bob"));
  ASSERT_TRUE(keep.waiting());
  ASSERT_TRUE(keep.birthdays(366));
  ASSERT_TRUE(keep.birthday_calendar("de"));
  ASSERT_TRUE(keep.draft("bob", {}));
  ASSERT_TRUE(keep.remind(message, "1d"));
  ASSERT_TRUE(keep.done(message));
  ASSERT_TRUE(keep.done("bob"));
  ASSERT_TRUE(keep.snooze("bob", "2w"));
  ASSERT_TRUE(keep.log("bob", "phone", "x", ""));
  ASSERT_TRUE(keep.circles());
  ASSERT_TRUE(keep.remove_circle("freunde"));
}

TEST(KeepSilence, Nothing_of_it_makes_any_work_for_a_relay_or_wakes_anybody) {
  World world;
  auto [alice, bob] = acquainted(world);
  ASSERT_TRUE(bob->send_text("alice", "Kommst du?"));
  world.passes(seconds(3));
  world.clock.time += std::chrono::days(5);
  world.settles();
  alice->next_work(alice->relays().front(), 1000).value();
  const auto before = quiet_of(world, alice);
  std::size_t told = 0;
  alice->on_change([&] { ++told; });
  uses_everything(alice);
  const auto after = quiet_of(world, alice);
  EXPECT_EQ(told, 0U);
  EXPECT_EQ(after.work, 0U);
  EXPECT_EQ(after.subscriptions, before.subscriptions);
  EXPECT_EQ(after.events, before.events);
  EXPECT_EQ(after.due, before.due);
  ASSERT_EQ(after.pending.size(), before.pending.size());
  for (std::size_t at = 0; at < before.pending.size(); ++at) {
    EXPECT_EQ(after.pending[at].envelopes, before.pending[at].envelopes);
    EXPECT_EQ(after.pending[at].tasks, before.pending[at].tasks);
    EXPECT_EQ(after.pending[at].waiting, before.pending[at].waiting);
  }
  const auto heard = bob->last_event();
  world.settles();
  EXPECT_EQ(world.envelopes.size(), before.sent);
  EXPECT_EQ(bob->last_event(), heard);
}

TEST(KeepSilence, The_same_check_notices_a_single_message) {
  World world;
  auto [alice, bob] = acquainted(world);
  const auto before = quiet_of(world, alice);
  std::size_t told = 0;
  alice->on_change([&] { ++told; });
  ASSERT_TRUE(alice->send_text("bob", "x"));
  const auto after = quiet_of(world, alice);
  EXPECT_EQ(told, 1U);
  EXPECT_GT(after.work, before.work);
  EXPECT_GT(after.events, before.events);
}

}  // namespace
}  // namespace stille::client::test
