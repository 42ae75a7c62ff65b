// Links and hello mailboxes, by script: one claim, tombstones, renewal.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::MailboxKind;
using protocol::Status;

struct LinkWorld : World {
  explicit LinkWorld(MailboxKind kind, Limits with = open_relay())
      : World(with), box(existing(kind)), link(rng.fixed<protocol::LinkId>()), owner(client()) {}
  Status put(milliseconds life = std::chrono::hours{24}) {
    const auto number = owner.puts_link(box, link, life);
    (void)commits().has_value();
    return owner.status(number);
  }
  Status get() {
    auto& anybody = client();
    return anybody.status(anybody.gets_link(link));
  }
  TestMailbox box;
  protocol::LinkId link;
  Client& owner;
};

TEST(Link, Fetching_the_card_needs_no_key_and_burns_nothing) {
  LinkWorld world(MailboxKind::hello_once);
  ASSERT_EQ(world.put(), Status::ok);
  for (int i = 0; i < 3; ++i) {
    auto& anybody = world.client();
    const auto reply = anybody.reply(anybody.gets_link(world.link));
    EXPECT_EQ(reply->status, Status::ok);
    EXPECT_EQ(reply->card, Bytes(protocol::kLinkCardSize, 0xca));
    EXPECT_FALSE(anybody.authenticated);
  }
}

TEST(Link, The_first_hello_claims_a_one_time_link) {
  LinkWorld world(MailboxKind::hello_once);
  ASSERT_EQ(world.put(), Status::ok);
  world.owner.subscribes(world.box);
  auto& first = world.client();
  auto& second = world.client();
  const auto id = world.envelope_id();
  const auto claim = first.sends(world.box, id, Bytes(protocol::kHelloSize, 1));
  EXPECT_TRUE(world.owner.takes<Deliver>().empty());  // a crash could give the link to another one
  EXPECT_EQ(second.status(second.sends(world.box, protocol::kHelloSize)), Status::link_used);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(first.status(claim), Status::stored);
  EXPECT_EQ(world.owner.takes<Deliver>().size(), 1u);
  EXPECT_EQ(first.status(first.sends(world.box, id, Bytes(protocol::kHelloSize, 1))), Status::duplicate);
  const auto claims = world.owner.takes<protocol::Claimed>();
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].further_claims, 1u);
  EXPECT_EQ(world.get(), Status::link_used);
}

TEST(Link, The_claim_and_the_count_of_further_ones_outlive_a_restart_and_the_ack) {
  LinkWorld world(MailboxKind::hello_once);
  ASSERT_EQ(world.put(), Status::ok);
  world.client().sends(world.box, protocol::kHelloSize);
  ASSERT_TRUE(world.commits());
  world.crashes();
  auto& second = world.client();
  EXPECT_EQ(second.status(second.sends(world.box, protocol::kHelloSize)), Status::link_used);
  ASSERT_TRUE(world.commits());
  world.crashes();
  auto& owner = world.client();
  auto reply = owner.reply(owner.subscribes(world.box));
  EXPECT_EQ(reply->subscribed.at(0).further_claims, 1u);
  owner.acks(world.box, owner.takes<Deliver>().at(0).sequence);
  ASSERT_TRUE(world.commits());
  auto& late = world.client();
  EXPECT_EQ(late.status(late.sends(world.box, protocol::kHelloSize)), Status::link_used);
}

TEST(Link, Further_claims_are_counted_up_to_a_bound) {
  auto limits = World::open_relay();
  limits.claims_counted = 3;
  LinkWorld world(MailboxKind::hello_once, limits);
  auto& sender = world.client();
  for (int i = 0; i < 10; ++i) sender.sends(world.box, protocol::kHelloSize);
  const auto reply = world.owner.reply(world.owner.subscribes(world.box));
  EXPECT_EQ(reply->subscribed.at(0).further_claims, 3u);
}

TEST(Link, A_claim_whose_commit_failed_leaves_the_link_free) {
  LinkWorld world(MailboxKind::hello_once);
  ASSERT_EQ(world.put(), Status::ok);
  auto& first = world.client();
  first.sends(world.box, protocol::kHelloSize);
  world.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(world.commits());
  world.passes(world.limits.pause_when_disk_is_full);
  EXPECT_EQ(world.get(), Status::ok);
  const auto again = first.sends(world.box, protocol::kHelloSize);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(first.status(again), Status::stored);
}

TEST(Link, A_multi_use_link_takes_many_hellos_but_at_most_64_waiting) {
  LinkWorld world(MailboxKind::hello);
  ASSERT_EQ(world.put(), Status::ok);
  auto& sender = world.client();
  for (std::size_t i = 0; i < protocol::kMostHellosWaiting; ++i)
    sender.sends(world.box, protocol::kHelloSize);
  EXPECT_EQ(sender.status(sender.sends(world.box, protocol::kHelloSize)), Status::full);
  EXPECT_EQ(world.get(), Status::ok);
}

TEST(Link, A_hello_mailbox_takes_nothing_but_hellos) {
  LinkWorld world(MailboxKind::hello);
  auto& sender = world.client();
  EXPECT_EQ(sender.status(sender.sends(world.box, protocol::kSmallEnvelope)), Status::bad_request);
  EXPECT_EQ(sender.status(sender.sends(world.box, protocol::kLargestEnvelope)), Status::bad_request);
}

TEST(Link, Revoked_stays_revoked_until_it_would_have_expired) {
  LinkWorld world(MailboxKind::hello);
  ASSERT_EQ(world.put(), Status::ok);
  const auto number = world.owner.deletes_link(world.box, world.link);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(world.owner.status(number), Status::ok);
  EXPECT_EQ(world.get(), Status::link_revoked);
  EXPECT_EQ(world.put(), Status::link_revoked);
  EXPECT_EQ(world.owner.status(world.owner.deletes_link(world.box, world.link)), Status::ok);
  EXPECT_TRUE(world.memory.link(world.link).value()->card.empty());
}

TEST(Link, Deleting_its_mailbox_revokes_it) {
  LinkWorld world(MailboxKind::hello);
  ASSERT_EQ(world.put(), Status::ok);
  world.owner.deletes(world.box);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(world.get(), Status::link_revoked);
}

TEST(Link, Expired_is_said_for_seven_more_days_and_the_card_is_gone) {
  LinkWorld world(MailboxKind::hello);
  ASSERT_EQ(world.put(std::chrono::hours{1}), Status::ok);
  world.passes(std::chrono::hours{1});
  EXPECT_EQ(world.get(), Status::link_expired);
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(world.memory.link(world.link).value()->card.empty());
  world.passes(world.limits.link_tombstone_life - milliseconds(1));
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(world.get(), Status::link_expired);
  world.passes(milliseconds(1));
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(world.get(), Status::link_unknown);
}

TEST(Link, An_expired_card_can_be_renewed_by_its_owner) {
  LinkWorld world(MailboxKind::hello);
  ASSERT_EQ(world.put(std::chrono::hours{1}), Status::ok);
  world.passes(std::chrono::hours{2});
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(world.put(), Status::ok);
  EXPECT_EQ(world.get(), Status::ok);
}

TEST(Link, Its_life_is_bounded_and_lies_ahead) {
  LinkWorld world(MailboxKind::hello);
  EXPECT_EQ(world.put(protocol::kLongestLinkLife + milliseconds(1)), Status::bad_request);
  EXPECT_EQ(world.put(milliseconds(0)), Status::bad_request);
  EXPECT_EQ(world.put(protocol::kLongestLinkLife), Status::ok);
}

TEST(Link, Nobody_else_can_replace_or_delete_it_and_a_mailbox_has_one) {
  LinkWorld world(MailboxKind::hello);
  ASSERT_EQ(world.put(), Status::ok);
  const auto theirs = world.existing(MailboxKind::hello);
  auto& mallory = world.client();
  EXPECT_EQ(mallory.status(mallory.puts_link(theirs, world.link)), Status::exists);
  EXPECT_EQ(mallory.status(mallory.deletes_link(theirs, world.link)), Status::denied);
  const auto another = world.rng.fixed<protocol::LinkId>();
  EXPECT_EQ(world.owner.status(world.owner.puts_link(world.box, another)), Status::exists);
}

TEST(Link, Two_owners_in_one_group_do_not_overwrite_each_other) {
  LinkWorld world(MailboxKind::hello);
  const auto theirs = world.existing(MailboxKind::hello);
  const auto first = world.owner.puts_link(world.box, world.link);
  auto& mallory = world.client();
  EXPECT_EQ(mallory.status(mallory.puts_link(theirs, world.link)), Status::exists);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(world.owner.status(first), Status::ok);
}

TEST(Link, A_conversation_mailbox_has_none) {
  LinkWorld world(MailboxKind::conversation);
  EXPECT_EQ(world.put(), Status::denied);
}

TEST(Link, Unknown_is_said_of_what_never_was) {
  LinkWorld world(MailboxKind::hello);
  EXPECT_EQ(world.get(), Status::link_unknown);
}

}  // namespace
}  // namespace stille::relay::test
