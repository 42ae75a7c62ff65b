// A writer is killed at random moments; what it had reported as durable must be there afterwards. The same
// harness has to catch a writer that reports before it commits.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/unit/server/store/contract.hpp"
#include "tests/unit/server/store/sqlite_files.hpp"

namespace stille::store::test {
namespace {

constexpr int kRounds = 120;
constexpr std::uint64_t kGroup = 4;

enum class Reports { after_commit, before_commit };

Mailbox the_mailbox() {
  Mailbox out;
  out.reader_id.raw.fill(1);
  out.writer_id.raw.fill(2);
  return out;
}

EnvelopeMark mark_of(std::uint64_t sequence) {
  EnvelopeMark out;
  std::copy_n(be64(sequence).begin(), 8, out.raw.begin());
  return out;
}

/// The child: groups of envelopes, numbered on from `first`; the last number of each goes into the pipe.
[[noreturn]] void write_until_killed(const std::string& path, std::uint64_t first, int pipe, Reports when) {
  auto store = SqliteMailboxStore::open(path).value();
  for (auto next = first;; next += kGroup) {
    WriteBatch batch{PutMailbox{the_mailbox()}};
    for (auto i = next; i < next + kGroup; ++i) {
      batch.push_back(Append{the_mailbox().reader_id, i, mark_of(i), TimePoint{},
                             Bytes(4096, static_cast<std::uint8_t>(i))});
    }
    // Sometimes what came before is acknowledged, and the log emptied: kills must land in these too.
    if (next % 16 == 1 && next > 64) batch.push_back(RemoveUpTo{the_mailbox().reader_id, next - 64});
    const auto last = next + kGroup - 1;
    const auto report = [&] {
      if (::write(pipe, &last, sizeof last) != sizeof last) ::_exit(3);
    };
    if (when == Reports::before_commit) report();
    if (!store->commit(batch)) ::_exit(2);
    if (when == Reports::after_commit) report();
    if (next % 64 == 1 && !store->tidy(TimePoint(std::chrono::hours(next)))) ::_exit(2);
  }
}

/// Runs a child for about `microseconds` of its writing; the last number it reported (0: none).
std::uint64_t killed_after(const std::string& path, std::uint64_t first, unsigned microseconds,
                           Reports when) {
  int ends[2];
  if (::pipe(ends) != 0) return 0;
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(path, first, ends[1], when);
  }
  ::close(ends[1]);
  std::uint64_t last = 0;
  std::uint64_t word = 0;
  // The first report says that the child has begun; then it lives on for the random time.
  if (::read(ends[0], &word, sizeof word) == sizeof word) last = word;
  ::usleep(microseconds);  // a random moment is the point
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer gave up by itself: " << status;
  while (::read(ends[0], &word, sizeof word) == sizeof word) last = word;
  ::close(ends[0]);
  return last;
}

struct Tally {
  std::uint64_t lost = 0;
  std::uint64_t damaged = 0;
  std::uint64_t unreported = 0;  // durable without a report: proof that kills land in the middle
};

Tally kill_loop(Reports when, int rounds) {
  const Folder folder;
  crypto::SeededRng rng{9};
  Tally out;
  std::uint64_t first = 1;
  for (int round = 0; round < rounds; ++round) {
    const auto time = static_cast<unsigned>(rng.below(12'000));
    const auto reported = killed_after(folder.database(), first, time, when);
    auto store = SqliteMailboxStore::open(folder.database()).value();
    const auto id = the_mailbox().reader_id;
    const auto durable = store->waiting(id, 0, kNoSequenceLimit).value().last;
    if (durable < reported) out.lost += reported - durable;
    if (durable > reported) out.unreported += durable - reported;
    if (durable > 0 && !store->seen(id, mark_of(durable)).value()) ++out.damaged;
    const auto kept = store->read(id, 0, {100, 1 << 20}).value();
    for (const auto& one : kept) {
      if (one.body != Bytes(4096, static_cast<std::uint8_t>(one.sequence))) ++out.damaged;
    }
    if (durable % kGroup != 0) ++out.damaged;  // a group is kept whole or not at all
    first = std::max(durable, reported) + 1;
  }
  return out;
}

TEST(StoreCrash, Nothing_reported_is_lost_and_no_group_is_torn) {
  const auto tally = kill_loop(Reports::after_commit, kRounds);
  EXPECT_EQ(tally.lost, 0u);
  EXPECT_EQ(tally.damaged, 0u);
  RecordProperty("kills", kRounds);
  RecordProperty("durable_without_report", static_cast<int>(tally.unreported));
}

TEST(StoreCrash, A_writer_that_reports_before_it_commits_is_caught) {
  EXPECT_GT(kill_loop(Reports::before_commit, kRounds).lost, 0u);
}

}  // namespace
}  // namespace stille::store::test
