// A disk that fills up: what is refused from when on, what goes on, and that it ends by itself.
#include <gtest/gtest.h>

#include "tests/unit/server/relay/world.hpp"

namespace stille::relay {
namespace {

using namespace test;
using protocol::kSmallChunk;
using protocol::Status;

constexpr std::uint64_t kDisk = 1'000'000'000;

struct DiskMarks : testing::Test {
  void is_full_to(std::uint64_t percent) {
    world.files.disk = {kDisk / 100 * percent, kDisk - kDisk / 100 * percent};
    ASSERT_TRUE(world.ticks());
  }
  Status of(Client& who, std::uint64_t number) {
    (void)world.commits().has_value();
    return who.status(number);
  }
  Status create() { return of(alice, alice.creates(world.mailbox())); }
  Status create_blob() { return of(alice, alice.creates_blob(world.blob(1), box)); }
  Status send() { return of(alice, alice.sends(box)); }
  Status put() { return of(alice, alice.puts(world_blob, next_++, Bytes(kSmallChunk))); }

  World world;
  TestMailbox box = world.existing();
  TestBlob world_blob = world.existing_blob(box, 100);
  Client& alice = world.client();
  std::uint32_t next_ = 0;
};

TEST_F(DiskMarks, Nothing_is_refused_below_90_percent_and_80_is_a_warning) {
  is_full_to(79);
  EXPECT_EQ(world.relay->disk_level(), DiskLevel::fine);
  is_full_to(80);
  EXPECT_EQ(world.relay->disk_level(), DiskLevel::warned);
  is_full_to(89);
  EXPECT_EQ(create(), Status::ok);
  EXPECT_EQ(create_blob(), Status::ok);
  EXPECT_EQ(send(), Status::stored);
  EXPECT_EQ(put(), Status::stored);
}

TEST_F(DiskMarks, From_90_percent_on_nothing_new_is_created) {
  is_full_to(90);
  EXPECT_EQ(world.relay->disk_level(), DiskLevel::no_creations);
  EXPECT_EQ(create(), Status::no_space);
  EXPECT_EQ(create_blob(), Status::no_space);
  EXPECT_EQ(send(), Status::stored);
  EXPECT_EQ(put(), Status::stored);
}

TEST_F(DiskMarks, From_95_percent_on_nothing_is_taken_and_everything_goes_out) {
  auto& bob = world.client();
  EXPECT_EQ(send(), Status::stored);
  EXPECT_EQ(put(), Status::stored);
  is_full_to(95);
  EXPECT_EQ(world.relay->disk_level(), DiskLevel::no_writes);
  const auto refused = alice.sends(box);
  EXPECT_EQ(alice.status(refused), Status::no_space);
  EXPECT_GT(alice.reply(refused)->retry_after.count(), 0);
  EXPECT_EQ(put(), Status::no_space);
  EXPECT_EQ(of(bob, bob.subscribes(box)), Status::ok);
  const auto delivered = bob.takes<protocol::Deliver>();
  ASSERT_EQ(delivered.size(), 1U);
  EXPECT_EQ(of(bob, bob.acks(box, delivered[0].sequence)), Status::ok);
  EXPECT_EQ(bob.status(bob.gets(world_blob, 0)), Status::ok);
  EXPECT_EQ(bob.status(bob.puts(world_blob, 0, Bytes(kSmallChunk))), Status::stored) << "it is there already";
  EXPECT_EQ(of(alice, alice.deletes(world_blob)), Status::ok);
}

TEST_F(DiskMarks, With_room_again_everything_is_taken_again) {
  is_full_to(99);
  EXPECT_EQ(send(), Status::no_space);
  is_full_to(50);
  EXPECT_EQ(create(), Status::ok);
  EXPECT_EQ(send(), Status::stored);
  EXPECT_EQ(put(), Status::stored);
  EXPECT_EQ(world.relay->disk_level(), DiskLevel::fine);
}

TEST_F(DiskMarks, What_is_accepted_counts_until_the_disk_is_measured_again) {
  world.files.disk = {kDisk / 100 * 95 - 3 * kSmallChunk, kDisk / 100 * 5 + 3 * kSmallChunk};
  ASSERT_TRUE(world.ticks());
  world.disk_waits = true;
  for (std::uint32_t i = 0; i < 3; ++i)
    EXPECT_EQ(alice.status(alice.puts(world_blob, i, Bytes(kSmallChunk))), kNoReply);
  EXPECT_EQ(alice.status(alice.puts(world_blob, 3, Bytes(kSmallChunk))), Status::no_space);
}

TEST_F(DiskMarks, The_marks_are_settings) {
  auto limits = World::open_relay();
  limits.disk_warn_percent = 10;
  limits.disk_creations_percent = 20;
  limits.disk_writes_percent = 30;
  World strict(limits);
  const auto level = [&](std::uint64_t percent) {
    strict.files.disk = {percent, 100 - percent};
    (void)strict.ticks().has_value();
    return strict.relay->disk_level();
  };
  EXPECT_EQ(level(9), DiskLevel::fine);
  EXPECT_EQ(level(10), DiskLevel::warned);
  EXPECT_EQ(level(20), DiskLevel::no_creations);
  EXPECT_EQ(level(30), DiskLevel::no_writes);
}

TEST_F(DiskMarks, A_chunk_that_finds_no_room_is_told_so_and_nothing_is_taken_for_a_while) {
  world.files.write_error = Errc::storage_full;
  const auto refused = alice.puts(world_blob, 0, Bytes(kSmallChunk));
  EXPECT_EQ(of(alice, refused), Status::no_space);
  EXPECT_GT(alice.reply(refused)->retry_after.count(), 0);
  world.files.write_error.reset();
  EXPECT_EQ(send(), Status::unavailable);
  world.passes(world.limits.pause_when_disk_is_full);
  EXPECT_EQ(send(), Status::stored);
  EXPECT_EQ(put(), Status::stored);
}

TEST_F(DiskMarks, A_disk_that_fails_a_sync_promises_nothing_and_is_tried_again) {
  world.files.sync_error = Errc::storage_failed;
  EXPECT_EQ(of(alice, alice.puts(world_blob, 0, Bytes(kSmallChunk, 1))), Status::unavailable);
  world.files.sync_error.reset();
  EXPECT_EQ(of(alice, alice.puts(world_blob, 0, Bytes(kSmallChunk, 2))), Status::stored);
  EXPECT_EQ(alice.reply(alice.gets(world_blob, 0))->chunk, Bytes(kSmallChunk, 2));
}

TEST_F(DiskMarks, A_file_that_is_shorter_than_its_row_says_is_no_answer_and_no_crash) {
  EXPECT_EQ(put(), Status::stored);
  for (auto& [file, content] : world.files.files) content.resize(10);
  EXPECT_EQ(alice.status(alice.gets(world_blob, 0)), Status::unavailable);
}

}  // namespace
}  // namespace stille::relay
