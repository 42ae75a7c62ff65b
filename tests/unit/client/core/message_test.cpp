// Sending: bounds, states, receipts, keys that make a repetition harmless.
#include <gmock/gmock.h>

#include "tests/support/engine_world.hpp"

namespace stille::client::test {
namespace {

using testing::ElementsAre;

struct MessageTest : testing::Test {
  World world;
  Pair pair = acquainted(world);
  Person& alice = pair.alice;
  Person& bob = pair.bob;

  Errc refusal(std::string_view text, std::string_view key = {}) {
    const auto sent = alice->send_text("bob", text, key);
    return sent ? Errc::internal : sent.error().code;
  }
};

TEST_F(MessageTest, The_longest_text_arrives_and_a_longer_one_is_refused) {
  const std::string longest(kLongestText, 'x');
  ASSERT_TRUE(alice->send_text("bob", longest));
  EXPECT_EQ(refusal(longest + "x"), Errc::too_large);
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre(longest));
}

TEST_F(MessageTest, What_is_no_text_is_refused) {
  EXPECT_EQ(refusal(""), Errc::invalid_argument);
  EXPECT_EQ(refusal("\xff\xfe"), Errc::bad_encoding);
  EXPECT_EQ(refusal("\xed\xa0\x80"), Errc::bad_encoding);
  EXPECT_EQ(alice->send_text("nobody", "x").error().code, Errc::not_found);
}

TEST_F(MessageTest, Bytes_are_kept_exactly_and_not_normalised) {
  const std::string decomposed = "a\xCC\x88 e\xCC\x81\r\n\x01";
  ASSERT_TRUE(alice->send_text("bob", decomposed));
  world.passes(seconds(3));
  EXPECT_THAT(bob.heard(), ElementsAre(decomposed));
}

TEST_F(MessageTest, The_same_key_gives_the_same_message_and_sends_once) {
  const auto first = alice->send_text("bob", "once", "k1");
  const auto again = alice->send_text("bob", "once", "k1");
  EXPECT_EQ(first.value().id, again.value().id);
  EXPECT_EQ(refusal("other", "k1"), Errc::already_exists);
  world.passes(seconds(3));
  EXPECT_EQ(alice->send_text("bob", "once", "k1").value().state, MessageState::delivered);
  EXPECT_THAT(bob.heard(), ElementsAre("once"));
}

TEST_F(MessageTest, Without_receipts_it_stays_sent) {
  ASSERT_TRUE(bob->set_config("receipts", "off"));
  const auto sent = alice->send_text("bob", "hi");
  world.passes(seconds(10));
  EXPECT_EQ(alice->message(sent.value().id).value().state, MessageState::sent);
}

TEST_F(MessageTest, Receipts_of_several_messages_go_in_one_envelope) {
  for (int n = 0; n < 20; ++n) ASSERT_TRUE(alice->send_text("bob", std::to_string(n)));
  const auto before = world.envelopes.size();
  world.passes(seconds(5));
  EXPECT_EQ(world.envelopes.size() - before, 20U + 1U);
  const auto messages = alice->messages("bob").value();
  EXPECT_TRUE(std::all_of(messages.begin(), messages.end(),
                          [](const auto& m) { return m.state == MessageState::delivered; }));
}

TEST_F(MessageTest, Written_before_the_conversation_is_connected_it_waits_and_then_goes) {
  auto& carol = world.person("carol");
  const auto link = alice->create_invitation().value().link;
  world.settles();
  alice.goes_offline();
  ASSERT_TRUE(carol->accept_invitation(link));
  world.passes(seconds(3));
  const auto sent = carol->send_text("contact", "early");
  ASSERT_TRUE(sent);
  world.passes(seconds(3));
  EXPECT_EQ(carol->message(sent.value().id).value().state, MessageState::queued);
  EXPECT_EQ(carol->pending().front().waiting, 1U);
  alice.goes_online();
  world.passes(seconds(5));
  EXPECT_THAT(alice.heard(), ElementsAre("early"));
  EXPECT_EQ(carol->message(sent.value().id).value().state, MessageState::delivered);
}

TEST_F(MessageTest, A_thousand_texts_to_somebody_away_arrive_in_order_later) {
  bob.goes_offline();
  std::vector<std::string> said;
  for (int n = 0; n < 1100; ++n) {
    said.push_back(std::to_string(n));
    ASSERT_TRUE(alice->send_text("bob", said.back()));
  }
  world.passes(seconds(1));
  bob.goes_online();
  world.passes(std::chrono::minutes(5));
  EXPECT_EQ(bob.heard(), said);
}

TEST_F(MessageTest, Listing_takes_the_newest_between_two_moments) {
  for (int n = 0; n < 5; ++n) {
    ASSERT_TRUE(alice->send_text("bob", std::to_string(n)));
    world.passes(seconds(10));
  }
  const auto all = bob->messages("alice").value();
  ASSERT_EQ(all.size(), 5U);
  const auto some = bob->messages("alice", {.last = 2, .since = all[1].at, .until = all[4].at}).value();
  ASSERT_EQ(some.size(), 2U);
  EXPECT_EQ(some[0].text, "2");
  EXPECT_EQ(some[1].text, "3");
}

TEST_F(MessageTest, A_message_is_found_by_the_beginning_of_its_id) {
  const auto sent = alice->send_text("bob", "x").value();
  EXPECT_EQ(alice->message(sent.id.substr(0, 10)).value().id, sent.id);
  EXPECT_EQ(alice->message("m_").value().id, sent.id);
  ASSERT_TRUE(alice->send_text("bob", "y"));
  EXPECT_EQ(alice->message("m_").error().code, Errc::ambiguous);
  EXPECT_EQ(alice->message("m_zz").error().code, Errc::not_found);
}

TEST_F(MessageTest, Nobody_writes_to_somebody_blocked_and_nothing_of_theirs_is_shown) {
  ASSERT_TRUE(bob->set_blocked("alice", true));
  EXPECT_EQ(bob->send_text("alice", "x").error().code, Errc::wrong_state);
  ASSERT_TRUE(alice->send_text("bob", "hello?"));
  world.passes(seconds(5));
  EXPECT_TRUE(bob.heard().empty());
  ASSERT_TRUE(bob->set_blocked("alice", false));
  ASSERT_TRUE(alice->send_text("bob", "again"));
  world.passes(seconds(5));
  EXPECT_THAT(bob.heard(), ElementsAre("again"));
}

TEST_F(MessageTest, Noise_in_the_mailbox_is_acknowledged_counted_and_changes_nothing_else) {
  const auto events = bob.events().size();
  auto& line = *bob.lines.begin()->second;
  const auto mailbox = bob->subscriptions(bob->relays().front()).front().reader_id;
  for (const std::size_t size : {4096U, 16384U, 65536U}) {
    protocol::Deliver noise{mailbox, 1000 + size, Bytes(size, 7)};
    const auto ack = bob->received(line.relay.address, noise);
    ASSERT_TRUE(ack);
    EXPECT_EQ(ack.value().up_to, 1000 + size);
  }
  EXPECT_EQ(bob->counters().undecryptable, 3U);
  EXPECT_EQ(bob.events().size(), events);
}

TEST_F(MessageTest, A_delivery_for_no_mailbox_of_ours_is_acknowledged_and_counted) {
  const auto address = bob->relays().front();
  ASSERT_TRUE(bob->received(address, {protocol::ReaderId{}, 1, Bytes(4096)}));
  EXPECT_EQ(bob->counters().unknown_mailbox, 1U);
}

TEST_F(MessageTest, A_one_sided_conversation_gets_a_heartbeat_so_that_keys_turn) {
  ASSERT_TRUE(bob->set_config("receipts", "off"));
  for (int n = 0; n < 25; ++n) ASSERT_TRUE(alice->send_text("bob", "x"));
  world.passes(seconds(5));
  const auto before = world.envelopes.size();
  world.passes(std::chrono::minutes(31));
  EXPECT_EQ(world.envelopes.size(), before + 1);
}

}  // namespace
}  // namespace stille::client::test
