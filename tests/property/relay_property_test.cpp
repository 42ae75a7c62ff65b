// Random commands from several clients, with stalls, failed commits and crashes, held against a ledger.
// One seed is one run; a failure names its seed.
#include <filesystem>

#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/property/relay_ledger.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::relay::test {
namespace {

using protocol::Deliver;
using protocol::MailboxKind;
using protocol::Status;

constexpr std::size_t kClients = 4;

class Story {
 public:
  Story(std::uint64_t seed, Limits limits, std::function<store::MailboxStore&()> open)
      : dice_(seed), world_(limits, std::move(open)) {
    for (const auto kind : {MailboxKind::conversation, MailboxKind::conversation, MailboxKind::hello,
                            MailboxKind::hello_once}) {
      boxes_.push_back(world_.existing(kind));
    }
    connect();
  }

  void steps(int count) {
    for (int i = 0; i < count && !testing::Test::HasFatalFailure(); ++i) step();
  }

  /// Faults stop; one reader takes everything.
  void drains() {
    world_.passes(world_.limits.pause_when_disk_is_full);
    settle();
    auto& reader = world_.client();
    for (const auto& box : boxes_) subscribe(reader, box);
    for (int round = 0; round < 200 && waiting() > 0; ++round) {
      for (std::size_t box = 0; box < boxes_.size(); ++box) ack(reader, box, ledger.highest(box));
      settle();
    }
    EXPECT_EQ(waiting(), 0u) << "I8: still waiting after everything was acknowledged";
    for (std::size_t box = 0; box < boxes_.size(); ++box) {
      ledger.closes(box, boxes_[box].kind == MailboxKind::hello_once);
    }
  }

  Ledger ledger;
  std::size_t crashes = 0;
  std::size_t failed_commits = 0;
  std::size_t resumed = 0;  // mailboxes

 private:
  struct Sent {
    std::size_t box = 0;
    protocol::EnvelopeId id;
    Bytes bytes;
  };
  using Question = std::pair<ConnectionId, std::uint64_t>;

  std::uint64_t waiting() {
    std::uint64_t out = 0;
    for (const auto& box : boxes_) {
      out += world_.store.waiting(box.reader_id, 0, store::kNoSequenceLimit).value().count;
    }
    return out;
  }

  void step() {
    const auto roll = dice_.below(100);
    auto& client = *clients_[dice_.below(kClients)];
    if (roll < 38)
      send(client);
    else if (roll < 46)
      subscribe(client, boxes_[dice_.below(boxes_.size())]);
    else if (roll < 48)
      take_ticket(client);
    else if (roll < 52)
      resume(client);
    else if (roll < 65)
      ack_something(client);
    else if (roll < 85)
      settle();
    else if (roll < 88)
      fail_to_commit();
    else if (roll < 91)
      forge();
    else if (roll < 94)
      client.stalls = !client.stalls;
    else if (roll < 97)
      reconnect(client);
    else if (roll < 99)
      tick();
    else
      crash();
    listen();
    if (world_.relay->commit_now()) settle();
  }

  void send(Client& client) {
    const bool again = !sent_.empty() && dice_.below(4) == 0;
    const auto what = again ? sent_[dice_.below(sent_.size())] : fresh();
    if (!again) sent_.push_back(what);
    ledger.submitted(what.box, what.id, what.bytes);
    const auto number = client.sends(boxes_[what.box], what.id, what.bytes);
    sends_[{client.id, number}] = what;
  }

  Sent fresh() {
    const auto box = dice_.below(boxes_.size());
    const bool hello = boxes_[box].kind != MailboxKind::conversation;
    const auto size = hello ? protocol::kHelloSize : protocol::kEnvelopeSizes[dice_.below(10) == 0 ? 2 : 0];
    Sent out{box, dice_.fixed<protocol::EnvelopeId>(), Bytes(size)};
    std::copy(out.id.raw.begin(), out.id.raw.end(), out.bytes.begin());
    return out;
  }

  void subscribe(Client& client, const TestMailbox& box) {
    note_reader(static_cast<std::size_t>(&box - boxes_.data()), client);
    client.subscribes(box, static_cast<std::uint32_t>(dice_.below(20)));
    listen();
  }

  /// Again on the same connection goes on; after another one had it, it starts over.
  void note_reader(std::size_t box, const Client& client) {
    if (readers_[box] != client.id) ledger.subscribed(box, client.id);
    readers_[box] = client.id;
  }

  void take_ticket(Client& client) {
    TestTicket ticket{crypto::dh_keypair(dice_), {}, {}};
    for (const auto& [box, reader] : readers_) {
      if (reader == client.id) ticket.mailboxes.push_back(boxes_[box].reader_id);
    }
    if (ticket.mailboxes.empty()) return;
    std::sort(ticket.mailboxes.begin(), ticket.mailboxes.end());
    ticket.bytes = client.reply(client.asks_ticket(ticket.resume.public_key, ticket.mailboxes))->ticket;
    ASSERT_FALSE(ticket.bytes.empty());
    tickets_.push_back(std::move(ticket));
  }

  void resume(Client& client) {
    if (tickets_.empty()) return;
    const auto at = dice_.below(tickets_.size());
    const auto& ticket = tickets_[at];
    const auto reply = client.reply(client.resumes(ticket, static_cast<std::uint32_t>(dice_.below(20))));
    ASSERT_TRUE(reply);
    const bool opens = at >= worthless_tickets_;  // a crash forgets the keys
    EXPECT_EQ(reply->status == Status::denied, !opens);
    for (std::size_t i = 0; i < reply->subscribed.size(); ++i) {
      EXPECT_EQ(reply->subscribed[i].status, Status::ok);
      const auto box = std::find_if(boxes_.begin(), boxes_.end(),
                                    [&](const auto& one) { return one.reader_id == ticket.mailboxes[i]; });
      note_reader(static_cast<std::size_t>(box - boxes_.begin()), client);
      ++resumed;
    }
    listen();
  }

  void ack_something(Client& client) {
    const auto box = dice_.below(boxes_.size());
    const auto highest = ledger.highest(box);
    if (highest > 0) ack(client, box, highest - dice_.below(std::min<std::uint64_t>(highest, 3)));
  }

  void ack(Client& client, std::size_t box, std::uint64_t up_to) {
    acks_[{client.id, client.acks(boxes_[box], up_to)}] = {box, up_to};
    listen();
  }

  void settle() {
    (void)world_.commits().has_value();
    listen();
  }

  void fail_to_commit() {
    world_.store.fail_call(1, Errc::storage_full);
    if (!world_.commits()) ++failed_commits;
    world_.store.mend();
    world_.passes(world_.limits.pause_when_disk_is_full);
  }

  /// I6: a command without authority leaves the content as it was.
  void forge() {
    settle();
    auto& client = world_.client();
    const auto before = world_.memory.content_digest();
    auto box = world_.mailbox();
    const auto& real = boxes_[dice_.below(boxes_.size())];
    box.reader_id = real.reader_id;
    box.writer_id = real.writer_id;
    const std::array forged{client.acks(box, 100), client.deletes(box),
                            client.sends(box, protocol::kHelloSize)};
    for (const auto number : forged) EXPECT_EQ(client.status(number), Status::denied);
    (void)world_.commits().has_value();
    EXPECT_EQ(world_.memory.content_digest(), before);
    leave(client);
  }

  void reconnect(Client& client) {
    auto& next = world_.client();
    *std::find(clients_.begin(), clients_.end(), &client) = &next;
    leave(client);
  }

  void leave(Client& client) {
    client.leaves();
    world_.clients.erase(client.id);
  }

  void tick() {
    world_.passes(milliseconds(dice_.below(5'000)));
    EXPECT_TRUE(world_.ticks());
  }

  void crash() {
    ++crashes;
    sends_.clear();
    acks_.clear();
    worthless_tickets_ = tickets_.size();
    readers_.clear();
    world_.crashes();
    connect();
  }

  void connect() {
    clients_.clear();
    for (std::size_t i = 0; i < kClients; ++i) clients_.push_back(&world_.client());
  }

  /// Takes in what the relay has said, in the order that matters: deliveries were sent before their ACK's
  /// answer.
  void listen() {
    for (auto& [id, client] : world_.clients) {
      for (const auto& event : client->takes<Deliver>()) {
        const auto box = std::find_if(boxes_.begin(), boxes_.end(),
                                      [&](const auto& one) { return one.reader_id == event.reader_id; });
        ledger.delivered(static_cast<std::size_t>(box - boxes_.begin()), id, event);
      }
    }
    std::erase_if(sends_, [&](const auto& one) {
      const auto status = status_of(one.first);
      ledger.promised(one.second.box, one.second.id, status);
      return status != kNoReply;
    });
    std::erase_if(acks_, [&](const auto& one) {
      const auto status = status_of(one.first);
      if (status == Status::ok) ledger.acked(one.second.first, one.second.second);
      return status != kNoReply;
    });
  }

  Status status_of(const Question& question) {
    const auto client = world_.clients.find(question.first);
    return client == world_.clients.end() ? kNoReply : client->second->status(question.second);
  }

  crypto::SeededRng dice_;
  World world_;
  std::vector<TestMailbox> boxes_;
  std::vector<Client*> clients_;
  std::vector<Sent> sent_;
  std::map<Question, Sent> sends_;
  std::map<Question, std::pair<std::size_t, std::uint64_t>> acks_;
  std::map<std::size_t, ConnectionId> readers_;
  std::vector<TestTicket> tickets_;
  std::size_t worthless_tickets_ = 0;  // the first ones: made before the last crash
};

Limits small_limits(std::uint64_t seed) {
  auto limits = World::open_relay();
  limits.sequence_block = 4 + seed % 5;
  limits.group_envelopes = 1 + seed % 8;
  limits.cached_mailboxes = 1 + seed % 4;
  limits.keys_per_connection = 1 + seed % 5;
  limits.envelopes_per_mailbox = 30;
  limits.refusals = {1000, 100'000};
  return limits;
}

TEST(RelayProperty, Nothing_promised_is_lost_repeated_or_forged_whatever_happens) {
  std::size_t promises = 0;
  std::size_t crashes = 0;
  std::size_t failed = 0;
  std::size_t resumed = 0;
  for (std::uint64_t seed = 1; seed <= 200 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Story run(seed, small_limits(seed), {});
    run.steps(400);
    run.drains();
    promises += run.ledger.promises;
    crashes += run.crashes;
    failed += run.failed_commits;
    resumed += run.resumed;
  }
  EXPECT_GT(promises, 5000u);
  EXPECT_GT(crashes, 200u);
  EXPECT_GT(failed, 200u);
  EXPECT_GT(resumed, 500u);
}

/// Every crash is a copy of the files as they lie there, opened as a new process would.
class CopiedFiles {
 public:
  store::MailboxStore& open() {
    auto next = std::make_unique<store::test::Folder>();
    if (folder_) {
      for (const std::string suffix : {"", "-wal"}) {
        std::filesystem::copy_file(folder_->database() + suffix, next->database() + suffix);
      }
    }
    store_.reset();
    folder_ = std::move(next);
    store_ = store::SqliteMailboxStore::open(folder_->database(), {.reserve_bytes = 4096}).value();
    return *store_;
  }

 private:
  std::unique_ptr<store::test::Folder> folder_;
  std::unique_ptr<store::SqliteMailboxStore> store_;
};

TEST(RelayProperty, The_same_holds_over_SQLite_files_as_a_crash_leaves_them) {
  for (std::uint64_t seed = 1; seed <= 4 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    CopiedFiles files;
    Story run(seed, small_limits(seed), [&]() -> store::MailboxStore& { return files.open(); });
    run.steps(300);
    run.drains();
  }
}

}  // namespace
}  // namespace stille::relay::test
