// Two people write to each other and move between relays, over and over, while everything that may happen
// happens. Every text arrives exactly once and in order, and the relays that were left are left in the end.
// STILLE_SEEDS says how many worlds, STILLE_FIRST_SEED from where.
#include <cstdlib>

#include <gtest/gtest.h>

#include "client/core/rotating.hpp"
#include "client/store/tables/mailboxes.hpp"
#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct Removal {
  explicit Removal(std::uint64_t seed)
      : world(seed),
        alice(world.person("alice", world.relay("one.example"))),
        bob(world.person("bob", world.relay(seed % 2 == 0 ? "one.example" : "two.example"))) {
    world.relay("two.example");
    world.relay("three.example");
    const auto invitation = alice->create_invitation();
    world.settles();
    EXPECT_TRUE(bob->accept_invitation(invitation.value().link));
    world.passes(seconds(10));
  }

  void says(Person& from, std::vector<std::string>& said) {
    auto text = from.name + " " + std::to_string(said.size());
    EXPECT_TRUE(from->send_text(from.only_contact().id, text));
    said.push_back(std::move(text));
  }

  void moves(Person& who) {
    const std::string host = std::array{"one.example", "two.example", "three.example"}[world.rng.below(3)];
    const auto moved = who->move_relay(protocol::to_text(world.relays.at(host)->address));
    EXPECT_TRUE(moved || moved.error().code == Errc::wrong_state);
  }

  // One thing that may go wrong, seldom.
  void suffers() {
    auto& victim = world.rng.below(2) == 0 ? alice : bob;
    switch (world.rng.below(60)) {
      case 0:
        return world.cuts(victim);
      case 1:
        return victim.restarts();
      case 2: {
        auto relay = world.relays.begin();
        std::advance(relay, world.rng.below(world.relays.size()));
        return relay->second->restarts();
      }
      case 3:
        for (auto& [address, line] : victim.lines) line->repeats_delivery();
        return;
      case 4:
        return victim.online ? victim.goes_offline() : victim.goes_online();
      case 5:
      case 6:
        return moves(victim);
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

TEST(EngineMove, Nothing_is_lost_wherever_they_move_and_the_relays_of_before_are_left) {
  const auto first = from_environment("STILLE_FIRST_SEED", 1);
  const auto seeds = from_environment("STILLE_SEEDS", 40);
  for (auto seed = first; seed < first + seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Removal removal(seed);
    removal.lives(400);
    removal.heals();
    EXPECT_EQ(removal.alice.heard(), removal.by_bob);
    EXPECT_EQ(removal.bob.heard(), removal.by_alice);
    EXPECT_FALSE(removal.world.repeated_id_with_other_bytes);
    // The tidying finds what was left where it no longer belongs; the grace of that is over after two.
    removal.world.passes(2 * (kMailboxGrace + std::chrono::hours(24)));
    for (auto* who : {&removal.alice, &removal.bob}) {
      EXPECT_EQ((*who)->relay_uses().value().size(), 1U) << who->name;
      EXPECT_EQ((*who)->relays().front(), protocol::parse_relay_address((*who)->profile().relay).value());
      EXPECT_EQ(who->only_contact().state, ContactState::connected);
    }
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace stille::client::test
