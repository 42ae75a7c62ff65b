// The real relay over real TLS with its SQLite store: what it promises to two people.
#include <gtest/gtest.h>
#include <signal.h>

#include "tests/integration/person.hpp"
#include "tests/integration/relay_process.hpp"

namespace stille::testing {
namespace {

using protocol::Status;

struct Conversation : ::testing::Test {
  void SetUp() override {
    relay.start();
    ada.emplace(relay.address());
    bob.emplace(relay.address());
    ASSERT_TRUE(ada->connect().has_value());
    ASSERT_TRUE(bob->connect().has_value());
    ASSERT_EQ(ada->create(box), Status::ok);
  }

  crypto::SystemRng rng;
  RelayProcess relay;
  Mailbox box = new_mailbox(rng);
  std::optional<Person> ada;  // reads
  std::optional<Person> bob;  // writes
};

TEST_F(Conversation, What_is_sent_is_delivered_once_and_gone_after_the_acknowledgement) {
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  for (std::uint64_t number = 1; number <= 5; ++number) EXPECT_EQ(bob->send(box, number), Status::stored);
  const auto delivered = ada->deliveries(5);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(delivered[i].envelope, envelope(i + 1));
  EXPECT_EQ(ada->ack(box, delivered.back().sequence), Status::ok);
  ada->reconnect(relay.address());
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  EXPECT_EQ(bob->send(box, 6), Status::stored);
  EXPECT_EQ(ada->deliveries(1).front().envelope, envelope(6));
}

TEST_F(Conversation, A_ticket_brings_back_many_mailboxes_at_once_until_the_relay_starts_anew) {
  std::vector<Mailbox> boxes;
  std::vector<const Mailbox*> all;
  for (int i = 0; i < 20; ++i) boxes.push_back(new_mailbox(rng));
  for (const auto& one : boxes) {
    ASSERT_EQ(ada->create(one), Status::ok);
    ASSERT_EQ(ada->subscribe(one), Status::ok);
    all.push_back(&one);
  }
  const auto ticket = ada->ticket(all);
  ASSERT_TRUE(ticket.has_value());
  EXPECT_EQ(bob->send(boxes[7], 1), Status::stored);
  ada->reconnect(relay.address());
  const auto said = ada->resume(ticket.value());
  ASSERT_EQ(said.subscribed.size(), boxes.size());
  for (const auto& entry : said.subscribed) EXPECT_EQ(entry.status, Status::ok);
  const auto delivered = ada->deliveries(1);
  EXPECT_EQ(delivered[0].envelope, envelope(1));
  EXPECT_EQ(ada->ack(boxes[7], delivered[0].sequence), Status::ok);
  relay.kill();
  relay.start();
  ada->reconnect(relay.address());
  EXPECT_EQ(ada->resume(ticket.value()).status, Status::denied);
  EXPECT_EQ(ada->subscribe(boxes[7]), Status::ok);
}

TEST_F(Conversation, Envelopes_of_every_size_wait_for_their_reader) {
  for (std::uint64_t number = 0; number < 3; ++number)
    EXPECT_EQ(bob->send(box, number, protocol::kEnvelopeSizes[number]), Status::stored);
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  const auto delivered = ada->deliveries(3);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(delivered[i].envelope, envelope(i, protocol::kEnvelopeSizes[i]));
}

TEST_F(Conversation, More_than_the_window_and_the_outbox_hold_arrives_in_order) {
  constexpr std::uint64_t kCount = 300;
  std::size_t stored = 0;
  for (std::uint64_t number = 0; number < kCount; ++number)
    bob->send_in_background(box, number, [&](Result<protocol::Reply> reply) {
      stored += reply && reply.value().status == Status::stored ? 1U : 0U;
    });
  bob->until([&] { return stored == kCount; });
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  for (std::uint64_t number = 0; number < kCount; ++number) {
    const auto delivered = ada->deliveries(1).front();
    ASSERT_EQ(delivered.envelope, envelope(number));
    if (number % 16 == 15) {
      EXPECT_EQ(ada->ack(box, delivered.sequence), Status::ok);
    }
  }
}

TEST_F(Conversation, The_same_envelope_again_is_a_duplicate) {
  EXPECT_EQ(bob->send(box, 1), Status::stored);
  EXPECT_EQ(bob->send(box, 1), Status::duplicate);
}

TEST_F(Conversation, Only_the_writer_writes_and_only_the_reader_reads) {
  auto forged = new_mailbox(rng);
  forged.reader = box.reader;
  forged.writer = box.writer;
  EXPECT_EQ(bob->send(forged, 1), Status::denied);
  EXPECT_EQ(bob->subscribe(forged), Status::denied);
  EXPECT_EQ(bob->ack(forged, 99), Status::denied);
  EXPECT_EQ(bob->send(new_mailbox(rng), 1), Status::denied);
}

TEST_F(Conversation, A_newer_session_takes_a_subscription_over) {
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  Person again(relay.address());
  ASSERT_TRUE(again.connect().has_value());
  EXPECT_EQ(again.subscribe(box), Status::ok);
  EXPECT_EQ(ada->next<protocol::TakenOver>().reader_id, box.reader);
}

TEST_F(Conversation, After_kill_9_nothing_that_was_stored_is_lost) {
  std::uint64_t next = 0;
  std::vector<std::uint64_t> stored;
  for (int round = 0; round < 5; ++round) {
    const auto before = stored.size();
    for (int i = 0; i < 200; ++i, ++next)
      bob->send_in_background(box, next, [&stored, number = next](Result<protocol::Reply> reply) {
        if (reply && reply.value().status == Status::stored) stored.push_back(number);
      });
    bob->until([&] { return stored.size() >= before + 20U + 10U * static_cast<unsigned>(round); });
    relay.kill();
    bob->until([&] { return bob->end().has_value(); });
    relay.start();
    bob->reconnect(relay.address());
  }
  ada->reconnect(relay.address());
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  for (const auto number : stored) {
    for (;;) {
      // What was never answered may be there or not; what was stored is, in the order in which it was sent.
      const auto delivered = ada->deliveries(1);
      ASSERT_EQ(delivered.size(), 1U) << "lost: " << number;
      EXPECT_EQ(ada->ack(box, delivered.front().sequence), Status::ok);
      if (delivered.front().envelope == envelope(number)) break;
    }
  }
  EXPECT_GE(stored.size(), 200U);
}

TEST_F(Conversation, A_shutdown_says_goodbye_and_keeps_everything) {
  EXPECT_EQ(bob->send(box, 1), Status::stored);
  relay.signal(SIGTERM);
  EXPECT_GE(ada->next<protocol::GoAway>().retry_after.count(), 0);
  ada->until([&] { return ada->end() == Errc::connection_closed; });
  bob->until([&] { return bob->end().has_value(); });
  EXPECT_EQ(relay.wait(), 0);
  relay.start();
  ada->reconnect(relay.address());
  EXPECT_EQ(ada->subscribe(box), Status::ok);
  EXPECT_EQ(ada->deliveries(1).front().envelope, envelope(1));
}

TEST_F(Conversation, A_relay_is_not_taken_for_another) {
  RelayProcess other;
  other.start();
  auto wrong = other.address();
  wrong.fingerprint = relay.address().fingerprint;
  EXPECT_EQ(Person(wrong).connect().error().code, Errc::untrusted_peer);
  EXPECT_TRUE(Person(other.address()).connect().has_value());
}

}  // namespace
}  // namespace stille::testing
