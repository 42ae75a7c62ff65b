// Delivered means gone: after an acknowledgement, a deletion or the end of a life, no file of the relay holds
// the bytes any more. The real store and the real folder; the clock is the test's.
#include <gtest/gtest.h>

#include "server/blob/folder.hpp"
#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/unit/server/relay/world.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::relay {
namespace {

using namespace test;
using protocol::Status;
using std::chrono::hours;
using std::chrono::minutes;

constexpr milliseconds kPromise = minutes{60};

struct Forget : testing::Test {
  Forget() {
    folder = blob::BlobFolder::open(path("blobs")).value();
    world.disk = folder.get();
  }
  [[nodiscard]] std::string path(const char* name) const {
    return (std::filesystem::path(files.database()).parent_path() / name).string();
  }
  store::MailboxStore& open() {
    store.reset();
    store = store::SqliteMailboxStore::open(files.database(), {.reserve_bytes = 4096}).value();
    return *store;
  }
  /// Bytes that are nowhere else.
  Bytes canary(std::size_t size) {
    Bytes out(size);
    world.rng.fill(out);
    return out;
  }
  /// Whether any file below the relay's folder holds a piece of them.
  [[nodiscard]] bool is_somewhere(ByteView bytes) const {
    const auto top = std::filesystem::path(files.database()).parent_path();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
      if (!entry.is_regular_file()) continue;
      const auto content = store::test::Folder::content(entry.path().string());
      for (const auto at : {std::size_t{0}, bytes.size() / 2, bytes.size() - 32}) {
        if (as_text(content).find(as_text(bytes.subspan(at, 32))) != std::string_view::npos) return true;
      }
    }
    return false;
  }
  void time_goes_on(milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += seconds{5}) {
      world.passes(seconds{5});
      ASSERT_TRUE(world.ticks());
      ASSERT_TRUE(world.commits());
    }
  }
  Status of(Client& who, std::uint64_t number) {
    (void)world.commits().has_value();
    return who.status(number);
  }

  store::test::Folder files;
  std::unique_ptr<store::SqliteMailboxStore> store;
  World world{World::open_relay(), [this]() -> store::MailboxStore& { return open(); }};
  std::unique_ptr<blob::BlobFolder> folder;
  TestMailbox box = world.existing();
  Client& alice = world.client();
};

TEST_F(Forget, An_envelope_after_its_acknowledgement) {
  const auto secret = canary(protocol::kSmallEnvelope);
  ASSERT_EQ(of(alice, alice.sends(box, world.envelope_id(), secret)), Status::stored);
  EXPECT_TRUE(is_somewhere(secret)) << "the test could not see it";
  auto& bob = world.client();
  ASSERT_EQ(of(bob, bob.subscribes(box)), Status::ok);
  ASSERT_EQ(of(bob, bob.acks(box, bob.takes<protocol::Deliver>().at(0).sequence)), Status::ok);
  time_goes_on(kPromise);
  EXPECT_FALSE(is_somewhere(secret));
}

TEST_F(Forget, An_envelope_after_its_life) {
  const auto secret = canary(protocol::kLargestEnvelope);
  ASSERT_EQ(of(alice, alice.sends(box, world.envelope_id(), secret)), Status::stored);
  world.passes(world.limits.envelope_life);
  time_goes_on(kPromise);
  EXPECT_FALSE(is_somewhere(secret));
}

TEST_F(Forget, A_chunk_after_the_deletion_of_its_blob) {
  const auto blob = world.existing_blob(box, 2);
  const auto secret = canary(protocol::kSmallChunk);
  ASSERT_EQ(of(alice, alice.puts(blob, 1, secret)), Status::stored);
  EXPECT_TRUE(is_somewhere(secret)) << "the test could not see it";
  ASSERT_EQ(of(alice, alice.deletes(blob)), Status::ok);
  EXPECT_FALSE(is_somewhere(secret)) << "at once: a blob's bytes are in no log";
}

TEST_F(Forget, A_chunk_five_minutes_after_its_life) {
  const auto blob = world.existing_blob(box, 2);
  const auto secret = canary(protocol::kSmallChunk);
  ASSERT_EQ(of(alice, alice.puts(blob, 1, secret)), Status::stored);
  world.passes(hours{24} - minutes{1});
  ASSERT_TRUE(world.ticks());
  EXPECT_TRUE(is_somewhere(secret));
  time_goes_on(minutes{6});
  EXPECT_FALSE(is_somewhere(secret));
}

TEST_F(Forget, The_names_and_keys_of_a_blob_within_the_hour_as_well) {
  const auto blob = world.existing_blob(box, 2);
  EXPECT_TRUE(is_somewhere(blob.writer.public_key.raw)) << "the test could not see it";
  ASSERT_EQ(of(alice, alice.deletes(blob)), Status::ok);
  time_goes_on(kPromise);
  EXPECT_FALSE(is_somewhere(blob.writer.public_key.raw));
}

TEST_F(Forget, A_chunk_of_a_relay_that_was_killed_between_row_and_file) {
  const auto blob = world.existing_blob(box, 2);
  const auto secret = canary(protocol::kSmallChunk);
  ASSERT_EQ(of(alice, alice.puts(blob, 1, secret)), Status::stored);
  world.disk_waits = true;
  ASSERT_EQ(of(alice, alice.deletes(blob)), Status::ok);
  world.crashes();
  world.disk_waits = false;
  EXPECT_TRUE(is_somewhere(secret));
  ASSERT_TRUE(world.ticks());
  EXPECT_FALSE(is_somewhere(secret)) << "the sweep at the start finds it";
}

}  // namespace
}  // namespace stille::relay
