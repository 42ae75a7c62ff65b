// TICKET, and the bounds of what is resumed with.
#include "server/relay/tickets.hpp"
#include "tests/unit/server/relay/resume_stage.hpp"

namespace stille::relay::test {
namespace {

using protocol::Status;

TEST(Resume, It_counts_among_the_subscriptions_of_a_connection) {
  auto limits = ResumeStage::generous();
  limits.subscriptions_per_connection = 3;
  ResumeStage stage(limits);
  auto& roomy = stage.client();
  EXPECT_TRUE(resumes_all(roomy, stage.ticket));
  auto& full = stage.client();
  full.subscribes(stage.existing());
  const auto number = full.resumes(stage.ticket);
  EXPECT_EQ(full.status(number), Status::full);
  EXPECT_TRUE(full.reply(number)->subscribed.empty());
  EXPECT_TRUE(roomy.takes<protocol::TakenOver>().empty());
}

TEST(Resume, A_connection_resumes_a_most_number_of_times) {
  auto limits = ResumeStage::generous();
  limits.resumptions_per_connection = 2;
  ResumeStage stage(limits);
  auto& bob = stage.client();
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(resumes_all(bob, stage.ticket));
  EXPECT_EQ(bob.status(bob.resumes(stage.ticket)), Status::full);
}

TEST(Resume, Four_mailboxes_cost_as_much_as_one_command) {
  auto limits = ResumeStage::generous();
  ResumeStage stage(limits);
  auto& bob = stage.client();
  std::vector<TestMailbox> boxes;
  std::vector<const TestMailbox*> all;
  for (int i = 0; i < 9; ++i) boxes.push_back(stage.existing());
  for (const auto& box : boxes) all.push_back(&box);
  const auto ticket = bob.gets_ticket(all);
  limits.commands = {1, 5};
  stage.relay->set_limits(limits);
  auto& after = stage.client();
  EXPECT_EQ(after.status(after.resumes(ticket)), Status::ok);
  EXPECT_EQ(after.status(after.resumes(ticket)), Status::slow_down);
  EXPECT_EQ(after.status(after.pings()), Status::ok);
  EXPECT_EQ(after.status(after.pings()), Status::ok);
  EXPECT_EQ(after.status(after.pings()), Status::slow_down);
}

TEST(Ticket, It_is_given_for_mailboxes_that_this_connection_reads_and_for_no_others) {
  ResumeStage stage;
  const auto key = crypto::dh_keypair(stage.rng).public_key;
  auto& bob = stage.client();
  const auto mine = stage.existing();
  bob.subscribes(mine);
  const auto asks = [&](std::vector<protocol::ReaderId> ids) {
    return bob.reply(bob.asks_ticket(key, std::move(ids)));
  };
  for (const auto& id : {stage.boxes[0].reader_id, stage.mailbox().reader_id}) {
    const auto refused = asks({mine.reader_id, id});
    EXPECT_EQ(refused->status, Status::denied);
    EXPECT_TRUE(refused->ticket.empty());
  }
  EXPECT_FALSE(asks({mine.reader_id})->ticket.empty());
  stage.client().subscribes(mine);
  EXPECT_EQ(asks({mine.reader_id})->status, Status::denied) << "somebody else reads it now";
}

TEST(Ticket, Not_for_what_has_been_deleted_or_blocked_meanwhile) {
  ResumeStage stage;
  const auto key = crypto::dh_keypair(stage.rng).public_key;
  auto& bob = stage.client();
  for (const auto& box : stage.boxes) bob.subscribes(box);
  stage.client().deletes(stage.boxes[0]);
  ASSERT_TRUE(stage.relay->block(stage.boxes[1].reader_id.raw, true, stage.now).value());
  EXPECT_EQ(bob.status(bob.asks_ticket(key, {stage.boxes[0].reader_id})), Status::denied);
  EXPECT_EQ(bob.status(bob.asks_ticket(key, {stage.boxes[1].reader_id})), Status::denied);
  EXPECT_EQ(bob.status(bob.asks_ticket(key, {stage.boxes[2].reader_id})), Status::ok);
}

TEST(Ticket, It_can_be_had_for_what_was_resumed) {
  ResumeStage stage;
  auto& after = stage.client();
  ASSERT_TRUE(resumes_all(after, stage.ticket));
  TestTicket next{crypto::dh_keypair(stage.rng), {}, stage.ticket.mailboxes};
  next.bytes = after.reply(after.asks_ticket(next.resume.public_key, next.mailboxes))->ticket;
  EXPECT_TRUE(resumes_all(stage.client(), next));
}

TEST(Ticket, A_tag_is_a_bad_request) {
  ResumeStage stage;
  auto& bob = stage.client();
  bob.subscribes(stage.boxes[0]);
  const auto number = bob.next_number();
  bob.asks({number,
            protocol::Ticket{stage.ticket.resume.public_key, {stage.boxes[0].reader_id}},
            {'t'},
            {protocol::CommandTag{}}});
  EXPECT_EQ(bob.status(number), Status::bad_request);
}

TEST(Ticket, Its_length_says_how_many_mailboxes_it_is_for_and_the_longest_is_within_the_bound) {
  crypto::SeededRng rng{5};
  const Tickets tickets(rng);
  for (std::size_t count : {std::size_t{1}, std::size_t{200}, protocol::kMostSubscriptionsPerCommand}) {
    const auto ticket = tickets.seal({}, std::vector<TicketedMailbox>(count));
    EXPECT_EQ(Tickets::mailboxes_in(ticket.size()), count);
    EXPECT_LE(ticket.size(), protocol::kLongestTicket);
  }
  EXPECT_EQ(Tickets::mailboxes_in(0), 0u);
}

TEST(Ticket, Two_days_later_nothing_is_left_that_opens_it) {
  crypto::SeededRng rng{6};
  Tickets tickets(rng);
  const auto ticket = tickets.seal({}, std::vector<TicketedMailbox>(1));
  EXPECT_TRUE(tickets.open(ticket));
  for (int day = 0; day < 2; ++day) tickets.passes(Tickets::kLife);
  tickets.passes(-2 * Tickets::kLife);  // as if its expiry were not looked at
  EXPECT_FALSE(tickets.open(ticket));
}

}  // namespace
}  // namespace stille::relay::test
