// RESUME: many mailboxes with one proof, and their keys afterwards.
#include "tests/unit/server/relay/resume_stage.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::MailboxRole;
using protocol::Status;

TEST(Resume, All_mailboxes_of_a_ticket_are_read_again_with_one_command) {
  ResumeStage stage;
  stage.fill();
  auto& after = stage.client();
  const auto said = after.reply(after.resumes(stage.ticket));
  EXPECT_EQ(entries(said), std::vector(kAllThree.begin(), kAllThree.end()));
  for (const auto& entry : said->subscribed) EXPECT_EQ(entry.last, 1u);
  EXPECT_TRUE(after.authenticated);
  EXPECT_EQ(after.takes<Deliver>().size(), 3u);
  stage.client().sends(stage.boxes[1]);
  const auto more = after.takes<Deliver>();
  ASSERT_EQ(more.size(), 1u);
  EXPECT_EQ(more[0].reader_id, stage.boxes[1].reader_id);
}

TEST(Resume, The_answer_is_in_the_order_of_the_ticket_and_shows_what_waits_in_each) {
  ResumeStage stage;
  stage.client().sends(stage.boxes[2]);
  ASSERT_TRUE(stage.commits());
  auto& after = stage.client();
  const auto said = after.reply(after.resumes(stage.ticket));
  ASSERT_EQ(said->subscribed.size(), 3u);
  EXPECT_EQ(said->subscribed[0].last, 0u);
  EXPECT_EQ(said->subscribed[2].last, 1u);
}

TEST(Resume, The_window_is_that_of_the_command) {
  ResumeStage stage;
  for (int i = 0; i < 3; ++i) stage.client().sends(stage.boxes[0]);
  ASSERT_TRUE(stage.commits());
  auto& after = stage.client();
  after.resumes(stage.ticket, 2);
  EXPECT_EQ(after.takes<Deliver>().size(), 2u);
}

TEST(Resume, A_ticket_serves_more_than_once) {
  ResumeStage stage;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(resumes_all(stage.client(), stage.ticket));
}

TEST(Resume, A_newer_connection_takes_over) {
  ResumeStage stage;
  auto& old = stage.client();
  ASSERT_TRUE(resumes_all(old, stage.ticket));
  auto& newer = stage.client();
  ASSERT_TRUE(resumes_all(newer, stage.ticket));
  EXPECT_EQ(old.takes<protocol::TakenOver>().size(), 3u);
  stage.fill();
  EXPECT_EQ(newer.takes<Deliver>().size(), 3u);
  EXPECT_TRUE(old.takes<Deliver>().empty());
  // What was under way when it happened is not refused.
  EXPECT_EQ(old.status(old.acks(stage.boxes[0], 0)), Status::ok);
}

TEST(Resume, On_a_connection_that_reads_them_already_nothing_is_repeated) {
  ResumeStage stage;
  stage.fill();
  auto& bob = stage.client();
  for (const auto& box : stage.boxes) bob.subscribes(box);
  EXPECT_EQ(bob.takes<Deliver>().size(), 3u);
  EXPECT_TRUE(resumes_all(bob, stage.ticket));
  EXPECT_TRUE(bob.takes<Deliver>().empty());
  EXPECT_TRUE(bob.takes<protocol::TakenOver>().empty());
}

// --- mailboxes that have changed since ---

TEST(Resume, A_mailbox_that_is_gone_is_denied_and_the_others_are_not) {
  ResumeStage stage;
  stage.client().deletes(stage.boxes[1]);
  ASSERT_TRUE(stage.commits());
  auto& after = stage.client();
  EXPECT_EQ(entries(after.reply(after.resumes(stage.ticket))),
            (std::vector{Status::ok, Status::denied, Status::ok}));
  stage.fill();
  EXPECT_EQ(after.takes<Deliver>().size(), 2u);
}

TEST(Resume, A_mailbox_made_anew_under_another_key_is_out_of_reach) {
  ResumeStage stage;
  const auto anew = stage.made_anew(stage.boxes[1]);
  stage.client().sends(anew);
  ASSERT_TRUE(stage.commits());
  auto& after = stage.client();
  EXPECT_EQ(entries(after.reply(after.resumes(stage.ticket))),
            (std::vector{Status::ok, Status::denied, Status::ok}));
  EXPECT_TRUE(after.takes<Deliver>().empty());
}

TEST(Resume, What_was_resumed_gives_no_hold_on_a_mailbox_made_anew_later) {
  ResumeStage stage;
  auto& old = stage.client();
  ASSERT_TRUE(resumes_all(old, stage.ticket));
  const auto anew = stage.made_anew(stage.boxes[1]);
  stage.client().sends(anew);
  ASSERT_TRUE(stage.commits());
  EXPECT_TRUE(old.takes<Deliver>().empty());
  EXPECT_EQ(old.status(old.acks(stage.boxes[1], 1)), Status::denied);
  EXPECT_EQ(old.reply(old.subscribes(stage.boxes[1]))->subscribed.at(0).status, Status::denied);
  EXPECT_EQ(old.status(old.deletes(stage.boxes[1])), Status::denied);
  EXPECT_EQ(old.status(old.asks_ticket(stage.ticket.resume.public_key, {anew.reader_id})), Status::denied);
}

TEST(Resume, A_blocked_mailbox_is_denied) {
  ResumeStage stage;
  ASSERT_TRUE(stage.relay->block(stage.boxes[0].reader_id.raw, true, stage.now).value());
  auto& after = stage.client();
  EXPECT_EQ(entries(after.reply(after.resumes(stage.ticket))),
            (std::vector{Status::denied, Status::ok, Status::ok}));
}

TEST(Resume, With_none_left_the_connection_has_proved_nothing) {
  ResumeStage stage;
  for (const auto& box : stage.boxes) stage.client().deletes(box);
  ASSERT_TRUE(stage.commits());
  auto& after = stage.client();
  EXPECT_EQ(entries(after.reply(after.resumes(stage.ticket))), std::vector(3, Status::denied));
  EXPECT_FALSE(after.authenticated);
}

// --- keys afterwards ---

TEST(Resume, Afterwards_the_resume_key_stands_for_the_readers_and_their_own_keys_do_not) {
  ResumeStage stage;
  stage.fill();
  auto& after = stage.client();
  const auto& box = stage.boxes[0];
  after.resumes(stage.ticket);
  const auto number = after.next_number();
  const auto own = after.tag(box.reader.secret, MailboxRole::reader, box.reader_id.raw, number, be64(1));
  const auto bytes = be64(1);
  after.asks({number, protocol::Ack{box.reader_id, 1}, Bytes(bytes.begin(), bytes.end()), {own}});
  EXPECT_EQ(after.status(number), Status::denied);
  const auto right = after.acks(box, 1);
  ASSERT_TRUE(stage.commits());
  EXPECT_EQ(after.status(right), Status::ok);
  EXPECT_EQ(stage.memory.waiting(box.reader_id, 0, store::kNoSequenceLimit).value().count, 0u);
}

TEST(Resume, Mailboxes_that_were_not_resumed_keep_their_own_keys) {
  ResumeStage stage;
  stage.client().deletes(stage.boxes[1]);
  ASSERT_TRUE(stage.commits());
  const auto other = stage.existing();
  auto& after = stage.client();
  after.resumes(stage.ticket);
  stage.client().creates(stage.boxes[1]);
  ASSERT_TRUE(stage.commits());
  for (const TestMailbox* box : {&other, &std::as_const(stage.boxes[1])})
    EXPECT_EQ(after.reply(after.subscribes(*box))->subscribed.at(0).status, Status::ok);
}

TEST(Resume, A_key_that_was_used_before_on_the_connection_gives_way) {
  ResumeStage stage;
  stage.fill();
  auto& bob = stage.client();
  bob.subscribes(stage.boxes[0]);
  ASSERT_TRUE(resumes_all(bob, stage.ticket));
  const auto number = bob.acks(stage.boxes[0], 1);
  ASSERT_TRUE(stage.commits());
  EXPECT_EQ(bob.status(number), Status::ok);
}

TEST(Resume, The_last_ticket_that_named_a_mailbox_counts) {
  ResumeStage stage;
  auto& bob = stage.client();
  const auto newer = bob.gets_ticket({&stage.boxes[0], &stage.boxes[1], &stage.boxes[2]});
  bob.leaves();
  auto& after = stage.client();
  ASSERT_TRUE(resumes_all(after, newer));
  ASSERT_TRUE(resumes_all(after, stage.ticket));
  EXPECT_EQ(after.status(after.acks(stage.boxes[2], 0)), Status::ok);
}

TEST(Resume, Fewer_cached_keys_than_mailboxes_make_no_difference) {
  auto limits = ResumeStage::generous();
  limits.keys_per_connection = 1;
  ResumeStage stage(limits);
  stage.fill();
  auto& after = stage.client();
  ASSERT_TRUE(resumes_all(after, stage.ticket));
  for (int round = 0; round < 2; ++round) {
    for (const auto& box : stage.boxes) {
      const auto number = after.acks(box, 1);
      ASSERT_TRUE(stage.commits());
      EXPECT_EQ(after.status(number), Status::ok);
    }
  }
}

TEST(Resume, A_store_that_fails_half_way_leaves_everybodys_own_keys) {
  ResumeStage stage;
  stage.client().deletes(stage.boxes[1]);
  stage.store.fail_call(1, Errc::storage_full);
  ASSERT_FALSE(stage.commits());  // so that the second row has to be read again
  stage.store.fail_call(1, Errc::damaged);
  auto& after = stage.client();
  EXPECT_EQ(after.status(after.resumes(stage.ticket)), Status::unavailable);
  EXPECT_EQ(after.reply(after.subscribes(stage.boxes[0]))->subscribed.at(0).status, Status::ok);
}

}  // namespace
}  // namespace stille::relay::test
