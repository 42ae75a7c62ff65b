// How long blobs live, what they cost meanwhile, and what becomes of rows and files that lost each other.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay {
namespace {

using namespace test;
using protocol::kSmallChunk;
using protocol::Status;
using std::chrono::hours;
using std::chrono::minutes;

struct BlobLife : testing::Test {
  Status create(const TestBlob& blob, const TestMailbox& by) {
    auto& who = world.client();
    const auto number = who.creates_blob(blob, by);
    (void)world.commits().has_value();
    return who.status(number);
  }
  void store(const TestBlob& blob, std::uint32_t index) {
    auto& who = world.client();
    const auto number = who.puts(blob, index, Bytes(kSmallChunk, 1));
    ASSERT_TRUE(world.commits());
    ASSERT_EQ(who.status(number), Status::stored);
  }
  bool is_there(const TestBlob& blob) {
    auto& who = world.client();
    return who.status(who.stats_as_reader(blob)) == Status::ok;
  }
  /// As the shell does: a tick every five seconds.
  void time_goes_on(milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += seconds{5}) {
      world.passes(seconds{5});
      ASSERT_TRUE(world.ticks());
    }
  }
  /// Time that the system's clock does not see.
  void time_goes_on_and_the_clock_is_set_back(milliseconds time) {
    world.passes(time);
    world.clock_is_set_by(-time);
    ASSERT_TRUE(world.ticks());
  }

  World world;
  TestMailbox payer = world.existing();
};

TEST_F(BlobLife, A_life_is_ahead_and_at_most_14_days_long) {
  auto blob = world.blob(1);
  blob.expires = world.now;
  EXPECT_EQ(create(blob, payer), Status::bad_request);
  blob.expires = world.now + protocol::kLongestBlobLife + milliseconds{1};
  EXPECT_EQ(create(blob, payer), Status::bad_request);
  blob.expires = world.now + protocol::kLongestBlobLife;
  EXPECT_EQ(create(blob, payer), Status::ok);
}

TEST_F(BlobLife, An_operator_can_make_lives_shorter_but_not_longer) {
  auto limits = World::open_relay();
  for (const auto life : {hours{1}, hours{24 * 365}}) {
    limits.blob_life = life;
    World other(limits);
    const auto box = other.existing();
    auto& who = other.client();
    auto blob = other.blob(1);
    const auto longest = std::min<milliseconds>(life, protocol::kLongestBlobLife);
    blob.expires = other.now + longest + milliseconds{1};
    EXPECT_EQ(who.status(who.creates_blob(blob, box)), Status::bad_request);
    blob.expires = other.now + longest;
    const auto accepted = who.creates_blob(blob, box);
    ASSERT_TRUE(other.commits());
    EXPECT_EQ(who.status(accepted), Status::ok);
  }
}

TEST_F(BlobLife, What_has_expired_is_denied_at_once_and_gone_with_the_next_tick) {
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  world.passes(hours{24} - milliseconds{1});
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(is_there(blob));
  world.passes(milliseconds{1});
  EXPECT_FALSE(is_there(blob));
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(world.files.files.empty());
  EXPECT_EQ(world.memory.blob(blob.reader_id).value(), std::nullopt);
}

TEST_F(BlobLife, A_relay_that_was_down_at_the_time_removes_it_at_its_start) {
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  world.crashes();
  world.passes(hours{25});
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(world.files.files.empty());
}

TEST_F(BlobLife, Many_that_expire_together_go_in_pieces_that_follow_at_once) {
  auto limits = World::open_relay();
  limits.expire_piece = 4;
  World small(limits);
  const auto box = small.existing();
  for (int i = 0; i < 10; ++i) small.existing_blob(box, 1);
  small.passes(hours{25});
  for (const bool more : {true, true, false}) {
    ASSERT_TRUE(small.ticks());
    EXPECT_EQ(small.relay->more_is_due(), more);
  }
  EXPECT_TRUE(small.memory.expired_blobs(small.now, 100).value().empty());
}

TEST_F(BlobLife, A_clock_that_is_set_forwards_ends_lives_early_and_never_late) {
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  world.clock_is_set_by(hours{25});
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(world.files.files.empty());
  EXPECT_FALSE(is_there(blob));
}

TEST_F(BlobLife, A_clock_that_is_set_back_prolongs_no_life) {
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  time_goes_on(minutes{1});
  for (int i = 0; i < 23; ++i) time_goes_on_and_the_clock_is_set_back(hours{1});
  EXPECT_TRUE(is_there(blob));
  time_goes_on(hours{1});
  EXPECT_FALSE(is_there(blob));
  EXPECT_TRUE(world.files.files.empty());
}

TEST_F(BlobLife, A_clock_set_back_while_the_relay_was_down_prolongs_no_life_by_more_than_minutes) {
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  time_goes_on(hours{1});
  ASSERT_TRUE(world.commits());
  world.crashes();
  world.clock_is_set_by(-hours{48});
  ASSERT_TRUE(world.ticks());
  time_goes_on(hours{23} - minutes{1});
  EXPECT_TRUE(is_there(blob));
  time_goes_on(minutes{6});
  EXPECT_FALSE(is_there(blob));
  EXPECT_TRUE(world.files.files.empty());
}

TEST_F(BlobLife, After_a_clock_was_wrong_new_blobs_live_as_long_as_they_should) {
  ASSERT_TRUE(world.ticks());
  world.clock_is_set_by(hours{24 * 3650});
  ASSERT_TRUE(world.ticks());
  world.clock_is_set_by(-hours{24 * 3650});
  ASSERT_TRUE(world.ticks());
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  auto& bob = world.client();
  EXPECT_EQ(bob.reply(bob.stats_as_reader(blob))->blob->expires, blob.expires);
  world.passes(hours{24} - minutes{1});
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(is_there(blob));
  world.crashes();
  world.passes(minutes{1});
  ASSERT_TRUE(world.ticks());
  EXPECT_FALSE(is_there(blob));
}

TEST_F(BlobLife, Clocks_that_differ_by_a_moment_are_one_clock) {
  const auto blob = world.existing_blob(payer);
  for (int i = 0; i < 1000; ++i) {
    world.passes(seconds{5});
    world.clock_is_set_by(milliseconds{i % 2 == 0 ? -3 : 3});
    ASSERT_TRUE(world.ticks());
  }
  auto& bob = world.client();
  EXPECT_EQ(bob.reply(bob.stats_as_reader(blob))->blob->expires, blob.expires);
}

TEST_F(BlobLife, A_payers_budget_is_used_to_the_byte_and_comes_back_to_the_byte) {
  auto limits = World::open_relay();
  World exact(limits);
  const auto box = exact.existing();
  const auto budget = exact.memory.by_reader(box.reader_id).value()->budget.blob_bytes;
  const auto all = static_cast<std::uint32_t>(budget / kSmallChunk);
  ASSERT_EQ(budget % kSmallChunk, 0U);
  auto& who = exact.client();
  const auto tries = [&](std::uint32_t chunks) {
    auto blob = exact.blob(chunks);
    const auto number = who.creates_blob(blob, box);
    (void)exact.commits().has_value();
    return std::pair(who.status(number), std::move(blob));
  };
  std::vector<TestBlob> made;
  for (std::uint32_t left = all; left > 0;) {
    const auto chunks = std::min(left - (left == all ? 1U : 0U), protocol::kMostChunks);
    made.push_back(tries(chunks).second);
    left -= chunks;
  }
  EXPECT_EQ(tries(1).first, Status::no_space);
  who.deletes(made[0]);
  EXPECT_EQ(tries(made[0].chunk_count + 1).first, Status::no_space);
  EXPECT_EQ(tries(made[0].chunk_count).first, Status::ok);
  EXPECT_EQ(tries(1).first, Status::no_space);
  exact.passes(hours{24});
  EXPECT_EQ(tries(1).first, Status::ok) << "what has expired costs nothing, even before it is removed";
}

TEST_F(BlobLife, A_deleted_mailbox_takes_its_blobs_with_it) {
  const auto blob = world.existing_blob(payer);
  const auto others = world.existing_blob(world.existing());
  store(blob, 0);
  store(others, 0);
  auto& alice = world.client();
  alice.deletes(payer);
  EXPECT_FALSE(is_there(blob));
  ASSERT_TRUE(world.commits());
  EXPECT_FALSE(is_there(blob));
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(world.files.files.size(), 1U);
  EXPECT_TRUE(is_there(others));
}

TEST_F(BlobLife, A_blob_made_in_the_group_that_deletes_its_payer_goes_as_well) {
  const auto blob = world.blob();
  auto& alice = world.client();
  alice.creates_blob(blob, payer);
  alice.deletes(payer);
  ASSERT_TRUE(world.commits());
  EXPECT_FALSE(is_there(blob));
  world.crashes();
  EXPECT_FALSE(is_there(blob));
  ASSERT_TRUE(world.ticks());
  EXPECT_EQ(world.memory.blob(blob.reader_id).value(), std::nullopt);
}

struct BlobSweep : BlobLife {
  store::BlobFile file_of(const TestBlob& blob) { return world.memory.blob(blob.reader_id).value()->file; }
};

TEST_F(BlobSweep, Files_without_rows_go_at_start_and_every_hour) {
  ASSERT_TRUE(world.ticks());
  const auto blob = world.existing_blob(payer);
  store(blob, 0);
  const auto orphan = world.rng.fixed<store::BlobFile>();
  world.files.files[orphan] = Bytes(9);
  time_goes_on(minutes{55});
  EXPECT_TRUE(world.files.files.contains(orphan));
  time_goes_on(minutes{6});
  EXPECT_FALSE(world.files.files.contains(orphan));
  world.files.files[orphan] = Bytes(9);
  world.crashes();
  ASSERT_TRUE(world.ticks());
  EXPECT_FALSE(world.files.files.contains(orphan));
  EXPECT_TRUE(is_there(blob));
}

TEST_F(BlobSweep, A_row_whose_file_is_gone_goes_and_one_without_chunks_stays) {
  const auto lost = world.existing_blob(payer);
  const auto empty = world.existing_blob(payer);
  store(lost, 0);
  world.files.files.erase(file_of(lost));
  ASSERT_TRUE(world.ticks());
  ASSERT_TRUE(world.commits());
  EXPECT_FALSE(is_there(lost));
  EXPECT_TRUE(is_there(empty));
}

TEST_F(BlobSweep, What_is_made_while_it_runs_is_neither_orphan_nor_lost) {
  world.disk_waits = true;
  ASSERT_TRUE(world.ticks());
  auto& alice = world.client();
  const auto blob = world.blob();
  // The list of the shard is taken before the file is there, its answer comes after the row has the chunk.
  auto lists = std::exchange(world.jobs, {});
  world.disk_waits = false;
  alice.creates_blob(blob, payer);
  const auto number = alice.puts(blob, 0, Bytes(kSmallChunk));
  const auto shard = world.files.files.begin()->first.raw[0];
  std::vector<store::BlobFile> listed{world.files.files.begin()->first};
  (void)world.relay->file_done(blob::ShardListed{shard, listed}, world.now).has_value();
  ASSERT_TRUE(world.commits());
  EXPECT_EQ(alice.status(number), Status::stored);
  (void)world.relay->file_done(blob::ShardListed{shard, std::vector<store::BlobFile>{}}, world.now)
      .has_value();
  world.hands_out();
  ASSERT_TRUE(world.commits());
  EXPECT_TRUE(is_there(blob));
  EXPECT_EQ(world.files.files.size(), 1U);
}

TEST_F(BlobSweep, A_start_asks_for_as_much_of_the_store_with_many_blobs_as_with_none) {
  const auto calls = [&] {
    world.crashes();
    const auto before = world.store.calls();
    world.disk_waits = true;
    EXPECT_TRUE(world.ticks());
    world.disk_waits = false;
    return world.store.calls() - before;
  };
  const auto none = calls();
  for (int i = 0; i < 50; ++i) world.existing_blob(payer, 1);
  EXPECT_EQ(calls(), none);
}

}  // namespace
}  // namespace stille::relay
