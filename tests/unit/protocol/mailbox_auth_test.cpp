// Both ends of a connection compute the same tag, and everything it should depend on changes it.
#include "common/protocol/mailbox_auth.hpp"

#include <gtest/gtest.h>

namespace stille::protocol {
namespace {

struct Ends {
  crypto::SeededRng rng{7};
  crypto::DhKeypair client = crypto::dh_keypair(rng);
  crypto::DhKeypair relay = crypto::dh_keypair(rng);
  AuthContext context{
      rng.fixed<ChannelBinding>(), rng.fixed<RelayFingerprint>(), MailboxRole::reader, {1, 2, 3}};
  Bytes command{1, 2, 3, 4};

  [[nodiscard]] CommandTag tag(const AuthContext& with, std::uint64_t number, ByteView bytes) const {
    return command_tag(command_key(client.secret, relay.public_key, with).value(), number, with, bytes);
  }
};

TEST(MailboxAuth, Client_and_relay_compute_the_same_tag) {
  const Ends ends;
  const auto at_relay = command_key(ends.relay.secret, ends.client.public_key, ends.context).value();
  EXPECT_EQ(command_tag(at_relay, 5, ends.context, ends.command), ends.tag(ends.context, 5, ends.command));
}

TEST(MailboxAuth, The_tag_depends_on_counter_command_mailbox_role_relay_and_connection) {
  Ends ends;
  const auto original = ends.tag(ends.context, 5, ends.command);
  EXPECT_NE(ends.tag(ends.context, 6, ends.command), original);
  EXPECT_NE(ends.tag(ends.context, 5, Bytes{1, 2, 3, 5}), original);
  auto other = ends.context;
  other.mailbox[0] ^= 1;
  EXPECT_NE(ends.tag(other, 5, ends.command), original);
  other = ends.context;
  other.role = MailboxRole::writer;
  EXPECT_NE(ends.tag(other, 5, ends.command), original);
  other = ends.context;
  other.relay.raw[31] ^= 1;
  EXPECT_NE(ends.tag(other, 5, ends.command), original);
  other = ends.context;
  other.binding.raw[0] ^= 1;
  EXPECT_NE(ends.tag(other, 5, ends.command), original);
}

TEST(MailboxAuth, Every_byte_of_a_ticket_changes_what_stands_for_it) {
  const Bytes ticket{1, 2, 3};
  const auto id = ticket_id(ticket);
  EXPECT_EQ(ticket_id(ticket), id);
  EXPECT_NE(ticket_id(Bytes{1, 2, 4}), id);
  EXPECT_NE(ticket_id(Bytes{1, 2}), id);
  EXPECT_NE(ticket_id(Bytes{1, 2, 3, 0}), id);
}

TEST(MailboxAuth, A_mailbox_key_of_small_order_is_refused) {
  const Ends ends;
  const auto key = command_key(ends.relay.secret, crypto::DhPublic{}, ends.context);
  ASSERT_FALSE(key.has_value());
  EXPECT_EQ(key.error().code, Errc::weak_shared_secret);
}

}  // namespace
}  // namespace stille::protocol
