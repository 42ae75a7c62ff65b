// A profile takes an invitation to its relay, redeems it, and pays for mailboxes with what it got.
#include <gtest/gtest.h>

#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

struct Redeeming : testing::Test {
  Redeeming() { node.becomes_invite_only(); }

  std::optional<Errc> outcome(Person& person, const std::string& text) {
    const auto added = person->add_relay_invitation(text).value();
    world.passes(seconds(3));
    const auto seen = person->relay_invitation(added.id).value();
    EXPECT_FALSE(seen.open);
    return seen.error;
  }

  World world;
  RelayNode& node = world.relay("relay.example");
};

TEST_F(Redeeming, An_invitation_pays_for_the_mailboxes_of_two_who_talk) {
  auto& alice = world.person("alice");
  auto& bob = world.person("bob");
  for (auto* person : {&alice, &bob}) EXPECT_EQ(outcome(*person, node.invitation()), std::nullopt);
  EXPECT_EQ(alice->purse().tokens, 64u);
  const auto invitation = alice->create_invitation().value();
  world.settles();
  ASSERT_TRUE(bob->accept_invitation(invitation.link));
  world.passes(seconds(5));
  ASSERT_TRUE(bob->send_text(bob.only_contact().id, "hello"));
  world.passes(seconds(5));
  EXPECT_EQ(alice.heard(), std::vector<std::string>{"hello"});
  EXPECT_LT(alice->purse().tokens, 64u);
  EXPECT_LT(bob->purse().tokens, 64u);
}

TEST_F(Redeeming, Mailboxes_wait_for_tokens_that_are_on_their_way) {
  auto& alice = world.person("alice");
  const auto invitation = alice->create_invitation().value();
  ASSERT_TRUE(alice->add_relay_invitation(node.invitation()));
  EXPECT_TRUE(alice->redeems_now(node.address));
  EXPECT_TRUE(alice->next_work(node.address, 8).value().empty());
  world.passes(seconds(3));
  EXPECT_EQ(alice->invitation(invitation.id).value().state, InvitationState::ready);
  EXPECT_EQ(alice->purse().tokens, 63u);
}

TEST_F(Redeeming, The_batch_is_the_same_after_a_restart_and_one_use_is_used) {
  auto& alice = world.person("alice");
  ASSERT_TRUE(alice->add_relay_invitation(node.invitation()));
  // The process dies each time one message more has arrived somewhere.
  for (int steps = 0; alice->purse().tokens == 0; ++steps) {
    ASSERT_LT(steps, 50);
    world.connects(alice);
    for (int step = 0; step < steps; ++step) {
      auto& line = *alice.lines.at(node.address);
      line.asks();
      line.arrives_at_relay();
      node.commits();
      line.arrives_at_person();
    }
    alice.restarts();
  }
  EXPECT_EQ(alice->purse().tokens, 64u);
  EXPECT_EQ(node.core().invites().value().at(0).row.uses_left, 0u);
}

TEST_F(Redeeming, Each_refusal_says_why_and_leaves_no_tokens) {
  auto& alice = world.person("alice");
  const auto used = node.invitation();
  EXPECT_EQ(outcome(world.person("bob"), used), std::nullopt);
  EXPECT_EQ(outcome(alice, used), Errc::used);
  EXPECT_EQ(outcome(alice, "AAAAAAAAAAAAAAAAAAAAAA"), Errc::not_found);
  const auto revoked = node.invitation();
  ASSERT_TRUE(node.core().revoke_invite(2, world.clock.time).value());
  EXPECT_EQ(outcome(alice, revoked), Errc::revoked);
  const auto late = node.invitation({.life = milliseconds(1)});
  world.passes(seconds(1));
  EXPECT_EQ(outcome(alice, late), Errc::expired);
  EXPECT_EQ(alice->purse().tokens, 0u);
}

TEST_F(Redeeming, A_key_that_is_not_the_published_one_is_refused) {
  auto& alice = world.person("alice");
  node.publishes();
  const auto honest = node.record();
  // Another relay process under the same identity, with a class key of its own for this client.
  stille::store::MemoryStore marked;
  std::swap(marked, node.memory);
  node.restarts();
  const auto invitation = node.invitation();
  node.core().publish(honest);
  EXPECT_EQ(outcome(alice, invitation), Errc::untrusted_peer);
  EXPECT_EQ(alice->purse().tokens, 0u);
}

TEST_F(Redeeming, A_record_of_another_identity_or_an_older_one_is_refused) {
  auto& alice = world.person("alice");
  EXPECT_EQ(outcome(alice, node.invitation()), std::nullopt);
  const auto old = node.record();
  auto foreign = old;
  foreign.identity.raw[0] ^= 1;
  node.core().publish(foreign);
  EXPECT_EQ(outcome(alice, node.invitation()), Errc::untrusted_peer);
  node.publishes();
  EXPECT_EQ(outcome(alice, node.invitation()), std::nullopt);
  node.core().publish(old);
  EXPECT_EQ(outcome(alice, node.invitation()), Errc::untrusted_peer);
}

TEST_F(Redeeming, A_relay_that_asks_to_wait_is_asked_again_and_the_rest_goes_on) {
  auto& alice = world.person("alice");
  EXPECT_EQ(outcome(alice, node.invitation()), std::nullopt);
  node.limits.open = true;
  node.restarts();  // and publishes nothing yet: UNAVAILABLE
  const auto waiting = alice->add_relay_invitation(node.invitation()).value();
  world.passes(seconds(3));
  EXPECT_TRUE(alice->relay_invitation(waiting.id).value().open);
  const auto invitation = alice->create_invitation().value();
  world.passes(seconds(3));
  EXPECT_EQ(alice->invitation(invitation.id).value().state, InvitationState::ready);
  node.becomes_invite_only();
  world.passes(std::chrono::hours(2));
  EXPECT_FALSE(alice->relay_invitation(waiting.id).value().open);
  EXPECT_EQ(alice->purse().tokens, 64u + 63u);
}

TEST_F(Redeeming, Without_tokens_the_refusal_is_shown_and_an_invitation_mends_it) {
  auto& alice = world.person("alice");
  const auto refused = alice->create_invitation().value();
  world.passes(seconds(3));
  EXPECT_EQ(alice->invitation(refused.id).value().state, InvitationState::refused);
  EXPECT_TRUE(alice->purse().refused);
  EXPECT_EQ(outcome(alice, node.invitation({.mailboxes = 2})), std::nullopt);
  const auto invitation = alice->create_invitation().value();
  world.passes(seconds(3));
  EXPECT_EQ(alice->invitation(invitation.id).value().state, InvitationState::ready);
  EXPECT_FALSE(alice->purse().refused);
  EXPECT_EQ(alice->purse().tokens, 1u);
}

TEST_F(Redeeming, A_token_that_the_relay_no_longer_takes_makes_way_for_the_next) {
  auto& alice = world.person("alice");
  EXPECT_EQ(outcome(alice, node.invitation({.mailboxes = 3})), std::nullopt);
  // A copy of the profile has spent the first token meanwhile.
  const auto first = alice->create_invitation().value();
  auto work = std::move(alice->next_work(node.address, 8).value().at(0));
  const auto token = std::get<protocol::Create>(work.command).token.value();
  ASSERT_TRUE(node.memory.commit({stille::store::Spend{
      token.token_class,
      {crypto::h32({as_bytes(std::string_view("Stille1 relay spent\0", 20)), token.nonce.raw})}}}));
  alice.restarts();
  world.passes(seconds(10));
  EXPECT_EQ(alice->invitation(first.id).value().state, InvitationState::ready);
  EXPECT_EQ(alice->purse().tokens, 1u);
}

TEST_F(Redeeming, Many_spent_tokens_cost_no_time) {
  auto& alice = world.person("alice");
  EXPECT_EQ(outcome(alice, node.invitation()), std::nullopt);
  std::filesystem::copy(alice.folder, world.folder / "copy");
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(alice->create_invitation());
  world.settles();
  alice.lines.clear();
  alice.engine.reset();
  std::filesystem::remove_all(alice.folder);
  std::filesystem::rename(world.folder / "copy", alice.folder);
  alice.restarts();
  const auto invitation = alice->create_invitation().value();
  world.passes(seconds(3));
  EXPECT_EQ(alice->invitation(invitation.id).value().state, InvitationState::ready);
  EXPECT_EQ(alice->purse().tokens, 23u);
}

TEST_F(Redeeming, Only_invitations_to_the_own_relay_are_taken) {
  auto& alice = world.person("alice");
  const auto refused = [&](const std::string& text) {
    return alice->add_relay_invitation(text).error().code;
  };
  auto& other = world.relay("other.example");
  other.becomes_invite_only();
  EXPECT_EQ(refused(other.invitation()), Errc::bad_value);
  EXPECT_EQ(refused(protocol::to_text(node.address)), Errc::invalid_argument);
  EXPECT_FALSE(alice->add_relay_invitation("nonsense"));
  EXPECT_FALSE(alice->add_relay_invitation(""));
  const auto text = node.invitation();
  const auto code = text.substr(text.size() - 22);
  EXPECT_EQ(alice->add_relay_invitation(code).value().id, alice->add_relay_invitation(text).value().id);
}

}  // namespace
}  // namespace stille::client::test
