// Invitations to the relay: made, listed, redeemed, revoked.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/redeemer.hpp"

namespace stille::relay::test {
namespace {

using protocol::Status;

TEST(Redeem, The_answer_comes_when_it_is_durable_and_proves_the_key) {
  InviteOnly world;
  const Redeemer redeemer(world, world.code(), 64);
  auto& anna = world.client();
  const auto number = anna.asks_untagged(redeemer.command());
  EXPECT_EQ(anna.status(number), kNoReply);
  ASSERT_TRUE(world.commits());
  const auto reply = anna.reply(number).value();
  EXPECT_EQ(reply.status, Status::ok);
  EXPECT_EQ(redeemer.tokens(reply.redeemed.value(), world.token_class()).size(), 64u);
  EXPECT_FALSE(anna.authenticated);
}

TEST(Redeem, The_same_batch_again_gives_the_same_evaluation_and_uses_nothing) {
  InviteOnly world;
  const auto code = world.code({.uses = 2});
  const Redeemer redeemer(world, code);
  auto& anna = world.client();
  const auto first = anna.asks_untagged(redeemer.command());
  const auto second = anna.asks_untagged(redeemer.command());
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(anna.reply(second)->redeemed->evaluation.elements,
            anna.reply(first)->redeemed->evaluation.elements);
  EXPECT_EQ(world.relay->invites().value().at(0).row.uses_left, 1u);
  world.crashes();
  EXPECT_EQ(redeemer.tokens(world.redeems(redeemer).value(), world.token_class()).size(), 4u);
  EXPECT_EQ(world.relay->invites().value().at(0).row.uses_left, 1u);
}

TEST(Redeem, A_batch_is_answered_again_when_the_invitation_is_used_up_or_expired) {
  InviteOnly world;
  const Redeemer redeemer(world, world.code());
  ASSERT_EQ(world.status_of(redeemer), Status::ok);
  EXPECT_EQ(world.status_of(redeemer), Status::ok);
  world.passes(std::chrono::days{31});
  EXPECT_EQ(world.status_of(redeemer), Status::ok);
}

TEST(Redeem, Each_reason_to_refuse_has_its_status) {
  InviteOnly world;
  const auto once = world.code();
  const auto revoked = world.code();
  ASSERT_EQ(world.status_of(Redeemer(world, once)), Status::ok);
  EXPECT_EQ(world.status_of(Redeemer(world, once)), Status::invite_used_up);
  EXPECT_EQ(world.status_of(Redeemer(world, world.rng.fixed<protocol::RelayCode>())), Status::invite_unknown);
  ASSERT_TRUE(world.relay->revoke_invite(2, world.now).value());
  EXPECT_EQ(world.status_of(Redeemer(world, revoked)), Status::invite_revoked);
  const auto late = world.code({.life = milliseconds{5}});
  world.passes(milliseconds{5});
  EXPECT_EQ(world.status_of(Redeemer(world, late)), Status::invite_expired);
}

TEST(Redeem, A_revoked_invitation_answers_no_batch_any_more) {
  InviteOnly world;
  const Redeemer redeemer(world, world.code());
  ASSERT_EQ(world.status_of(redeemer), Status::ok);
  ASSERT_TRUE(world.relay->revoke_invite(1, world.now).value());
  EXPECT_EQ(world.status_of(redeemer), Status::invite_revoked);
}

TEST(Redeem, It_gives_no_more_tokens_than_the_invitation_grants) {
  InviteOnly world;
  const Redeemer redeemer(world, world.code({.mailboxes = 3}), 10);
  const auto redeemed = world.redeems(redeemer).value();
  EXPECT_EQ(redeemed.evaluation.elements.size(), 3u);
  EXPECT_EQ(redeemer.tokens(redeemed, world.token_class()).size(), 3u);
}

TEST(Redeem, What_is_no_element_is_a_bad_request_and_uses_nothing) {
  InviteOnly world;
  Redeemer redeemer(world, world.code());
  auto& anna = world.client();
  auto command = redeemer.command();
  command.blinded[2] = {};  // the identity
  EXPECT_EQ(anna.status(anna.asks_untagged(command)), Status::bad_request);
  EXPECT_EQ(world.relay->invites().value().at(0).row.uses_left, 1u);
  EXPECT_EQ(world.status_of(redeemer), Status::ok);
}

TEST(Redeem, It_takes_no_tag_and_its_rate_is_bounded) {
  InviteOnly world;
  auto& anna = world.client();
  const auto command = Redeemer(world, world.code()).command();
  protocol::Request tagged{anna.next_number(), command, {}, {protocol::CommandTag{}}};
  anna.asks(tagged);
  EXPECT_EQ(anna.status(tagged.number), Status::bad_request);
  for (std::uint32_t i = 0; i < world.limits.redemptions.burst; ++i) {
    EXPECT_EQ(anna.status(anna.asks_untagged(command)), kNoReply);
  }
  EXPECT_EQ(anna.status(anna.asks_untagged(command)), Status::slow_down);
  world.passes(milliseconds{1000});
  EXPECT_EQ(anna.status(anna.asks_untagged(command)), kNoReply);
}

TEST(Redeem, A_failed_commit_uses_nothing) {
  InviteOnly world;
  const Redeemer redeemer(world, world.code());
  (void)world.token_class();
  auto& anna = world.client();
  const auto number = anna.asks_untagged(redeemer.command());
  world.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(world.commits());
  EXPECT_EQ(anna.status(number), Status::unavailable);
  EXPECT_FALSE(anna.reply(number)->redeemed.has_value());
  EXPECT_EQ(world.status_of(redeemer), Status::unavailable);
  world.passes(world.limits.pause_when_disk_is_full);
  EXPECT_EQ(world.relay->invites().value().at(0).row.uses_left, 1u);
  EXPECT_EQ(world.status_of(redeemer), Status::ok);
}

TEST(Redeem, A_class_that_is_gone_from_the_settings_waits_for_its_return) {
  Limits limits;
  limits.classes["family"] = {1, 2, 3};
  InviteOnly world(limits);
  const Redeemer redeemer(world, world.code({.token_class = "family"}));
  world.limits.classes.clear();
  world.crashes();
  EXPECT_EQ(world.status_of(redeemer), Status::unavailable);
  world.limits.classes = limits.classes;
  world.crashes();
  EXPECT_EQ(world.status_of(redeemer), Status::ok);
}

TEST(Invites, What_is_asked_for_is_listed_and_the_code_is_kept_nowhere) {
  InviteOnly world;
  const auto made =
      world.relay
          ->create_invite({.uses = 5, .mailboxes = 8, .life = std::chrono::hours{1}, .label = "Ö"}, world.now)
          .value();
  const auto second = world.code();
  const auto listed = world.relay->invites().value();
  ASSERT_EQ(listed.size(), 2u);
  const auto& row = listed[0].row;
  EXPECT_EQ(row.number, made.number);
  EXPECT_EQ(row.uses_left, 5u);
  EXPECT_EQ(row.mailboxes, 8u);
  EXPECT_EQ(row.expires, world.now + std::chrono::hours{1});
  EXPECT_EQ(row.label, "Ö");
  EXPECT_EQ(listed[0].token_class, "standard");
  EXPECT_NE(made.code, second);
  EXPECT_FALSE(same(ByteView(row.id.raw).first(16), made.code.raw));
}

TEST(Invites, Wishes_beyond_a_bound_are_refused) {
  InviteOnly world;
  const auto refused = [&](const InviteWish& wish) {
    const auto made = world.relay->create_invite(wish, world.now);
    return made ? Errc::internal : made.error().code;
  };
  for (const InviteWish& wish :
       std::initializer_list<InviteWish>{{.uses = 0},
                                         {.uses = kMostUses + 1},
                                         {.mailboxes = 0},
                                         {.mailboxes = 65},
                                         {.life = milliseconds{0}},
                                         {.life = kLongestInviteLife + milliseconds{1}},
                                         {.label = std::string(101, 'x')},
                                         {.label = "a\nb"}}) {
    EXPECT_EQ(refused(wish), Errc::invalid_argument);
  }
  EXPECT_EQ(refused({.token_class = "gold"}), Errc::not_found);
  EXPECT_TRUE(world.relay->create_invite(
      {.uses = kMostUses, .life = kLongestInviteLife, .label = std::string(100, 'x')}, world.now));
}

TEST(Invites, No_more_are_known_than_the_bound_until_old_ones_are_forgotten) {
  Limits limits;
  limits.invites = 2;
  InviteOnly world(limits);
  (void)world.code();
  (void)world.code();
  EXPECT_EQ(world.relay->create_invite({}, world.now).error().code, Errc::limit_reached);
  world.passes(std::chrono::days{30} + limits.link_tombstone_life);
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(world.relay->create_invite({}, world.now));
}

TEST(Invites, Revoking_counts_also_against_a_redemption_that_is_being_written) {
  InviteOnly world;
  const auto code = world.code({.uses = 2});
  auto& anna = world.client();
  const auto number = anna.asks_untagged(Redeemer(world, code).command());
  EXPECT_TRUE(world.relay->revoke_invite(1, world.now).value());
  world.hands_out();
  EXPECT_EQ(anna.status(number), Status::ok);
  EXPECT_EQ(world.relay->invites().value().at(0).row.uses_left, 1u);
  EXPECT_EQ(world.status_of(Redeemer(world, code)), Status::invite_revoked);
  world.crashes();
  EXPECT_EQ(world.status_of(Redeemer(world, code)), Status::invite_revoked);
  EXPECT_FALSE(world.relay->revoke_invite(9, world.now).value());
}

TEST(Record, It_is_what_was_published_and_takes_no_tag) {
  InviteOnly world;
  auto& anna = world.client();
  EXPECT_EQ(anna.status(anna.asks_untagged(protocol::GetRecord{})), Status::unavailable);
  const protocol::SignedRecord record{{}, Bytes(50, 1), {}};
  world.relay->publish(record);
  EXPECT_EQ(anna.reply(anna.asks_untagged(protocol::GetRecord{}))->record, record);
  protocol::Request tagged{anna.next_number(), protocol::GetRecord{}, {}, {protocol::CommandTag{}}};
  anna.asks(tagged);
  EXPECT_EQ(anna.status(tagged.number), Status::bad_request);
}

}  // namespace
}  // namespace stille::relay::test
