// Creation tokens: each pays once, for a mailbox with the budgets of its class.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/redeemer.hpp"

namespace stille::relay::test {
namespace {

using protocol::Status;

TEST(Token, It_pays_for_one_mailbox) {
  InviteOnly world;
  const auto tokens = world.tokens(2);
  ASSERT_EQ(tokens.size(), 2u);
  const auto box = world.mailbox();
  EXPECT_EQ(world.pays(box, tokens[0]), Status::ok);
  EXPECT_EQ(world.pays(world.mailbox(), tokens[1]), Status::ok);
  auto& anna = world.client();
  EXPECT_EQ(anna.reply(anna.subscribes(box))->subscribed.at(0).status, Status::ok);
}

TEST(Token, Without_one_an_invite_only_relay_takes_no_mailbox) {
  InviteOnly world;
  auto& anna = world.client();
  EXPECT_EQ(anna.status(anna.creates(world.mailbox())), Status::creation_refused);
}

TEST(Token, It_cannot_be_spent_again_not_even_after_a_restart) {
  InviteOnly world;
  const auto token = world.tokens(1).at(0);
  ASSERT_EQ(world.pays(world.mailbox(), token), Status::ok);
  EXPECT_EQ(world.pays(world.mailbox(), token), Status::creation_refused);
  world.crashes();
  EXPECT_EQ(world.pays(world.mailbox(), token), Status::creation_refused);
}

TEST(Token, It_cannot_be_spent_twice_in_one_group) {
  InviteOnly world;
  const auto token = world.tokens(1).at(0);
  auto& anna = world.client();
  auto& bert = world.client();
  const auto first = anna.creates(world.mailbox(), token);
  EXPECT_EQ(bert.status(bert.creates(world.mailbox(), token)), Status::creation_refused);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(anna.status(first), Status::ok);
}

TEST(Token, It_is_spent_with_the_mailbox_or_not_at_all) {
  InviteOnly world;
  const auto token = world.tokens(1).at(0);
  const auto box = world.mailbox();
  auto& anna = world.client();
  const auto number = anna.creates(box, token);
  world.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(world.commits());
  EXPECT_EQ(anna.status(number), Status::unavailable);
  world.passes(world.limits.pause_when_disk_is_full);
  EXPECT_EQ(world.pays(box, token), Status::ok);
}

TEST(Token, The_same_mailbox_again_is_fine_whatever_the_token) {
  InviteOnly world;
  const auto tokens = world.tokens(2);
  const auto box = world.mailbox();
  ASSERT_EQ(world.pays(box, tokens[0]), Status::ok);
  EXPECT_EQ(world.pays(box, tokens[0]), Status::ok);
  EXPECT_EQ(world.pays(box, {}), Status::ok);
  EXPECT_EQ(world.pays(box, tokens[1]), Status::ok);
  EXPECT_EQ(world.pays(world.mailbox(), tokens[1]), Status::ok);  // it was not looked at before
}

TEST(Token, An_id_that_is_taken_costs_none) {
  InviteOnly world;
  const auto tokens = world.tokens(2);
  const auto box = world.mailbox();
  ASSERT_EQ(world.pays(box, tokens[0]), Status::ok);
  auto other = world.mailbox();
  other.writer_id = box.writer_id;
  EXPECT_EQ(world.pays(other, tokens[1]), Status::exists);
  EXPECT_EQ(world.pays(world.mailbox(), tokens[1]), Status::ok);
}

TEST(Token, Any_change_to_it_makes_it_worthless) {
  Limits limits;
  limits.classes["family"] = {9, 9, 9};
  InviteOnly world(limits);
  const auto token = world.tokens(1).at(0);
  const auto refused = [&](auto change) {
    auto changed = token;
    change(changed);
    return world.pays(world.mailbox(), changed) == Status::creation_refused;
  };
  EXPECT_TRUE(refused([](auto& t) { t.nonce.raw[31] ^= 1; }));
  EXPECT_TRUE(refused([](auto& t) { t.output.raw[0] ^= 1; }));
  EXPECT_TRUE(refused([](auto& t) { t.output.raw[63] ^= 0x80; }));
  EXPECT_TRUE(refused([](auto& t) { t.token_class ^= 3; }));  // the other class
  EXPECT_TRUE(refused([](auto& t) { t.token_class = 77; }));
  EXPECT_FALSE(refused([](auto&) {}));
}

TEST(Token, Guessing_is_bounded_like_any_other_refusal) {
  InviteOnly world;
  auto& mallory = world.client();
  Status last{};
  for (std::uint32_t i = 0; i <= world.limits.refusals.burst; ++i) {
    last = mallory.status(mallory.creates(world.mailbox(), {1, {}, {}}));
  }
  EXPECT_EQ(last, Status::slow_down);
}

TEST(Token, Its_class_fixes_what_the_mailbox_holds_and_keeps_doing_so) {
  Limits limits;
  limits.classes["family"] = {2, 16384, 0};
  InviteOnly world(limits);
  const auto small = world.mailbox();
  ASSERT_EQ(world.pays(small, world.tokens(1, "family").at(0)), Status::ok);
  world.limits.classes["family"] = {9, 1 << 20, 0};
  world.crashes();
  auto& alice = world.client();
  EXPECT_EQ(alice.status(alice.sends(small, 16384 * 4)), Status::full);
  alice.sends(small);
  alice.sends(small);
  EXPECT_EQ(alice.status(alice.sends(small)), Status::full);
}

TEST(Token, An_open_relay_needs_none_and_takes_one) {
  InviteOnly world(World::open_relay());
  auto& anna = world.client();
  const auto number = anna.creates(world.mailbox());
  const auto token = world.tokens(1).at(0);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(anna.status(number), Status::ok);
  EXPECT_EQ(world.pays(world.mailbox(), token), Status::ok);
  EXPECT_EQ(world.pays(world.mailbox(), token), Status::creation_refused);
}

TEST(Token, Class_keys_stay_the_same_after_a_restart) {
  InviteOnly world;
  const auto token = world.tokens(1).at(0);
  const auto before = world.token_class();
  world.crashes();
  EXPECT_EQ(world.token_class(), before);
  EXPECT_EQ(world.pays(world.mailbox(), token), Status::ok);
}

}  // namespace
}  // namespace stille::relay::test
