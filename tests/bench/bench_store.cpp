// Durable commits of the relay's SQLite store next to the machine's own fdatasync, and what a command costs
// the core. `--folder PATH` says which disk (default: the current folder).
#include <filesystem>
#include <iostream>

#include <stdlib.h>

#include "server/store/sqlite/sqlite_mailbox_store.hpp"
#include "tests/bench/report.hpp"
#include "tests/unit/server/relay/world.hpp"

namespace stille::bench {
namespace {

using relay::test::World;

constexpr TimePoint kNow{std::chrono::hours{24 * 20'000}};
constexpr std::size_t kMailboxes = 1000;

class Writer {
 public:
  explicit Writer(const std::string& path) : store_(store::SqliteMailboxStore::open(path).value()) {
    store::WriteBatch batch;
    for (std::size_t i = 0; i < kMailboxes; ++i) {
      store::Mailbox box;
      box.reader_id = rng_.fixed<store::ReaderId>();
      box.writer_id = rng_.fixed<store::WriterId>();
      readers_.push_back(box.reader_id);
      batch.push_back(store::PutMailbox{box});
    }
    (void)store_->commit(batch).has_value();
  }
  /// One group of this many 4 KiB envelopes to mailboxes at random; microseconds.
  double commits(std::size_t envelopes) {
    store::WriteBatch batch;
    for (std::size_t i = 0; i < envelopes; ++i) {
      batch.push_back(store::Append{readers_[rng_.below(kMailboxes)], ++sequence_,
                                    rng_.fixed<store::EnvelopeMark>(), kNow, Bytes(4096, 0x5e)});
    }
    const auto start = std::chrono::steady_clock::now();
    if (!store_->commit(batch)) std::abort();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
  }
  void tidies() { (void)store_->tidy(kNow + std::chrono::hours(++sequence_)).has_value(); }

 private:
  crypto::SeededRng rng_{1};
  std::unique_ptr<store::SqliteMailboxStore> store_;
  std::vector<store::ReaderId> readers_;
  std::uint64_t sequence_ = 0;
};

void durable_commits(Report& report, const std::string& folder) {
  auto syncs = fdatasync_microseconds(folder, 400);
  const auto sync = percentile(syncs, 50);
  report.add({"fdatasync of 4 KiB", 1e6 / sync, "1/s", "", 0});
  Writer writer(folder + "/relay.db");
  for (const auto group : {std::size_t{1}, std::size_t{8}, std::size_t{32}}) {
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) times.push_back(writer.commits(group));
    writer.tidies();
    const auto commit = percentile(times, 50);
    const auto name = "group of " + std::to_string(group);
    report.add({name + ", commits", 1e6 / commit, "1/s", "fdatasync", sync / commit});
    report.add({name + ", envelopes", 1e6 / commit * double(group), "1/s", "fdatasync",
                sync / commit * double(group)});
    report.add({name + ", p99", percentile(times, 99) / 1000, "ms", "", 0});
  }
}

/// Median microseconds of a command, the client's own share (making the tag) taken off.
template <class F>
double cost(relay::test::Client& client, const relay::test::TestMailbox& box, F command) {
  const Bytes envelope(4096, 0x5e);
  const auto tag = microseconds_per_call(
      [&] {
        (void)client.tag(box.writer.secret, protocol::MailboxRole::writer, box.writer_id.raw, 1, envelope);
      },
      200);
  return microseconds_per_call(command, 200) - tag;
}

void commands(Report& report) {
  auto limits = World::open_relay();
  limits.commands = limits.refusals = {1'000'000'000, 4'000'000};
  limits.envelopes_per_mailbox = limits.bytes_per_mailbox = std::size_t{1} << 40;
  World world(limits);
  const auto box = world.existing();
  const auto unknown = world.mailbox();
  auto forged = world.mailbox();
  forged.reader_id = box.reader_id;
  forged.writer_id = box.writer_id;
  auto& alice = world.client();
  const auto send = cost(alice, box, [&] {
    alice.sends(box);
    if (world.relay->commit_now()) (void)world.commits().has_value();
  });
  report.add({"SEND of 4 KiB, in memory", send, "us", "", 0});
  const auto known = cost(alice, forged, [&] { alice.sends(forged); });
  const auto none = cost(alice, unknown, [&] { alice.sends(unknown); });
  report.add({"DENIED, mailbox exists", known, "us", "", 0});
  report.add({"DENIED, mailbox unknown", none, "us", "mailbox exists", none / known});
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  using namespace stille;
  auto pattern = bench::argument(argc, argv, "--folder", ".") + "/bench-store-XXXXXX";
  if (!crypto::initialise() || ::mkdtemp(pattern.data()) == nullptr) return 1;
  bench::Report report("relay store");
  bench::durable_commits(report, pattern);
  bench::commands(report);
  std::filesystem::remove_all(pattern);
  return report.finish(argc, argv);
}
