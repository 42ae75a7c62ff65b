// Chunks over a real connection: what is asked for, in which order refusals are met, and what goes on where.
#include "client/net/transfer.hpp"

#include <gtest/gtest.h>

#include "client/net/chunk_file.hpp"
#include "tests/unit/net/scripted_core.hpp"

namespace stille::server {
namespace {

using protocol::ChunkClass;
using protocol::kSmallChunk;
using protocol::Status;

/// A relay that has one blob, and answers as told.
class BlobCore {
 public:
  explicit BlobCore(Shell& shell, std::uint32_t count) : shell_(shell), chunks(count) {
    shell.core.answers = false;
    shell.core.authenticates = true;
  }
  /// Answers whatever has come.
  void serve() {
    for (auto& request : std::exchange(shell_.core.requests, {})) {
      protocol::Reply reply{request.request.number, Status::ok, {}, {}, {}};
      most_in_flight = std::max(most_in_flight, shell_.core.taken - answered);
      ++answered;
      if (refusals > 0) {
        --refusals;
        reply.status = refusal;
        reply.retry_after = wait;
      } else {
        std::visit([&](const auto& command) { answer(command, reply); }, request.request.command);
      }
      CoreOutput out;
      out.requests_bytes = queued_size(request.request);
      out.actions.emplace_back(relay::Authenticated{request.id});
      out.actions.emplace_back(relay::SendMessage{request.id, std::move(reply)});
      shell_.core.give(std::move(out));
    }
  }

  std::size_t refusals = 0;
  Status refusal = Status::slow_down;
  milliseconds wait{1};
  std::size_t puts = 0;
  std::size_t gets = 0;
  std::size_t answered = 0;
  std::size_t most_in_flight = 0;

 private:
  Shell& shell_;

 public:
  std::vector<Bytes> chunks;

 private:
  template <class C>
  void answer(const C&, protocol::Reply&) {}
  void answer(const protocol::BlobStat&, protocol::Reply& reply) {
    const auto count = static_cast<std::uint32_t>(chunks.size());
    reply.blob = {ChunkClass::small, count, Bytes(protocol::bitmap_size(count)), {}};
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!chunks[i].empty()) reply.blob->chunks[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
    }
  }
  void answer(const protocol::BlobPut& put, protocol::Reply& reply) {
    ++puts;
    chunks.at(put.index) = put.chunk;
    reply.status = Status::stored;
  }
  void answer(const protocol::BlobGet& get, protocol::Reply& reply) {
    ++gets;
    reply.chunk = chunks.at(get.index);
    if (reply.chunk.empty()) reply.status = Status::not_there;
  }
};

class InMemory final : public net::Chunks {
 public:
  explicit InMemory(std::size_t count) : content(count) {}
  Result<Bytes> read(std::uint32_t index, std::size_t size) override {
    if (!content.at(index).empty()) return content[index];
    return Bytes(size, static_cast<std::uint8_t>(index + 1));
  }
  [[nodiscard]] bool has(std::uint32_t index) const override { return !content.at(index).empty(); }
  Result<void> write(std::uint32_t index, ByteView chunk) override {
    if (fails) return fail(Errc::storage_full);
    content.at(index).assign(chunk.begin(), chunk.end());
    return ok();
  }
  void progressed(std::uint32_t done, std::uint32_t) override { last = done; }

  std::vector<Bytes> content;
  std::uint32_t last = 0;
  bool fails = false;
};

struct TransferTest : testing::Test {
  static constexpr std::uint32_t kCount = 9;

  TransferTest() {
    link = shell.finish(net::RelayLink::connect(shell.address(), {})).value();
    blob.chunk_class = ChunkClass::small;
    blob.chunk_count = kCount;
    blob.expires = TimePoint{milliseconds{1}};
    blob.reader_key = blob.writer_key = keys.public_key;
  }
  Result<void> until_done(asio::awaitable<Result<void>> operation) {
    const auto slot = shell.ends.start(std::move(operation));
    shell.until([&] {
      core.serve();
      return slot->has_value();
    });
    return **slot;
  }
  Result<void> uploads(net::Transfer how = {}) {
    return until_done(net::upload(link, blob, net::MailboxKey::writer(blob.writer_id, keys.secret),
                                  net::MailboxKey::reader(blob.payer, keys.secret), chunks, how));
  }
  Result<void> downloads(net::Transfer how = {}) {
    return until_done(net::download(link, blob.reader_id,
                                    net::MailboxKey::reader(blob.reader_id, keys.secret), chunks, how));
  }

  Shell shell;
  BlobCore core{shell, kCount};
  crypto::DhKeypair keys = crypto::dh_keypair(shell.rng);
  protocol::BlobCreate blob;
  std::shared_ptr<net::RelayLink> link;
  std::shared_ptr<InMemory> chunks = std::make_shared<InMemory>(kCount);
};

TEST_F(TransferTest, Every_chunk_goes_up_once_and_no_more_at_a_time_than_allowed) {
  ASSERT_TRUE(uploads({.parallel = 3}).has_value());
  EXPECT_EQ(core.puts, kCount);
  EXPECT_LE(core.most_in_flight, 3U);
  for (std::uint32_t i = 0; i < kCount; ++i) EXPECT_EQ(core.chunks[i], chunks->read(i, kSmallChunk).value());
  EXPECT_EQ(chunks->last, kCount);
}

TEST_F(TransferTest, What_the_relay_has_is_not_sent_again) {
  for (std::uint32_t i : {0U, 3U, 8U}) core.chunks[i] = Bytes(kSmallChunk, 1);
  ASSERT_TRUE(uploads().has_value());
  EXPECT_EQ(core.puts, kCount - 3);
  ASSERT_TRUE(uploads().has_value());
  EXPECT_EQ(core.puts, kCount - 3);
}

TEST_F(TransferTest, What_is_here_is_not_fetched_again) {
  for (auto& chunk : core.chunks) chunk = Bytes(kSmallChunk, 7);
  chunks->content[4] = Bytes(kSmallChunk, 7);
  ASSERT_TRUE(downloads().has_value());
  EXPECT_EQ(core.gets, kCount - 1);
  EXPECT_EQ(chunks->content, core.chunks);
}

TEST_F(TransferTest, Refusals_that_pass_are_waited_for) {
  for (auto status : {Status::slow_down, Status::unavailable, Status::no_space}) {
    core.refusals = 5;
    core.refusal = status;
    for (auto& chunk : core.chunks) chunk.clear();
    ASSERT_TRUE(uploads().has_value());
  }
}

TEST_F(TransferTest, Patience_ends) {
  core.refusals = 1000;
  core.wait = milliseconds{4};
  EXPECT_EQ(uploads({.patience = milliseconds{10}}).error().code, Errc::timed_out);
}

TEST_F(TransferTest, Refusals_that_stay_end_the_transfer_with_their_reason) {
  core.wait = milliseconds{0};
  for (const auto& [status, code] :
       {std::pair{Status::denied, Errc::refused}, std::pair{Status::exists, Errc::already_exists},
        std::pair{Status::no_space, Errc::limit_reached},
        std::pair{Status::bad_request, Errc::invalid_argument}}) {
    core.refusals = 1;
    core.refusal = status;
    EXPECT_EQ(uploads().error().code, code);
  }
}

TEST_F(TransferTest, A_blob_that_is_not_whole_is_not_ready_and_keeps_what_has_come) {
  for (std::uint32_t i = 0; i < 5; ++i) core.chunks[i] = Bytes(kSmallChunk, 7);
  EXPECT_EQ(downloads({.parallel = 1}).error().code, Errc::not_ready);
  EXPECT_TRUE(chunks->has(4));
  for (auto& chunk : core.chunks) chunk = Bytes(kSmallChunk, 7);
  const auto before = core.gets;
  ASSERT_TRUE(downloads().has_value());
  EXPECT_EQ(core.gets - before, kCount - 5);
}

TEST_F(TransferTest, A_disk_of_ours_that_is_full_ends_the_transfer) {
  for (auto& chunk : core.chunks) chunk = Bytes(kSmallChunk, 7);
  chunks->fails = true;
  EXPECT_EQ(downloads().error().code, Errc::storage_full);
}

TEST_F(TransferTest, A_connection_that_ends_ends_the_transfer) {
  shell.core.answers = false;
  const auto slot = shell.ends.start(
      net::download(link, blob.reader_id, net::MailboxKey::reader(blob.reader_id, keys.secret), chunks));
  shell.until([&] { return shell.core.taken == 1; });
  shell.exchange.abort_all();
  shell.until([&] { return slot->has_value(); });
  EXPECT_FALSE((*slot)->has_value());
}

}  // namespace
}  // namespace stille::server
