// The core's own thread, with a store in memory: order, group commit, and what a failing store does.
#include "server/net/core_thread.hpp"

#include <condition_variable>

#include <gtest/gtest.h>

#include "common/protocol/mailbox_auth.hpp"
#include "common/wire/client_message.hpp"
#include "server/store/memory/failing_store.hpp"
#include "server/store/memory/memory_store.hpp"
#include "tests/unit/server/blob/memory_files.hpp"

namespace stille::server {
namespace {

using protocol::Status;

/// One connection whose requests are really authenticated, and the replies it gets.
class Caller {
 public:
  explicit Caller(store::MailboxStore& store) : store_(store) { start(); }

  void start() {
    auto core = std::make_unique<relay::Relay>(limits_, self_, store_, core_rng_);
    thread_ =
        std::make_unique<CoreThread>(std::move(core), std::make_unique<blob::test::MemoryFiles>(), clock_,
                                     log_, [this](CoreOutput output) { take(std::move(output)); });
    auto session = crypto::dh_keypair(rng_);
    session_ = session.public_key;
    thread_->push(relay::Connected{1, binding_, std::move(session.secret)});
  }
  void ask(const protocol::Command& command, protocol::MailboxRole role, std::array<std::uint8_t, 24> id,
           const crypto::DhSecret& key) {
    protocol::Request request{++number_, command, wire::write_command(command), {}};
    const protocol::AuthContext context{binding_, self_, role, id};
    request.tags.push_back(protocol::command_tag(protocol::command_key(key, session_, context).value(),
                                                 number_, context, request.command_bytes));
    pushed_bytes += queued_size(request);
    thread_->push(Incoming{1, std::move(request)});
  }
  void create() {
    ask(
        protocol::Create{
            reader_, writer_, keys_.public_key, keys_.public_key, protocol::MailboxKind::conversation, {}},
        protocol::MailboxRole::reader, reader_.raw, keys_.secret);
  }
  void send() {
    ask(protocol::Send{writer_, rng_.fixed<protocol::EnvelopeId>(), Bytes(4096)},
        protocol::MailboxRole::writer, writer_.raw, keys_.secret);
  }
  void shut_down() { thread_->push(ShutDown{}); }
  /// Ends the thread; everything has been handed over afterwards.
  void end() { thread_.reset(); }

  /// Waits until so many replies are there, or the core has ended.
  std::vector<protocol::Reply> replies(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, seconds{10}, [&] { return replies_.size() >= count || ended; });
    return replies_;
  }
  void wait_for_end() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, seconds{10}, [&] { return ended; });
  }

  bool is_ended() {
    const std::lock_guard lock(mutex_);
    return ended;
  }

  std::size_t pushed_bytes = 0;
  std::size_t taken_bytes = 0;
  std::size_t goodbyes = 0;
  bool ended = false;

 private:
  void take(CoreOutput output) {
    const std::lock_guard lock(mutex_);
    EXPECT_FALSE(ended) << "something follows the last output";
    for (auto& action : output.actions) {
      auto* send = std::get_if<relay::SendMessage>(&action);
      if (send == nullptr) continue;
      if (auto* reply = std::get_if<protocol::Reply>(&send->message)) replies_.push_back(std::move(*reply));
      if (std::holds_alternative<protocol::Event>(send->message)) ++goodbyes;
    }
    taken_bytes += output.requests_bytes;
    ended = output.ended;
    changed_.notify_all();
  }

  store::MailboxStore& store_;
  relay::Limits limits_ = [] {
    relay::Limits out;
    out.open = true;
    return out;
  }();
  crypto::SeededRng rng_{4};
  crypto::SeededRng core_rng_{5};
  SystemClock clock_;
  Log log_{LogLevel::error};
  protocol::RelayFingerprint self_;
  protocol::ChannelBinding binding_;
  crypto::DhPublic session_;
  protocol::ReaderId reader_ = rng_.fixed<protocol::ReaderId>();
  protocol::WriterId writer_ = rng_.fixed<protocol::WriterId>();
  crypto::DhKeypair keys_ = crypto::dh_keypair(rng_);
  std::uint64_t number_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<protocol::Reply> replies_;
  std::unique_ptr<CoreThread> thread_;
};

TEST(CoreThread, Answers_in_time_without_being_asked_to_commit) {
  store::MemoryStore store;
  Caller caller(store);
  caller.create();
  EXPECT_EQ(caller.replies(1).at(0).status, Status::ok);
  caller.send();
  EXPECT_EQ(caller.replies(2).at(1).status, Status::stored);
}

TEST(CoreThread, Takes_every_request_and_says_how_many_bytes_have_left_the_queue) {
  store::MemoryStore store;
  Caller caller(store);
  caller.create();
  for (int i = 0; i < 200; ++i) caller.send();
  EXPECT_EQ(caller.replies(201).size(), 201U);
  caller.end();
  EXPECT_EQ(caller.taken_bytes, caller.pushed_bytes);
}

TEST(CoreThread, A_shutdown_commits_and_answers_what_came_before_it_and_says_goodbye) {
  store::MemoryStore store;
  Caller caller(store);
  caller.create();
  for (int i = 0; i < 20; ++i) caller.send();
  caller.shut_down();
  caller.wait_for_end();
  const auto replies = caller.replies(21);
  ASSERT_EQ(replies.size(), 21U);
  for (std::size_t i = 1; i < replies.size(); ++i) EXPECT_EQ(replies[i].status, Status::stored);
  EXPECT_EQ(caller.goodbyes, 1U);
}

TEST(CoreThread, Being_destroyed_ends_it_in_order) {
  store::MemoryStore store;
  Caller caller(store);
  caller.create();
  caller.end();
  EXPECT_TRUE(caller.is_ended());
  EXPECT_EQ(caller.replies(1).size(), 1U);
}

TEST(CoreThread, A_full_disk_is_answered_and_the_core_goes_on) {
  store::MemoryStore memory;
  store::FailingStore store(memory);
  store.set_full(true);
  Caller caller(store);
  caller.create();
  caller.create();
  const auto replies = caller.replies(2);
  ASSERT_EQ(replies.size(), 2U);
  for (const auto& reply : replies) EXPECT_EQ(reply.status, Status::unavailable);
  EXPECT_FALSE(caller.is_ended());
}

TEST(CoreThread, A_store_that_cannot_be_trusted_any_more_ends_the_core) {
  store::MemoryStore memory;
  store::FailingStore store(memory);
  store.fail_call(1, Errc::storage_failed);
  Caller caller(store);
  caller.wait_for_end();
  EXPECT_TRUE(caller.is_ended());
}

}  // namespace
}  // namespace stille::server
