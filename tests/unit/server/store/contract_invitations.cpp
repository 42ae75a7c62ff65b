// What every store promises of invitations, class keys, spent tokens and budgets.
#include "tests/unit/server/store/contract.hpp"

namespace stille::store::test {

Invite StoreContract::invite(TimePoint expires) {
  Invite out;
  out.id = rng.fixed<InviteId>();
  out.uses_left = 3;
  out.mailboxes = 64;
  out.token_class = 1;
  out.expires = expires;
  out.label = "für Anna";
  return out;
}

namespace {

constexpr TimePoint at(int moment) {
  return TimePoint(milliseconds(moment));
}

TEST_P(StoreContract, A_mailbox_keeps_the_budget_that_it_was_made_with) {
  auto box = mailbox();
  box.budget = {7, std::uint64_t{1} << 40, 0};
  ASSERT_TRUE(store().commit({PutMailbox{box}}));
  auto again = box;
  again.budget = {};
  ASSERT_TRUE(store().commit({PutMailbox{again}}));
  reopen();
  EXPECT_EQ(store().by_reader(box.reader_id).value(), box);
  EXPECT_EQ(store().by_writer(box.writer_id).value(), box);
}

TEST_P(StoreContract, An_invitation_is_kept_and_only_its_uses_and_revocation_change) {
  auto row = invite();
  ASSERT_TRUE(store().commit({PutInvite{row}}));
  row.number = 1;
  EXPECT_EQ(store().invite(row.id).value(), row);
  auto changed = row;
  changed.uses_left = 2;
  changed.revoked = true;
  auto sent = changed;
  sent.label = "another";
  sent.mailboxes = 1;
  sent.token_class = 9;
  ASSERT_TRUE(store().commit({PutInvite{sent}}));
  reopen();
  EXPECT_EQ(store().invite(row.id).value(), changed);
  EXPECT_EQ(store().invite(rng.fixed<InviteId>()).value(), std::nullopt);
}

TEST_P(StoreContract, Invitations_are_listed_in_the_order_in_which_they_were_made) {
  EXPECT_TRUE(store().invites().value().empty());
  std::vector<InviteId> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(invite().id);
    auto row = invite();
    row.id = ids.back();
    ASSERT_TRUE(store().commit({PutInvite{row}}));
  }
  reopen();
  const auto listed = store().invites().value();
  ASSERT_EQ(listed.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(listed[i].id, ids[i]);
    EXPECT_EQ(listed[i].number, i + 1);
  }
}

TEST_P(StoreContract, A_redeemed_batch_is_known_again) {
  const auto batch = rng.fixed<BatchMark>();
  EXPECT_FALSE(store().redeemed(batch).value());
  ASSERT_TRUE(store().commit({Redeem{batch, at(9)}}));
  ASSERT_TRUE(store().commit({Redeem{batch, at(9)}}));
  reopen();
  EXPECT_TRUE(store().redeemed(batch).value());
}

TEST_P(StoreContract, A_token_is_spent_once_in_its_class) {
  const auto box = kept();
  const auto token = rng.fixed<SpentMark>();
  EXPECT_FALSE(store().spent(1, token).value());
  ASSERT_TRUE(store().commit({Spend{1, token}}));
  reopen();
  EXPECT_TRUE(store().spent(1, token).value());
  EXPECT_FALSE(store().spent(2, token).value());
  EXPECT_TRUE(store().commit({Spend{2, token}}));
  const auto again = store().commit({append(box, 1), Spend{1, token}});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Errc::already_exists);
  EXPECT_EQ(all(box).count, 0u);
}

TEST_P(StoreContract, A_token_cannot_be_spent_twice_in_one_batch) {
  const auto token = rng.fixed<SpentMark>();
  EXPECT_FALSE(store().commit({Spend{1, token}, Spend{1, token}}));
  EXPECT_FALSE(store().spent(1, token).value());
}

TEST_P(StoreContract, Class_keys_get_a_number_and_keep_it) {
  const auto standard = rng.secret<crypto::VoprfSecret>();
  const auto family = rng.secret<crypto::VoprfSecret>();
  EXPECT_EQ(store().add_class_key("standard", standard).value(), 1);
  EXPECT_EQ(store().add_class_key("family", family).value(), 2);
  EXPECT_EQ(store().add_class_key("standard", family).error().code, Errc::already_exists);
  reopen();
  const auto keys = store().class_keys().value();
  ASSERT_EQ(keys.size(), 2u);
  EXPECT_EQ(keys[0].name, "standard");
  EXPECT_EQ(keys[0].id, 1);
  EXPECT_TRUE(crypto::equal(keys[0].secret.expose(), standard.expose()));
  EXPECT_EQ(keys[1].name, "family");
  EXPECT_TRUE(crypto::equal(keys[1].secret.expose(), family.expose()));
}

TEST_P(StoreContract, Invitations_and_batches_are_forgotten_and_spent_tokens_are_not) {
  const auto batch = rng.fixed<BatchMark>();
  const auto token = rng.fixed<SpentMark>();
  const auto row = invite();
  ASSERT_TRUE(store().commit({PutInvite{row}, Redeem{batch, row.expires}, Spend{1, token}}));
  EXPECT_EQ(store().expire({at(-1), at(-1), at(49)}, 10).value().removed, 0u);
  EXPECT_EQ(store().expire({at(-1), at(-1), at(50)}, 10).value().removed, 2u);
  EXPECT_EQ(store().invite(row.id).value(), std::nullopt);
  EXPECT_FALSE(store().redeemed(batch).value());
  EXPECT_TRUE(store().spent(1, token).value());
}

}  // namespace
}  // namespace stille::store::test
