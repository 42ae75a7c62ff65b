// Blobs through the core: who may, what is there, what is durable when, and every bound.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay {
namespace {

using namespace test;
using protocol::ChunkClass;
using protocol::kLargeChunk;
using protocol::kSmallChunk;
using protocol::Status;

Bytes chunk(std::uint8_t value, std::size_t size = kSmallChunk) {
  return Bytes(size, value);
}

struct BlobTest : testing::Test {
  explicit BlobTest(Limits limits = World::open_relay()) : world(limits) {}
  /// STORED, with everything that has to come before it.
  void stores(Client& who, const TestBlob& to, std::uint32_t index, std::uint8_t value) {
    const auto number = who.puts(to, index, chunk(value));
    ASSERT_TRUE(world.commits());
    ASSERT_EQ(who.status(number), Status::stored);
  }
  [[nodiscard]] Bytes shown(Client& who, std::uint64_t number) const {
    return who.reply(number)->blob->chunks;
  }

  World world;
  TestMailbox payer = world.existing();
  Client& alice = world.client();
  Client& bob = world.client();
};

TEST_F(BlobTest, Chunks_come_in_any_order_and_come_back_as_they_were) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 2, 7);
  stores(alice, blob, 0, 5);
  EXPECT_EQ(bob.reply(bob.gets(blob, 2))->chunk, chunk(7));
  EXPECT_EQ(bob.reply(bob.gets(blob, 0))->chunk, chunk(5));
  EXPECT_EQ(bob.status(bob.gets(blob, 1)), Status::not_there);
  const auto stat = bob.reply(bob.stats_as_reader(blob));
  ASSERT_TRUE(stat && stat->blob);
  EXPECT_EQ(stat->blob->chunks, Bytes{0b101});
  EXPECT_EQ(stat->blob->chunk_count, 3U);
  EXPECT_EQ(stat->blob->expires, blob.expires);
  EXPECT_EQ(shown(alice, alice.stats_as_writer(blob)), Bytes{0b101});
}

TEST_F(BlobTest, Creating_it_again_is_ok_and_another_with_one_of_its_ids_exists) {
  const auto blob = world.blob();
  const auto first = alice.creates_blob(blob, payer);
  EXPECT_EQ(alice.status(first), kNoReply) << "before it is durable";
  const auto second = alice.creates_blob(blob, payer);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(first), Status::ok);
  EXPECT_EQ(alice.status(second), Status::ok);
  auto other = world.blob();
  other.reader_id = blob.reader_id;
  EXPECT_EQ(alice.status(alice.creates_blob(other, payer)), Status::exists);
  other = world.blob();
  other.writer_id = blob.writer_id;
  EXPECT_EQ(alice.status(alice.creates_blob(other, payer)), Status::exists);
  other = blob.copy();
  other.chunk_count = 4;
  EXPECT_EQ(alice.status(alice.creates_blob(other, payer)), Status::exists);
}

TEST_F(BlobTest, The_same_chunk_again_is_stored_and_another_one_exists) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 1, 7);
  const auto writes = world.files.log;
  EXPECT_EQ(bob.status(bob.puts(blob, 1, chunk(7))), Status::stored);
  EXPECT_EQ(bob.status(bob.puts(blob, 1, chunk(8))), Status::exists);
  EXPECT_EQ(world.files.log, writes + "rr") << "nothing is written again";
  EXPECT_EQ(bob.reply(bob.gets(blob, 1))->chunk, chunk(7));
}

TEST_F(BlobTest, A_chunk_that_is_being_written_is_not_written_by_another) {
  const auto blob = world.existing_blob(payer);
  world.disk_waits = true;
  const auto first = alice.puts(blob, 0, chunk(1));
  const auto same = bob.puts(blob, 0, chunk(1));
  const auto other = bob.puts(blob, 0, chunk(2));
  world.disk_waits = false;
  world.disk_works();
  EXPECT_EQ(bob.status(same), kNoReply) << "before the row is durable";
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(first), Status::stored);
  EXPECT_EQ(bob.status(same), Status::stored);
  EXPECT_EQ(bob.status(other), Status::exists);
}

TEST_F(BlobTest, A_repeated_chunk_whose_first_write_fails_is_not_promised) {
  const auto blob = world.existing_blob(payer);
  world.disk_waits = true;
  const auto first = alice.puts(blob, 0, chunk(1));
  const auto same = bob.puts(blob, 0, chunk(1));
  world.files.sync_error = Errc::storage_failed;
  world.disk_waits = false;
  world.disk_works();
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(first), Status::unavailable);
  EXPECT_EQ(bob.status(same), Status::unavailable);
  EXPECT_EQ(shown(bob, bob.stats_as_reader(blob)), Bytes{0});
}

TEST_F(BlobTest, Stored_waits_for_the_bytes_and_then_for_the_row) {
  const auto blob = world.existing_blob(payer);
  world.disk_waits = true;
  const auto number = alice.puts(blob, 0, chunk(1));
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(number), kNoReply);
  EXPECT_EQ(shown(bob, bob.stats_as_reader(blob)), Bytes{0});
  world.disk_waits = false;
  world.disk_works();
  EXPECT_EQ(alice.status(number), kNoReply);
  const auto stat = bob.stats_as_reader(blob);
  EXPECT_EQ(bob.status(stat), kNoReply) << "nobody is told of a chunk that a crash could still take back";
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(number), Status::stored);
  EXPECT_EQ(shown(bob, stat), Bytes{1});
}

TEST_F(BlobTest, After_a_crash_no_chunk_is_claimed_that_was_not_promised_and_every_promised_one_is) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 0, 1);
  alice.puts(blob, 1, chunk(2));  // in the file, and in the open group
  world.crashes();
  auto& carol = world.client();
  EXPECT_EQ(carol.reply(carol.stats_as_reader(blob))->blob->chunks, Bytes{1});
  EXPECT_EQ(carol.reply(carol.gets(blob, 0))->chunk, chunk(1));
  stores(carol, blob, 1, 3);
  EXPECT_EQ(carol.reply(carol.gets(blob, 1))->chunk, chunk(3));
}

TEST_F(BlobTest, A_row_that_cannot_be_written_is_not_believed) {
  const auto blob = world.existing_blob(payer);
  const auto number = alice.puts(blob, 0, chunk(1));
  world.store.fail_call(1, Errc::storage_full);
  EXPECT_FALSE(world.commits());
  EXPECT_EQ(alice.status(number), Status::unavailable);
  EXPECT_EQ(shown(bob, bob.stats_as_reader(blob)), Bytes{0});
  world.passes(seconds{60});
  stores(alice, blob, 0, 2);
  EXPECT_EQ(bob.reply(bob.gets(blob, 0))->chunk, chunk(2));
}

TEST_F(BlobTest, Form_and_place_of_a_chunk_are_checked) {
  const auto blob = world.existing_blob(payer, 3);
  EXPECT_EQ(alice.status(alice.puts(blob, 3, chunk(1))), Status::bad_request);
  EXPECT_EQ(alice.status(alice.puts(blob, 0, chunk(1, kLargeChunk))), Status::bad_request);
  EXPECT_EQ(bob.status(bob.gets(blob, 3)), Status::bad_request);
}

TEST_F(BlobTest, Everything_that_must_not_be_told_apart_is_denied_with_the_same_reply) {
  const auto blob = world.existing_blob(payer);
  auto wrong = blob.copy();
  wrong.reader = crypto::dh_keypair(world.rng);
  wrong.writer = crypto::dh_keypair(world.rng);
  auto swapped = blob.copy();  // each key in the other role
  std::swap(swapped.reader, swapped.writer);
  const auto unknown = world.blob();
  for (const TestBlob* bad : {&unknown, &std::as_const(wrong), &std::as_const(swapped)}) {
    const auto& one = *bad;
    for (const auto number : {alice.puts(one, 0, chunk(1)), alice.gets(one, 0), alice.stats_as_reader(one),
                              alice.stats_as_writer(one), alice.deletes(one)}) {
      const auto reply = alice.reply(number);
      ASSERT_TRUE(reply);
      EXPECT_EQ(reply->status, Status::denied);
      EXPECT_EQ(reply->retry_after.count(), 0);
      EXPECT_FALSE(reply->blob || !reply->chunk.empty());
    }
  }
  EXPECT_FALSE(alice.authenticated);
  EXPECT_TRUE(world.files.files.empty());
}

TEST_F(BlobTest, A_blob_is_made_by_its_writer_with_its_payers_consent) {
  auto stranger = world.mailbox();
  stranger.reader_id = payer.reader_id;
  EXPECT_EQ(alice.status(alice.creates_blob(world.blob(), stranger)), Status::denied);
  EXPECT_EQ(alice.status(alice.creates_blob(world.blob(), world.mailbox())), Status::denied);
  auto half = world.blob();
  half.writer.secret = crypto::dh_keypair(world.rng).secret;
  EXPECT_FALSE(alice.authenticated);
  EXPECT_EQ(alice.status(alice.creates_blob(half, payer)), Status::denied);
  EXPECT_TRUE(alice.authenticated) << "the payer's tag was right";
}

TEST_F(BlobTest, A_deleted_blob_is_denied_at_once_and_its_file_goes_with_the_commit) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 0, 1);
  const auto gone = alice.deletes(blob);
  EXPECT_EQ(bob.status(bob.gets(blob, 0)), Status::denied);
  EXPECT_EQ(alice.status(gone), kNoReply);
  EXPECT_EQ(world.files.files.size(), 1U);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(gone), Status::ok);
  EXPECT_TRUE(world.files.files.empty());
  EXPECT_EQ(bob.status(bob.stats_as_reader(blob)), Status::denied);
  EXPECT_EQ(alice.status(alice.deletes(blob)), Status::denied);
}

TEST_F(BlobTest, A_chunk_on_its_way_when_its_blob_is_deleted_leaves_nothing_behind) {
  const auto blob = world.existing_blob(payer);
  world.disk_waits = true;
  const auto put = alice.puts(blob, 0, chunk(1));
  const auto get = bob.gets(blob, 0);
  alice.deletes(blob);
  ASSERT_TRUE(world.commits());
  world.disk_waits = false;
  world.disk_works();
  EXPECT_EQ(alice.status(put), Status::denied);
  EXPECT_EQ(bob.status(get), Status::not_there);
  EXPECT_TRUE(world.files.files.empty());
}

TEST_F(BlobTest, A_read_that_a_deletion_overtakes_is_denied) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 0, 1);
  bob.stalls = true;
  const auto first = bob.gets(blob, 0);
  const auto second = bob.gets(blob, 0);  // waits for the first to be written
  alice.deletes(blob);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(bob.status(first), Status::ok);
  bob.stalls = false;
  world.disk_works();
  bob.pings();
  EXPECT_EQ(bob.status(second), Status::denied);
}

TEST_F(BlobTest, The_id_of_a_deleted_blob_can_come_back_with_other_bytes) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 0, 1);
  alice.deletes(blob);
  const auto again = alice.creates_blob(blob, payer);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(again), Status::ok);
  EXPECT_EQ(shown(bob, bob.stats_as_reader(blob)), Bytes{0});
  stores(alice, blob, 0, 2);
  EXPECT_EQ(bob.reply(bob.gets(blob, 0))->chunk, chunk(2));
}

TEST_F(BlobTest, A_slow_reader_has_one_chunk_on_its_way_and_the_rest_waits_unread) {
  const auto blob = world.existing_blob(payer);
  for (std::uint32_t i = 0; i < 3; ++i) stores(alice, blob, i, 1);
  world.files.log.clear();
  bob.stalls = true;
  std::vector<std::uint64_t> numbers;
  for (std::uint32_t i = 0; i < 3; ++i) numbers.push_back(bob.gets(blob, i));
  EXPECT_EQ(world.files.log, "r");
  EXPECT_EQ(bob.status(numbers[0]), Status::ok);
  EXPECT_EQ(bob.status(numbers[1]), kNoReply);
  bob.stalls = false;
  bob.pings();
  for (const auto number : numbers) EXPECT_EQ(bob.status(number), Status::ok);
}

TEST_F(BlobTest, A_reader_that_leaves_frees_its_place) {
  const auto blob = world.existing_blob(payer);
  stores(alice, blob, 0, 1);
  bob.stalls = true;
  for (int i = 0; i < 3; ++i) bob.gets(blob, 0);
  bob.leaves();
  EXPECT_EQ(alice.reply(alice.gets(blob, 0))->chunk, chunk(1));
}

struct SmallBounds : BlobTest {
  static Limits limits() {
    auto out = World::open_relay();
    out.chunk_bytes_in = 2 * kSmallChunk;
    out.chunk_bytes_out = 2 * kSmallChunk;
    out.chunks_wanted = 2;
    out.largest_blob = 4 * kSmallChunk;
    return out;
  }
  SmallBounds() : BlobTest(limits()) {}
};

TEST_F(SmallBounds, Chunks_beyond_what_the_disk_takes_at_a_time_have_to_wait) {
  const auto blob = world.existing_blob(payer, 4);
  world.disk_waits = true;
  const auto first = alice.puts(blob, 0, chunk(1));
  alice.puts(blob, 1, chunk(1));
  const auto third = bob.puts(blob, 2, chunk(1));
  EXPECT_EQ(bob.status(third), Status::slow_down);
  EXPECT_GT(bob.reply(third)->retry_after.count(), 0);
  world.disk_waits = false;
  world.disk_works();
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(first), Status::stored);
  stores(bob, blob, 2, 1);
}

TEST_F(SmallBounds, Readers_share_a_bound_and_get_their_turn_when_others_are_done) {
  const auto blob = world.existing_blob(payer, 4);
  stores(alice, blob, 0, 1);
  auto& carol = world.client();
  auto& dave = world.client();
  for (auto* who : {&bob, &carol, &dave}) who->stalls = true;
  EXPECT_EQ(bob.status(bob.gets(blob, 0)), Status::ok);
  EXPECT_EQ(carol.status(carol.gets(blob, 0)), Status::ok);
  const auto waiting = dave.gets(blob, 0);
  EXPECT_EQ(dave.status(waiting), kNoReply);
  bob.leaves();
  world.hands_out();
  EXPECT_EQ(dave.status(waiting), Status::ok);
}

TEST_F(SmallBounds, More_waiting_reads_than_the_bound_are_told_to_slow_down) {
  const auto blob = world.existing_blob(payer, 4);
  stores(alice, blob, 0, 1);
  bob.stalls = true;
  for (int i = 0; i < 3; ++i) EXPECT_NE(bob.status(bob.gets(blob, 0)), Status::slow_down);
  EXPECT_EQ(bob.status(bob.gets(blob, 0)), Status::slow_down);
}

TEST_F(SmallBounds, More_blobs_than_are_kept_in_memory_are_all_found) {
  auto limits = SmallBounds::limits();
  limits.cached_blobs = 8;
  World small(limits);
  const auto box = small.existing();
  auto& carol = small.client();
  std::vector<TestBlob> blobs;
  for (int i = 0; i < 20; ++i) blobs.push_back(small.existing_blob(box, 1));
  for (const auto& blob : blobs) EXPECT_EQ(carol.status(carol.stats_as_reader(blob)), Status::ok);
}

TEST_F(SmallBounds, A_blob_above_the_largest_has_no_space) {
  EXPECT_EQ(alice.status(alice.creates_blob(world.blob(5), payer)), Status::no_space);
  const auto largest = alice.creates_blob(world.blob(4), payer);
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(largest), Status::ok);
}

TEST_F(SmallBounds, Blobs_are_rate_bound_like_mailboxes) {
  auto limits = SmallBounds::limits();
  limits.creations = {1, 1};
  World strict(limits);
  const auto box = strict.existing();
  auto& carol = strict.client();
  EXPECT_EQ(carol.status(carol.creates_blob(strict.blob(1), box)), kNoReply);
  EXPECT_EQ(carol.status(carol.creates_blob(strict.blob(1), box)), Status::slow_down);
  strict.passes(seconds{1});
  EXPECT_EQ(carol.status(carol.creates_blob(strict.blob(1), box)), kNoReply);
}

}  // namespace
}  // namespace stille::relay
