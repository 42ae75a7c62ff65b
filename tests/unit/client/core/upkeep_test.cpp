// What happens in months: renewals and fresh mailboxes, unseen; and messages that overtake each other.
#include <gmock/gmock.h>

#include "client/store/tables/contacts.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
constexpr std::chrono::hours kDay{24};

struct UpkeepTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  void talk(const std::string& text) {
    ASSERT_TRUE(alice->send_text("bob", text));
    ASSERT_TRUE(bob->send_text("alice", text));
    world.passes(seconds(5));
  }
  /// Where its contact writes to it.
  std::vector<protocol::ReaderId> mailboxes(Person& who) {
    std::vector<protocol::ReaderId> out;
    in_file(who, [&](store::Database& db) {
      const auto rows = store::mailboxes_of_contact(db, 1);
      for (const auto& row : rows.value()) out.push_back(row.reader_id);
    });
    return out;
  }
  template <class Do>
  void in_file(Person& who, Do look) {
    who.lines.clear();
    who.engine.reset();
    {
      auto profile = store::Profile::open(who.folder);
      look(profile.value().database());
    }
    who.restarts();
  }
  /// Which session it sends on; looked up in the file.
  e2e::SessionId session(Person& who) {
    e2e::SessionId out;
    in_file(who, [&](store::Database& db) { out = store::load_sessions(db, 1).value().sending().sid(); });
    return out;
  }
  /// Envelopes that wait for bob, handed over in another order.
  std::vector<protocol::Deliver> sealed(std::initializer_list<const char*> texts) {
    alice.goes_offline();
    for (const auto* text : texts) EXPECT_TRUE(alice->send_text("bob", text));
    std::vector<protocol::Deliver> out;
    const auto mailbox = mailboxes(bob).front();
    auto work = alice->next_work(alice->relays().front(), 100);
    for (const auto& one : work.value()) {
      out.push_back({mailbox, 100 + out.size(), std::get<protocol::Send>(one.command).envelope});
    }
    return out;
  }
  void arrives(const protocol::Deliver& one) { EXPECT_TRUE(bob->received(bob->relays().front(), one)); }
};

TEST_F(UpkeepTest, After_a_month_the_session_is_renewed_and_nobody_notices) {
  ASSERT_TRUE(alice->set_verified("bob", true));
  ASSERT_TRUE(bob->set_verified("alice", true));
  const auto at_first = session(alice);
  for (int week = 0; week < 12; ++week) {
    talk("week " + std::to_string(week));
    world.passes(7 * kDay);
  }
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.heard().size(), 12U);
  EXPECT_EQ(alice.heard().size(), 12U);
  EXPECT_NE(session(alice), at_first);
  EXPECT_EQ(session(alice), session(bob));
  EXPECT_EQ(alice.events().size(), 6U + 12U * 4U);
}

TEST_F(UpkeepTest, After_a_month_messages_move_to_fresh_mailboxes_and_the_old_ones_close) {
  const auto before_alice = mailboxes(alice);
  const auto before_bob = mailboxes(bob);
  world.passes(31 * kDay);
  talk("moved");
  world.passes(20 * kDay);
  talk("and still here");
  for (const auto& [who, before] : {std::pair(&alice, before_alice), std::pair(&bob, before_bob)}) {
    const auto now = mailboxes(*who);
    for (const auto& old : before) EXPECT_EQ(std::count(now.begin(), now.end(), old), 0);
    EXPECT_EQ(now.size(), 1U);
  }
  EXPECT_THAT(bob.heard(), ElementsAre("moved", "and still here"));
}

TEST_F(UpkeepTest, Somebody_away_while_mailboxes_move_misses_nothing) {
  bob.goes_offline();
  for (int week = 0; week < 6; ++week) {
    ASSERT_TRUE(alice->send_text("bob", std::to_string(week)));
    world.passes(4 * kDay);
  }
  bob.goes_online();
  world.passes(std::chrono::minutes(5));
  EXPECT_THAT(bob.heard(), ElementsAre("0", "1", "2", "3", "4", "5"));
  talk("both");
  EXPECT_EQ(bob.heard().back(), "both");
  EXPECT_EQ(alice.heard().back(), "both");
}

TEST_F(UpkeepTest, Messages_that_overtook_each_other_are_shown_in_their_order) {
  const auto all = sealed({"one", "two", "three", "four"});
  ASSERT_EQ(all.size(), 4U);
  for (const auto at : {3U, 1U, 2U}) arrives(all[at]);
  EXPECT_TRUE(bob.heard().empty());
  EXPECT_TRUE(bob->messages("alice").value().empty());
  arrives(all[0]);
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two", "three", "four"));
}

TEST_F(UpkeepTest, What_is_missing_holds_the_others_back_for_seconds_only) {
  const auto all = sealed({"one", "two", "three"});
  arrives(all[2]);
  arrives(all[1]);
  world.passes(seconds(11));
  EXPECT_THAT(bob.heard(), ElementsAre("two", "three"));
  arrives(all[0]);
  EXPECT_THAT(bob.heard(), ElementsAre("two", "three", "one"));
}

TEST_F(UpkeepTest, What_is_held_survives_a_restart) {
  const auto all = sealed({"one", "two"});
  arrives(all[1]);
  bob.restarts();
  arrives(all[0]);
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two"));
}

TEST_F(UpkeepTest, The_same_envelope_twice_is_one_message) {
  const auto all = sealed({"one"});
  arrives(all[0]);
  arrives(all[0]);
  bob.restarts();
  arrives(all[0]);
  EXPECT_THAT(bob.heard(), ElementsAre("one"));
  EXPECT_EQ(bob->counters().undecryptable + bob->counters().duplicates, 1U);
}

TEST_F(UpkeepTest, What_never_comes_is_named_as_a_gap_after_a_week) {
  const auto all = sealed({"one", "two"});
  arrives(all[1]);
  world.passes(8 * kDay);
  const auto events = bob.events();
  const auto gap =
      std::find_if(events.begin(), events.end(), [](const auto& e) { return e.type == EventType::gap; });
  ASSERT_NE(gap, events.end());
  EXPECT_EQ(gap->count, 1U);
}

TEST(Upkeep, A_full_mailbox_is_tried_again_when_there_is_room) {
  World world;
  auto& relay = world.relay("relay.example");
  relay.limits.envelopes_per_mailbox = 3;
  relay.restarts();
  auto [alice, bob] = acquainted(world);
  bob.goes_offline();
  for (int n = 0; n < 10; ++n) ASSERT_TRUE(alice->send_text("bob", std::to_string(n)));
  world.passes(seconds(30));
  EXPECT_EQ(alice->pending().front().envelopes, 7U);
  bob.goes_online();
  world.passes(std::chrono::minutes(5));
  EXPECT_EQ(bob.heard().size(), 10U);
  EXPECT_EQ(bob.heard().back(), "9");
}

}  // namespace
}  // namespace stille::client::test
