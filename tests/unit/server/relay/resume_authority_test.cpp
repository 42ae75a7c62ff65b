// Who may RESUME: the holder of the resume secret, for a day, at the relay that made the ticket.
#include <set>

#include "tests/unit/server/relay/resume_stage.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::MailboxRole;
using protocol::Status;
using std::chrono::hours;

/// What the relay says to a RESUME, its number aside.
std::string answer_to(Client& who, const TestTicket& ticket) {
  const auto said = who.reply(who.resumes(ticket));
  EXPECT_FALSE(who.authenticated);
  EXPECT_TRUE(who.takes<Deliver>().empty());
  if (!said) return "nothing";
  return std::to_string(int(said->status)) + "/" + std::to_string(said->retry_after.count()) + "/" +
         std::to_string(said->subscribed.size());
}

const std::string kDenied = std::to_string(int(Status::denied)) + "/0/0";

TEST(Resume, A_ticket_alone_opens_nothing) {
  ResumeStage stage;
  stage.fill();
  auto stolen = copy_of(stage.ticket);
  stolen.resume = crypto::dh_keypair(stage.rng);
  EXPECT_EQ(answer_to(stage.client(), stolen), kDenied);
}

TEST(Resume, The_tag_is_one_and_of_this_command_this_number_and_this_connection) {
  ResumeStage stage;
  stage.fill();
  auto& who = stage.client();
  const auto& other = stage.client();
  const auto id = protocol::ticket_id(stage.ticket.bytes);
  const auto& key = stage.ticket.resume.secret;
  who.pings();
  const auto bytes = as_bytes("resume");
  const auto asks_with = [&](auto make_tags) {
    const auto number = who.next_number();
    who.asks({number, protocol::Resume{stage.ticket.bytes, 0}, Bytes(bytes.begin(), bytes.end()),
              make_tags(number)});
    return who.status(number);
  };
  using Tags = std::vector<protocol::CommandTag>;
  const auto tag = [&](const Client& by, MailboxRole role, std::uint64_t number, std::string_view command) {
    return by.tag(key, role, id, number, as_bytes(command));
  };
  const auto role = MailboxRole::ticket;
  EXPECT_EQ(asks_with([&](auto) { return Tags{}; }), Status::denied);
  EXPECT_EQ(asks_with([&](auto n) { return Tags(2, tag(who, role, n, "resume")); }), Status::denied);
  EXPECT_EQ(asks_with([&](auto n) { return Tags{tag(who, role, n - 1, "resume")}; }), Status::denied);
  EXPECT_EQ(asks_with([&](auto n) { return Tags{tag(other, role, n, "resume")}; }), Status::denied);
  EXPECT_EQ(asks_with([&](auto n) { return Tags{tag(who, role, n, "resumé")}; }), Status::denied);
  EXPECT_EQ(asks_with([&](auto n) { return Tags{tag(who, MailboxRole::reader, n, "resume")}; }),
            Status::denied);
  EXPECT_FALSE(who.authenticated);
  EXPECT_TRUE(who.takes<Deliver>().empty());
  EXPECT_EQ(asks_with([&](auto n) { return Tags{tag(who, role, n, "resume")}; }), Status::ok);
}

TEST(Resume, A_ticket_changed_in_any_byte_or_cut_anywhere_is_refused_alike) {
  ResumeStage stage;
  stage.fill();
  auto& who = stage.client();
  std::set<std::string> answers;
  for (std::size_t at = 0; at < stage.ticket.bytes.size(); ++at) {
    auto changed = copy_of(stage.ticket);
    changed.bytes[at] ^= 0x01;
    answers.insert(answer_to(who, changed));
    changed.bytes.resize(at);
    answers.insert(answer_to(who, changed));
  }
  EXPECT_EQ(answers, std::set{kDenied});
}

TEST(Resume, A_ticket_of_another_relay_is_refused) {
  ResumeStage stage;
  ResumeStage other;
  other.crashes();  // its random numbers were the same so far
  const auto ticket = other.client().gets_ticket({&other.boxes[0], &other.boxes[1], &other.boxes[2]});
  ASSERT_TRUE(resumes_all(other.client(), ticket));
  EXPECT_EQ(answer_to(stage.client(), ticket), kDenied);
}

TEST(Resume, After_a_restart_every_ticket_is_refused) {
  ResumeStage stage;
  stage.crashes();
  auto& who = stage.client();
  EXPECT_EQ(answer_to(who, stage.ticket), kDenied);
  EXPECT_EQ(who.reply(who.subscribes(stage.boxes[0]))->subscribed.at(0).status, Status::ok);
}

TEST(Resume, A_ticket_is_good_for_a_day_by_a_clock_that_nobody_sets) {
  ResumeStage stage;
  stage.passes(hours{24} - milliseconds{1});
  ASSERT_TRUE(stage.ticks());
  stage.clock_is_set_by(hours{-48});
  auto& in_time = stage.client();
  EXPECT_TRUE(resumes_all(in_time, stage.ticket));
  in_time.leaves();
  stage.clock_is_set_by(hours{96});
  EXPECT_TRUE(resumes_all(stage.client(), stage.ticket));
  stage.passes(milliseconds{1});
  ASSERT_TRUE(stage.ticks());
  EXPECT_EQ(answer_to(stage.client(), stage.ticket), kDenied);
}

TEST(Resume, A_ticket_outlives_the_change_of_the_day) {
  ResumeStage stage;
  stage.passes(hours{20});
  ASSERT_TRUE(stage.ticks());
  auto& evening = stage.client();
  const auto late = evening.gets_ticket({&stage.boxes[0], &stage.boxes[1], &stage.boxes[2]});
  evening.leaves();
  stage.passes(hours{23});
  ASSERT_TRUE(stage.ticks());
  EXPECT_EQ(answer_to(stage.client(), stage.ticket), kDenied);
  EXPECT_TRUE(resumes_all(stage.client(), late));
}

TEST(Resume, A_resume_key_of_small_order_is_nobodys) {
  ResumeStage stage;
  auto& bob = stage.client();
  bob.subscribes(stage.boxes[0]);
  TestTicket weak{crypto::dh_keypair(stage.rng), {}, {stage.boxes[0].reader_id}};
  weak.bytes = bob.reply(bob.asks_ticket(crypto::DhPublic{}, weak.mailboxes))->ticket;
  ASSERT_FALSE(weak.bytes.empty());
  EXPECT_EQ(answer_to(stage.client(), weak), kDenied);
}

TEST(Resume, Refusals_are_counted) {
  auto limits = World::open_relay();
  limits.refusals = {1, 2};
  ResumeStage stage(limits);
  auto wrong = copy_of(stage.ticket);
  wrong.bytes.back() ^= 1;
  auto& mallory = stage.client();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(mallory.status(mallory.resumes(wrong)), Status::denied);
  EXPECT_EQ(mallory.status(mallory.resumes(wrong)), Status::slow_down);
}

}  // namespace
}  // namespace stille::relay::test
