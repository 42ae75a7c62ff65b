// A disk that is really full: a small file system of its own, filled to the last block.
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/unit/server/store/contract.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::store::test {
namespace {

constexpr SqliteOptions kOptions{.reserve_bytes = 4 << 20, .log_pages = 64};
constexpr TimePoint kNow{std::chrono::hours{24 * 20'000}};
enum Outcome : int {
  well = 0,
  no_mount = 10,
  never_full,
  not_full_error,
  read_failed,
  ack_failed,
  tidy_failed,
  no_recovery,
  lost
};

Append envelope(const Mailbox& to, std::uint64_t sequence) {
  EnvelopeMark mark;
  std::copy_n(be64(sequence).begin(), 8, mark.raw.begin());
  return {to.reader_id, sequence, mark, kNow, Bytes(65536, static_cast<std::uint8_t>(sequence))};
}

/// Fills the store; the last number that was promised, or 0 when it fails in another way.
std::uint64_t fill(MailboxStore& store, const Mailbox& box) {
  for (std::uint64_t next = 1; next < 1000; ++next) {
    const auto done = store.commit({envelope(box, next)});
    if (!done) return done.error().code == Errc::storage_full ? next - 1 : 0;
  }
  return 0;
}

Outcome on_a_small_disk(const Folder& folder, const std::string& path) {
  if (::unshare(CLONE_NEWNS) != 0) return no_mount;  // for root only
  ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
  if (::mount("none", path.c_str(), "tmpfs", 0, "size=10m") != 0) return no_mount;
  auto store = SqliteMailboxStore::open(folder.database(), kOptions).value();
  Mailbox box;
  if (!store->commit({PutMailbox{box}})) return not_full_error;
  const auto last = fill(*store, box);
  if (last < 10) return not_full_error;
  const auto waiting = [&] { return store->waiting(box.reader_id, 0, kNoSequenceLimit).value(); };
  if (waiting().last != last) return lost;
  if (store->read(box.reader_id, last - 1, {1, 1 << 20}).value().size() != 1) return read_failed;
  // As a reader does it: some at a time, with ticks in between that move zeros out of the log.
  for (std::uint64_t up_to = 8; up_to < last; up_to += 8) {
    if (!store->commit({RemoveUpTo{box.reader_id, up_to}})) return ack_failed;
    if (!store->tidy(kNow)) return tidy_failed;
  }
  if (!store->commit({RemoveUpTo{box.reader_id, last - 1}}) || !store->tidy(kNow)) return ack_failed;
  if (!store->commit({envelope(box, last + 1)})) return no_recovery;
  store.reset();
  store = SqliteMailboxStore::open(folder.database(), kOptions).value();
  return waiting().count == 2 ? well : lost;
}

TEST(FullDisk, Reading_and_removing_go_on_and_adding_comes_back) {
  const Folder folder;
  const auto path = std::filesystem::path(folder.database()).parent_path().string();
  const auto child = ::fork();
  if (child == 0) ::_exit(on_a_small_disk(folder, path));
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == no_mount) GTEST_SKIP() << "no file system of our own can be mounted here";
  EXPECT_EQ(WEXITSTATUS(status), well);
}

}  // namespace
}  // namespace stille::store::test
