// Two people write to each other while everything that may happen happens: cut lines, dead processes, relays
// that forget what they had not committed, deliveries twice over, either side away. Afterwards every text
// must have arrived exactly once and in order. STILLE_SEEDS says how many worlds, STILLE_FIRST_SEED from
// where.
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Talk {
  explicit Talk(std::uint64_t seed)
      : world(seed),
        alice(world.person("alice", world.relay("one.example"))),
        bob(world.person("bob", world.relay(seed % 2 == 0 ? "one.example" : "two.example"))) {}

  void meets() {
    const auto invitation = alice->create_invitation();
    world.settles();
    EXPECT_TRUE(bob->accept_invitation(invitation.value().link));
  }

  void says(Person& from, std::vector<std::string>& said) {
    const auto contacts = from->contacts();
    if (!contacts || contacts.value().empty()) return;
    auto text = from.name + " " + std::to_string(said.size());
    if (world.rng.below(12) == 0) text.resize(3000 + world.rng.below(50000), '.');
    EXPECT_TRUE(from->send_text(contacts.value().front().id, text));
    said.push_back(std::move(text));
  }

  // One thing that may go wrong, seldom.
  void suffers() {
    auto& victim = world.rng.below(2) == 0 ? alice : bob;
    switch (world.rng.below(60)) {
      case 0:
      case 1:
        return world.cuts(victim);
      case 2:
        return victim.restarts();
      case 3:
        return world.relays.begin()->second->restarts();
      case 4:
      case 5:
        for (auto& [address, line] : victim.lines) line->repeats_delivery();
        return;
      case 6:
        return victim.online ? victim.goes_offline() : victim.goes_online();
      default:
        return;
    }
  }

  void lives(std::size_t steps) {
    for (std::size_t step = 0; step < steps; ++step) {
      world.steps();
      suffers();
      if (world.rng.below(12) == 0) says(alice, by_alice);
      if (world.rng.below(12) == 0) says(bob, by_bob);
    }
  }

  void heals() {
    alice.goes_online();
    bob.goes_online();
    world.passes(std::chrono::minutes(3));
  }

  World world;
  Person& alice;
  Person& bob;
  std::vector<std::string> by_alice;
  std::vector<std::string> by_bob;
};

std::size_t waiting(Person& person) {
  std::size_t out = 0;
  for (const auto& entry : person->pending()) out += entry.envelopes + entry.waiting + entry.tasks;
  return out;
}

void expect_all_well(Talk& talk) {
  EXPECT_EQ(talk.alice.heard(), talk.by_bob);
  EXPECT_EQ(talk.bob.heard(), talk.by_alice);
  EXPECT_EQ(talk.alice.confirmed().size(), talk.by_alice.size());
  EXPECT_EQ(talk.bob.confirmed().size(), talk.by_bob.size());
  EXPECT_EQ(waiting(talk.alice), 0U);
  EXPECT_EQ(waiting(talk.bob), 0U);
  EXPECT_FALSE(talk.world.repeated_id_with_other_bytes);
  EXPECT_EQ(talk.alice.only_contact().state, ContactState::connected);
  EXPECT_EQ(talk.bob.only_contact().state, ContactState::connected);
}

TEST(EngineChaos, Every_text_arrives_exactly_once_and_in_order) {
  const auto first = from_environment("STILLE_FIRST_SEED", 1);
  const auto seeds = from_environment("STILLE_SEEDS", 60);
  for (auto seed = first; seed < first + seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Talk talk(seed);
    talk.meets();
    talk.lives(400);
    talk.heals();
    expect_all_well(talk);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace stille::client::test
