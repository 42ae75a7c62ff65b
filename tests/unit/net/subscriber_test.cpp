// A client that comes back to its relay: over real TLS, to the relay's real core with a store in memory.
#include "client/net/subscriber.hpp"

#include <gtest/gtest.h>

#include "tests/unit/net/real_relay.hpp"

namespace stille::net {
namespace {

using protocol::Status;
using std::chrono::hours;

struct Box {
  protocol::ReaderId reader_id;
  protocol::WriterId writer_id;
  crypto::DhKeypair reader;
  crypto::DhKeypair writer;
};

struct Subscribers : testing::Test, server::RealRelay {
  Subscribers() {
    for (std::size_t i = 0; i < Subscriber::kLeastForATicket; ++i) add_box();
  }
  void add_box() {
    boxes.push_back({shell.rng.fixed<protocol::ReaderId>(), shell.rng.fixed<protocol::WriterId>(),
                     crypto::dh_keypair(shell.rng), crypto::dh_keypair(shell.rng)});
    const auto& box = boxes.back();
    store::Mailbox row;
    row.reader_id = box.reader_id;
    row.writer_id = box.writer_id;
    row.reader_key = box.reader.public_key;
    row.writer_key = box.writer.public_key;
    ASSERT_TRUE(store.commit({store::PutMailbox{row}}).has_value());
  }

  /// A new link in the place of the one before; then everything that a client does with one.
  void comes_back() {
    leaves();
    link = shell.finish(RelayLink::connect(shell.address(), callbacks)).value();
    asked.clear();
    ASSERT_TRUE(catches_up().has_value());
    renews();
  }
  void leaves() {
    link.reset();
    subscriber.lost();
    noted.clear();
  }
  Result<void> catches_up() {
    std::vector<MailboxKey> keys;
    for (const auto& box : boxes) keys.push_back(MailboxKey::reader(box.reader_id, box.reader.secret));
    return shell.finish(subscriber.subscribe(link, std::move(keys),
                                             [this](const auto& mailbox, const auto& entry) -> Result<void> {
                                               noted[mailbox] = entry.status;
                                               return ok();
                                             }));
  }
  void renews() { ASSERT_TRUE(shell.finish(subscriber.renew_tickets(link, now)).has_value()); }
  [[nodiscard]] bool reads_everything() const {
    return std::all_of(boxes.begin(), boxes.end(), [&](const auto& box) {
      const auto found = noted.find(box.reader_id);
      return found != noted.end() && found->second == Status::ok && subscriber.key_of(box.reader_id);
    });
  }
  Status asks(protocol::Command command, MailboxKey key) {
    std::vector<MailboxKey> keys;
    keys.push_back(std::move(key));
    return shell.finish(link->request(std::move(command), std::move(keys))).value().status;
  }
  Status acks(const Box& box, std::uint64_t up_to) {
    return asks(protocol::Ack{box.reader_id, up_to}, MailboxKey::reader(box.reader_id, box.reader.secret));
  }
  Status sends(const Box& box) {
    return asks(protocol::Send{box.writer_id, shell.rng.fixed<protocol::EnvelopeId>(), Bytes(4096)},
                MailboxKey::writer(box.writer_id, box.writer.secret));
  }

  std::vector<Box> boxes;
  std::map<protocol::ReaderId, Status> noted;
  std::vector<protocol::Deliver> delivered;
  RelayLinkCallbacks callbacks{[this](protocol::Event event) {
                                 if (auto* one = std::get_if<protocol::Deliver>(&event))
                                   delivered.push_back(std::move(*one));
                               },
                               {}};
  Subscriber subscriber{shell.rng};
  Subscriber::Moment now{hours{1000}};
  std::shared_ptr<RelayLink> link;
};

TEST_F(Subscribers, The_first_time_all_are_subscribed_and_a_ticket_is_asked_for) {
  comes_back();
  EXPECT_TRUE(reads_everything());
  EXPECT_EQ(asked.size(), 2U);
  EXPECT_EQ(count<protocol::Subscribe>(), 1U);
  EXPECT_EQ(count<protocol::Ticket>(), 1U);
}

TEST_F(Subscribers, Who_comes_back_resumes_with_one_command) {
  comes_back();
  for (int round = 0; round < 2; ++round) {
    comes_back();
    EXPECT_EQ(asked.size(), 1U);
    EXPECT_EQ(count<protocol::Resume>(), 1U);
    EXPECT_TRUE(reads_everything());
  }
}

TEST_F(Subscribers, What_was_resumed_is_delivered_and_acknowledged) {
  comes_back();
  comes_back();
  const auto& box = boxes[3];
  EXPECT_EQ(sends(box), Status::stored);
  shell.until([&] { return delivered.size() == 1; });
  EXPECT_EQ(delivered[0].reader_id, box.reader_id);
  EXPECT_EQ(acks(box, delivered[0].sequence), Status::ok);
  EXPECT_EQ(store.waiting(box.reader_id, 0, store::kNoSequenceLimit).value().count, 0U);
}

TEST_F(Subscribers, An_envelope_that_comes_right_behind_the_answer_can_be_acknowledged_at_once) {
  comes_back();
  EXPECT_EQ(sends(boxes[0]), Status::stored);
  leaves();
  std::shared_ptr<RelayLink> next;
  std::optional<TwoEnds::Slot<protocol::Reply>> ack;
  callbacks.on_event = [&](const protocol::Event&) {
    const auto* key = subscriber.key_of(boxes[0].reader_id);
    ASSERT_NE(key, nullptr);
    std::vector<MailboxKey> keys;
    keys.push_back(MailboxKey::reader(boxes[0].reader_id, *key));
    ack = shell.ends.start(next->request(protocol::Ack{boxes[0].reader_id, 1}, std::move(keys)));
  };
  next = shell.finish(RelayLink::connect(shell.address(), callbacks)).value();
  link = next;
  ASSERT_TRUE(catches_up().has_value());
  shell.until([&] { return ack && (*ack)->has_value(); });
  EXPECT_EQ((**ack)->value().status, Status::ok);
  link.reset();
}

TEST_F(Subscribers, New_mailboxes_are_subscribed_beside_the_ticket) {
  comes_back();
  add_box();
  comes_back();
  EXPECT_TRUE(reads_everything());
  EXPECT_EQ(count<protocol::Resume>(), 1U);
  ASSERT_EQ(count<protocol::Subscribe>(), 1U);
  EXPECT_EQ(std::get<protocol::Subscribe>(asked[1]).entries.size(), 1U);
  EXPECT_EQ(count<protocol::Ticket>(), 0U) << "one mailbox more is worth none";
}

TEST_F(Subscribers, Many_new_mailboxes_are_worth_a_new_ticket_for_all) {
  comes_back();
  for (std::size_t i = 0; i < Subscriber::kLeastForATicket; ++i) add_box();
  ASSERT_TRUE(catches_up().has_value());
  renews();
  EXPECT_EQ(subscriber.tickets(), 1U);
  comes_back();
  EXPECT_EQ(asked.size(), 1U);
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, A_few_mailboxes_are_worth_no_ticket) {
  boxes.pop_back();
  comes_back();
  EXPECT_EQ(count<protocol::Ticket>(), 0U);
}

TEST_F(Subscribers, More_mailboxes_than_one_ticket_holds_take_several) {
  while (boxes.size() < protocol::kMostSubscriptionsPerCommand + 10) add_box();
  comes_back();
  EXPECT_EQ(subscriber.tickets(), 2U);
  comes_back();
  EXPECT_EQ(asked.size(), 2U);
  EXPECT_EQ(count<protocol::Resume>(), 2U);
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, After_a_restart_of_the_relay_everything_is_subscribed_and_a_new_ticket_taken) {
  comes_back();
  leaves();
  shell.settle();
  starts();
  comes_back();
  EXPECT_TRUE(reads_everything());
  EXPECT_EQ(count<protocol::Resume>(), 1U);
  EXPECT_EQ(count<protocol::Subscribe>(), 1U);
  EXPECT_EQ(count<protocol::Ticket>(), 1U);
  EXPECT_EQ(acks(boxes[0], 0), Status::ok);
}

TEST_F(Subscribers, A_restored_relay_is_not_bothered_with_tickets_of_before) {
  comes_back();
  auto settings = shell.exchange.settings();
  ++settings.epoch;
  shell.exchange.reconfigure(settings);
  comes_back();
  EXPECT_EQ(count<protocol::Resume>(), 0U);
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, A_mailbox_that_has_gone_is_told_of_and_the_ticket_replaced_in_time) {
  comes_back();
  ASSERT_EQ(asks(protocol::Delete{boxes[2].reader_id},
                 MailboxKey::reader(boxes[2].reader_id, boxes[2].reader.secret)),
            Status::ok);
  comes_back();
  EXPECT_EQ(noted.at(boxes[2].reader_id), Status::denied);
  EXPECT_EQ(noted.at(boxes[3].reader_id), Status::ok);
  EXPECT_EQ(subscriber.key_of(boxes[2].reader_id), nullptr);
  EXPECT_EQ(count<protocol::Resume>(), 1U);
  EXPECT_EQ(count<protocol::Subscribe>(), 1U);
  EXPECT_EQ(subscriber.tickets(), 0U);
}

TEST_F(Subscribers, A_mailbox_that_is_wanted_no_more_is_left_out_of_the_next_ticket) {
  add_box();
  comes_back();
  const auto closed = boxes.front().reader_id;
  ASSERT_EQ(asks(protocol::Delete{closed}, MailboxKey::reader(closed, boxes.front().reader.secret)),
            Status::ok);
  boxes.erase(boxes.begin());
  now += hours{24};
  ASSERT_TRUE(catches_up().has_value());
  renews();
  EXPECT_EQ(subscriber.tickets(), 1U) << "or the relay would have denied it";
  comes_back();
  EXPECT_FALSE(noted.contains(closed));
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, An_older_relay_is_asked_once_a_connection_and_works_as_before) {
  refuses = [](const protocol::Command& command) -> std::optional<Status> {
    const bool newer = std::holds_alternative<protocol::Ticket>(command) ||
                       std::holds_alternative<protocol::Resume>(command);
    return newer ? std::optional(Status::unsupported) : std::nullopt;
  };
  comes_back();
  renews();
  EXPECT_TRUE(reads_everything());
  EXPECT_EQ(count<protocol::Ticket>(), 1U);
  EXPECT_EQ(subscriber.renewal_due(), Subscriber::Moment::max());
  comes_back();
  EXPECT_EQ(count<protocol::Resume>(), 0U);
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, A_relay_that_became_older_is_subscribed_as_before) {
  comes_back();
  refuses = [](const protocol::Command& command) -> std::optional<Status> {
    return std::holds_alternative<protocol::Resume>(command) ? std::optional(Status::unsupported)
                                                             : std::nullopt;
  };
  comes_back();
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, A_busy_relay_costs_no_ticket) {
  comes_back();
  leaves();
  link = shell.finish(RelayLink::connect(shell.address(), callbacks)).value();
  refuses = [](const protocol::Command&) { return Status::slow_down; };
  asked.clear();
  EXPECT_EQ(catches_up().error().code, Errc::refused);
  EXPECT_EQ(asked.size(), 1U);
  EXPECT_EQ(subscriber.tickets(), 1U);
  refuses = {};
  comes_back();
  EXPECT_EQ(asked.size(), 1U);
  EXPECT_TRUE(reads_everything());
}

TEST_F(Subscribers, Tickets_are_renewed_well_before_they_end) {
  comes_back();
  const auto due = subscriber.renewal_due();
  EXPECT_GE(due, now + Subscriber::kRenewAfter);
  EXPECT_LE(due, now + Subscriber::kRenewAfter + Subscriber::kRenewalSpread);
  now = due - milliseconds{1};
  renews();
  EXPECT_EQ(count<protocol::Ticket>(), 1U);
  now = due;
  renews();
  EXPECT_EQ(count<protocol::Ticket>(), 2U);
  EXPECT_GT(subscriber.renewal_due(), now);
}

TEST_F(Subscribers, A_link_that_ends_meanwhile_is_told_and_keeps_the_tickets) {
  comes_back();
  leaves();
  link = shell.finish(RelayLink::connect(shell.address(), callbacks)).value();
  link->abort();
  EXPECT_EQ(catches_up().error().code, Errc::cancelled);
  EXPECT_EQ(subscriber.tickets(), 1U);
}

TEST_F(Subscribers, An_answer_with_too_few_entries_ends_the_link) {
  comes_back();
  leaves();
  link = shell.finish(RelayLink::connect(shell.address(), callbacks)).value();
  refuses = [](const protocol::Command&) { return Status::ok; };
  EXPECT_EQ(catches_up().error().code, Errc::protocol_violation);
  EXPECT_FALSE(link->is_open());
}

}  // namespace
}  // namespace stille::net
