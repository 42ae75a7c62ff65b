// An old copy of a profile is put back; a clone is used; a relay loses its memory; content of a newer
// version.
#include <gmock/gmock.h>

#include "client/core/context.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;
namespace fs = std::filesystem;

struct RepairTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  void copies(Person& person) {
    person.lines.clear();
    person.engine.reset();
    fs::remove_all(world.folder / "copy");
    fs::copy(person.folder, world.folder / "copy", fs::copy_options::recursive);
    person.restarts();
  }
  /// Puts back the database alone, as a restored file would.
  void puts_back(Person& person) {
    person.lines.clear();
    person.engine.reset();
    fs::remove(person.folder / "profile.db-wal");
    fs::copy_file(world.folder / "copy" / "profile.db", person.folder / "profile.db",
                  fs::copy_options::overwrite_existing);
    person.restarts();
  }
  void clone_speaks() {
    // It is alice's turn to make fresh keys: she and her clone make different ones.
    ASSERT_TRUE(alice->set_config("receipts", "off"));
    ASSERT_TRUE(bob->send_text("alice", "your turn"));
    world.passes(seconds(3));
    copies(alice);
    const auto clone_clock = world.clock;
    crypto::SeededRng clone_rng(77);
    auto clone =
        Engine::open(store::Profile::open(world.folder / "copy").value(), clone_clock, clone_rng).value();
    ASSERT_TRUE(clone->send_text("bob", "from the clone"));
    ASSERT_TRUE(alice->send_text("bob", "from alice"));
    world.passes(seconds(3));
    auto work = clone->next_work(clone->relays().front(), 8).value();
    ASSERT_EQ(work.size(), 1U);
    const auto mailbox = bob->subscriptions(bob->relays().front()).front().reader_id;
    const auto& send = std::get<protocol::Send>(work.front().command);
    ASSERT_TRUE(bob->received(bob->relays().front(), {mailbox, 5000, send.envelope}));
  }
};

TEST_F(RepairTest, An_old_database_is_noticed_and_stops_sending) {
  copies(alice);
  ASSERT_TRUE(alice->send_text("bob", "one"));
  world.passes(seconds(3));
  puts_back(alice);
  alice.goes_offline();
  EXPECT_TRUE(alice->profile().rolled_back);
  EXPECT_EQ(alice.only_contact().state, ContactState::frozen);
  const auto events = alice.events();
  EXPECT_TRUE(
      std::any_of(events.begin(), events.end(), [](const auto& e) { return e.type == EventType::rollback; }));
  EXPECT_EQ(alice->send_text("bob", "two").error().code, Errc::wrong_state);
  const auto sent = world.envelopes.size();
  world.passes(std::chrono::hours(48));
  EXPECT_EQ(world.envelopes.size(), sent);
}

TEST_F(RepairTest, It_is_noticed_once_and_stays_so_after_a_restart) {
  copies(alice);
  ASSERT_TRUE(alice->set_note("bob", "x"));
  puts_back(alice);
  const auto events = alice.events().size();
  alice.restarts();
  EXPECT_EQ(alice.events().size(), events);
  EXPECT_TRUE(alice->profile().rolled_back);
  EXPECT_EQ(alice.only_contact().state, ContactState::frozen);
}

TEST_F(RepairTest, A_rolled_back_profile_begins_anew_with_everybody_by_itself) {
  copies(alice);
  ASSERT_TRUE(alice->send_text("bob", "one"));
  ASSERT_TRUE(bob->send_text("alice", "two"));
  world.passes(seconds(3));
  puts_back(alice);
  world.passes(seconds(10));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  const auto events = bob.events();
  EXPECT_TRUE(std::any_of(events.begin(), events.end(), [](const auto& e) { return e.state == "reset"; }));
  ASSERT_TRUE(alice->send_text("bob", "three"));
  ASSERT_TRUE(bob->send_text("alice", "four"));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "three"));
  EXPECT_THAT(alice.heard(), ElementsAre("four"));
}

TEST_F(RepairTest, While_the_new_beginning_is_unanswered_an_invitation_of_theirs_replaces_nothing) {
  const auto link = bob->create_invitation().value().link;
  world.settles();
  copies(alice);
  ASSERT_TRUE(alice->send_text("bob", "one"));
  world.passes(seconds(3));
  bob.goes_offline();
  puts_back(alice);
  world.passes(seconds(10));
  ASSERT_EQ(alice.only_contact().state, ContactState::connecting);
  const auto join = alice->accept_invitation(link);
  ASSERT_TRUE(join);
  world.passes(seconds(5));
  EXPECT_EQ(alice->join(join.value().id).value().error, Errc::already_exists);
}

TEST_F(RepairTest, A_second_repair_within_a_day_waits_for_the_day_to_end) {
  copies(alice);
  ASSERT_TRUE(alice->send_text("bob", "one"));
  world.passes(seconds(3));
  puts_back(alice);
  world.passes(seconds(10));
  copies(alice);
  ASSERT_TRUE(alice->send_text("bob", "two"));
  world.passes(seconds(3));
  puts_back(alice);
  world.passes(std::chrono::hours(12));
  EXPECT_EQ(alice.only_contact().state, ContactState::frozen);
  world.passes(std::chrono::hours(24));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  ASSERT_TRUE(alice->send_text("bob", "three"));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two", "three"));
}

TEST_F(RepairTest, Months_later_the_address_for_repair_still_works) {
  for (int month = 0; month < 3; ++month) world.passes(std::chrono::hours(24 * 30));
  copies(alice);
  ASSERT_TRUE(alice->send_text("bob", "one"));
  world.passes(seconds(3));
  puts_back(alice);
  world.passes(seconds(10));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  ASSERT_TRUE(alice->send_text("bob", "two"));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre("one", "two"));
}

TEST_F(RepairTest, What_was_not_acknowledged_is_sent_again_after_the_repair) {
  copies(bob);
  ASSERT_TRUE(bob->set_note("alice", "x"));
  puts_back(bob);
  bob.goes_offline();
  ASSERT_TRUE(alice->send_text("bob", "on its way"));
  world.passes(seconds(3));
  bob.goes_online();
  world.passes(seconds(10));
  EXPECT_THAT(bob.heard(), ElementsAre("on its way"));
}

TEST_F(RepairTest, Somebody_verified_who_starts_anew_has_to_be_accepted) {
  ASSERT_TRUE(bob->set_verified("alice", true));
  copies(alice);
  ASSERT_TRUE(alice->set_note("bob", "x"));
  puts_back(alice);
  world.passes(seconds(10));
  EXPECT_EQ(bob.only_contact().state, ContactState::pending);
  EXPECT_EQ(bob->send_text("alice", "x").error().code, Errc::wrong_state);
  ASSERT_TRUE(bob->accept_reset("alice"));
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob->accept_reset("alice").error().code, Errc::wrong_state);
}

TEST_F(RepairTest, Comparing_the_number_once_more_lets_somebody_verified_start_anew) {
  ASSERT_TRUE(bob->set_verified("alice", true));
  copies(alice);
  ASSERT_TRUE(alice->set_note("bob", "x"));
  puts_back(alice);
  world.passes(seconds(10));
  EXPECT_FALSE(bob.only_contact().verified);
  EXPECT_FALSE(bob->safety_number("alice").value().verified);
  ASSERT_TRUE(bob->set_verified("alice", true));
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  EXPECT_TRUE(bob.only_contact().verified);
  ASSERT_TRUE(bob->send_text("alice", "welcome back"));
  world.passes(seconds(3));
  EXPECT_THAT(alice.heard(), ElementsAre("welcome back"));
}

TEST_F(RepairTest, Comparing_the_number_mends_no_session_that_somebody_else_uses) {
  ASSERT_TRUE(bob->set_verified("alice", true));
  clone_speaks();
  EXPECT_FALSE(bob.only_contact().verified);
  EXPECT_EQ(bob->set_verified("alice", true).error().code, Errc::forked);
  EXPECT_EQ(bob.only_contact().state, ContactState::forked);
}

TEST_F(RepairTest, A_clone_that_speaks_is_noticed_by_the_other_side) {
  clone_speaks();
  EXPECT_THAT(bob.heard(), ElementsAre("from alice"));
  EXPECT_EQ(bob.only_contact().state, ContactState::forked);
  EXPECT_EQ(bob.events().back().state, "forked");
  EXPECT_EQ(bob->send_text("alice", "answer").error().code, Errc::forked);
}

TEST_F(RepairTest, A_new_invitation_repairs_what_was_forked) {
  clone_speaks();
  const auto made = alice->create_invitation();
  world.settles();
  ASSERT_TRUE(bob->accept_invitation(made.value().link));
  world.passes(seconds(10));
  EXPECT_EQ(alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(bob.only_contact().state, ContactState::connected);
  ASSERT_TRUE(alice->send_text("bob", "two"));
  ASSERT_TRUE(bob->send_text("alice", "three"));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre("from alice", "two"));
  EXPECT_THAT(alice.heard(), ElementsAre("your turn", "three"));
}

TEST_F(RepairTest, A_relay_that_forgot_its_mailboxes_gets_them_again) {
  auto& relay = world.relay("relay.example");
  relay.memory = {};
  relay.restarts();
  world.passes(std::chrono::minutes(2));
  ASSERT_TRUE(alice->send_text("bob", "still here?"));
  world.passes(std::chrono::minutes(5));
  EXPECT_THAT(bob.heard(), ElementsAre("still here?"));
}

}  // namespace
}  // namespace stille::client::test
