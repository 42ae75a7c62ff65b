// One link for many, each of whom is asked about.
#include "client/core/contact_address.hpp"

#include <gmock/gmock.h>

#include "client/core/talk.hpp"
#include "client/store/database.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct ContactAddressTest : testing::Test {
  World world;
  Person& alice = world.person("alice");

  std::string opens() {
    const auto made = alice->contact_address().create();
    EXPECT_TRUE(made);
    world.passes(seconds(5));
    return made.value().link;
  }
  Person& asks(const std::string& name, const std::string& link) {
    auto& person = world.person(name);
    EXPECT_TRUE(person->accept_invitation(link));
    world.passes(seconds(5));
    return person;
  }
};

TEST_F(ContactAddressTest, Several_people_ask_and_come_in_one_by_one) {
  const auto link = opens();
  EXPECT_THAT(link, testing::HasSubstr("/c#"));
  EXPECT_TRUE(alice->contact_address().show().value()->ready);
  auto& bob = asks("bob", link);
  auto& carla = asks("carla", link);
  EXPECT_EQ(alice->requests().value().size(), 2U);
  EXPECT_TRUE(alice->requests().value().front().invitation.empty());
  EXPECT_TRUE(alice->contacts().value().empty());
  ASSERT_TRUE(alice->accept_request("Bob"));
  ASSERT_TRUE(alice->decline_request("Carla"));
  world.passes(seconds(5));
  EXPECT_EQ(bob->contact("alice").value().state, ContactState::connected);
  EXPECT_NE(carla->contacts().value().front().state, ContactState::connected);
  ASSERT_TRUE(bob->send_text("alice", "hallo"));
  world.passes(seconds(5));
  EXPECT_THAT(alice.heard(), testing::ElementsAre("hallo"));
  EXPECT_EQ(alice->contacts().value().size(), 1U);
}

TEST_F(ContactAddressTest, It_is_the_same_until_it_is_revoked_and_then_another) {
  EXPECT_FALSE(alice->contact_address().show().value());
  const auto link = opens();
  EXPECT_EQ(opens(), link);
  alice.restarts();
  world.passes(seconds(5));
  EXPECT_EQ(alice->contact_address().show().value()->link, link);
  ASSERT_TRUE(alice->contact_address().revoke());
  world.passes(seconds(5));
  EXPECT_FALSE(alice->contact_address().show().value());
  EXPECT_EQ(alice->contact_address().revoke().error().code, Errc::not_found);
  auto& bob = world.person("bob");
  const auto late = bob->accept_invitation(link);
  ASSERT_TRUE(late);
  world.passes(seconds(5));
  EXPECT_EQ(bob->join(late.value().id).value().state, JoinState::failed);
  EXPECT_TRUE(alice->requests().value().empty());
  const auto fresh = opens();
  EXPECT_NE(fresh, link);
  asks("carla", fresh);
  EXPECT_EQ(alice->requests().value().size(), 1U);
}

TEST_F(ContactAddressTest, Its_prekeys_rotate_and_the_link_stays) {
  const auto link = opens();
  world.passes(std::chrono::hours(24 * 20));
  EXPECT_EQ(alice->contact_address().show().value()->link, link);
  asks("bob", link);
  EXPECT_EQ(alice->requests().value().size(), 1U);
}

TEST_F(ContactAddressTest, An_owner_who_was_away_finds_the_requests) {
  const auto link = opens();
  alice.goes_offline();
  asks("bob", link);
  asks("carla", link);
  alice.goes_online();
  world.passes(seconds(5));
  EXPECT_EQ(alice->requests().value().size(), 2U);
}

TEST_F(ContactAddressTest, Ones_own_is_not_accepted) {
  const auto link = opens();
  const auto own = alice->accept_invitation(link);
  world.passes(seconds(5));
  ASSERT_TRUE(own);
  EXPECT_EQ(alice->join(own.value().id).value().error, Errc::own_identity);
}

TEST_F(ContactAddressTest, Two_who_ask_each_other_meet) {
  auto& bob = world.person("bob");
  const auto link = opens();
  const auto back = bob->contact_address().create();
  ASSERT_TRUE(back);
  world.passes(seconds(5));
  ASSERT_TRUE(bob->accept_invitation(link));
  ASSERT_TRUE(alice->accept_invitation(back.value().link));
  world.passes(seconds(30));
  for (auto* who : {&alice, &bob}) {
    const auto waiting = (*who)->requests().value();
    for (const auto& request : waiting) ASSERT_TRUE((*who)->accept_request(request.id));
  }
  world.passes(seconds(30));
  ASSERT_EQ(alice->contacts().value().size(), 1U);
  ASSERT_EQ(bob->contacts().value().size(), 1U);
  ASSERT_TRUE(bob->send_text(bob.only_contact().id, "da"));
  ASSERT_TRUE(alice->send_text(alice.only_contact().id, "auch"));
  world.passes(seconds(30));
  EXPECT_THAT(alice.heard(), testing::ElementsAre("da"));
  EXPECT_THAT(bob.heard(), testing::ElementsAre("auch"));
}

TEST_F(ContactAddressTest, It_moves_with_its_owner) {
  const auto link = opens();
  auto& other = world.relay("other.example");
  ASSERT_TRUE(alice->move_relay(protocol::to_text(other.address)));
  world.passes(seconds(30));
  const auto there = alice->contact_address().show().value();
  ASSERT_TRUE(there);
  EXPECT_NE(there->link, link);
  EXPECT_TRUE(there->ready);
  asks("bob", there->link);
  // The old one is good for whoever still has it.
  asks("carla", link);
  EXPECT_EQ(alice->requests().value().size(), 2U);
}

TEST_F(ContactAddressTest, Requests_are_bounded) {
  const auto link = opens();
  asks("bob", link);
  // Making so many people takes long; so many rows do as well.
  alice.lines.clear();
  alice.engine.reset();
  {
    auto profile = store::Profile::open(alice.folder);
    auto& db = profile.value().database();
    ASSERT_TRUE(db.script("CREATE TEMP TABLE more AS SELECT * FROM contact WHERE stage = 0"));
    for (std::size_t at = 2; at < kMostRequests; ++at) {
      ASSERT_TRUE(
          db.script("UPDATE more SET id = NULL, iid = randomblob(32), conversation = hex(randomblob(8));"
                    "INSERT INTO contact SELECT * FROM more"));
    }
  }
  alice.restarts();
  asks("last", link);
  EXPECT_EQ(alice->requests().value().size(), kMostRequests);
  asks("beyond", link);
  EXPECT_EQ(alice->requests().value().size(), kMostRequests);
}

TEST_F(ContactAddressTest, The_private_address_of_one_contact_is_nobody_elses_way_in) {
  auto& bob = world.person("bob");
  const auto made = alice->create_invitation();
  world.settles();
  ASSERT_TRUE(bob->accept_invitation(made.value().link));
  world.passes(seconds(30));
  std::string link;
  {
    bob.lines.clear();
    bob.engine.reset();
    auto profile = store::Profile::open(bob.folder);
    link = profile.value().database().value<std::string>("SELECT repair_link FROM contact").value().value();
  }
  bob.restarts();
  auto& carla = world.person("carla");
  const auto joined = carla->accept_invitation(link);
  ASSERT_TRUE(joined);
  world.passes(seconds(5));
  EXPECT_EQ(carla->join(joined.value().id).value().error, Errc::undecryptable);
  EXPECT_TRUE(alice->requests().value().empty());
}

}  // namespace
}  // namespace stille::client::test
