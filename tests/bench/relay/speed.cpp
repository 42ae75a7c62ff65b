// Envelopes: how many, how fast, at what price.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "tests/bench/relay/figures.hpp"

namespace stille::bench {
namespace {

constexpr std::size_t kPairs = 8;  // writer and reader connections under load
constexpr int kInFlight = 32;      // SENDs of one writer that wait for STORED
constexpr Seconds kLoadTime{3};
constexpr int kPingPongs = 400;
constexpr std::size_t kPerMailbox = 4000;  // envelopes that wait in one; it takes 4,096

std::deque<Pair> open_pairs(Load& load, std::size_t count, bool online) {
  std::deque<Pair> pairs;
  for (std::size_t i = 0; i < count; ++i) {
    auto& pair = pairs.emplace_back(Pair{Mailbox(load.rng())});
    load.complete([&] { return load.open(pair, online); });
  }
  return pairs;
}

std::uint64_t delivered(const std::deque<Pair>& pairs) {
  std::uint64_t out = 0;
  for (const auto& pair : pairs) out += pair.delivered;
  return out;
}

/// One of several that keep a writer busy until `enough`.
asio::awaitable<void> busy_sender(Load& load, Pair& pair, std::function<bool()> enough,
                                  std::uint64_t& stored) {
  while (!enough()) {
    const auto status = co_await load.send(pair, Steady::now());
    if (status == protocol::Status::full) co_return;  // nobody reads: the mailbox holds what it may
    if (status != protocol::Status::stored) give_up("a SEND was refused");
    ++stored;
  }
}

/// Keeps every writer busy until `enough(pair)`; answers with what was stored.
std::uint64_t keep_busy(Load& load, std::deque<Pair>& pairs, const std::function<bool(const Pair&)>& enough) {
  std::uint64_t stored = 0;
  std::size_t running = pairs.size() * kInFlight;
  for (auto& pair : pairs) {
    for (int i = 0; i < kInFlight; ++i)
      load.begin(busy_sender(
                     load, pair, [&enough, &pair] { return enough(pair); }, stored),
                 [&running] { --running; });
  }
  while (running > 0) load.run_one();
  return stored;
}

void fill(Load& load, std::deque<Pair>& pairs) {
  (void)keep_busy(load, pairs, [](const Pair& pair) { return pair.sent >= kPerMailbox; });
}

}  // namespace

void throughput(Load& load, const RelayProcess& relay, bool online, const Floors& floors, Report& report) {
  auto pairs = open_pairs(load, kPairs, online);
  const auto cpu = relay.cpu_seconds();
  const auto start = Steady::now();
  const auto until = start + std::chrono::duration_cast<Steady::duration>(kLoadTime);
  const auto stored =
      static_cast<double>(keep_busy(load, pairs, [until](const Pair&) { return Steady::now() >= until; }));
  const double spent = Seconds(Steady::now() - start).count();
  const std::string what = online ? "STORED, reader online" : "STORED, reader away";
  report.add({what, stored / spent, "envelopes/s", "32 to an fdatasync, bare",
              stored / spent / floors.group_sync_rate});
  report.add(
      {what + ": relay's processor time", (relay.cpu_seconds() - cpu) / stored * 1e5, "s per 100,000"});
  if (!online) return;
  const auto arrived = static_cast<double>(delivered(pairs));
  report.add({"delivered meanwhile", arrived / spent, "envelopes/s", "STORED", arrived / stored});
}

void latency(Load& load, const Floors& floors, Report& report) {
  auto pairs = open_pairs(load, 1, true);
  auto& pair = pairs.front();
  std::vector<double> stored;
  for (std::uint64_t i = 0; i < kPingPongs; ++i) {
    const auto start = Steady::now();
    load.complete([&]() -> asio::awaitable<void> { (void)co_await load.send(pair, start); });
    stored.push_back(micros(Steady::now() - start));
    while (pair.delivered <= i) load.run_one();
  }
  for (const double p : {50.0, 99.0}) {
    const auto name = "p" + std::to_string(static_cast<int>(p));
    const double durable = percentile(stored, p);
    report.add({"SEND to STORED, one at a time, " + name, durable, "us", "fdatasync p50",
                durable / floors.sync_time});
    report.add({"SEND to DELIVER, one at a time, " + name, percentile(pair.delivery_times, p), "us"});
  }
}

void offered(Load& load, double rate, const Floors& floors, Report& report) {
  auto pairs = open_pairs(load, kPairs, true);
  std::vector<double> stored;
  std::size_t running = 0;
  const auto count = static_cast<std::uint64_t>(rate * kLoadTime.count());
  const auto start = Steady::now();
  asio::steady_timer timer(load.context());
  for (std::uint64_t i = 0; i < count; ++i) {
    // From when it had to leave: a relay that falls behind cannot hide it.
    const auto due =
        start + std::chrono::duration_cast<Steady::duration>(Seconds(static_cast<double>(i) / rate));
    bool reached = Steady::now() >= due;
    if (!reached) {
      timer.expires_at(due);
      timer.async_wait([&reached](const boost::system::error_code&) { reached = true; });
    }
    while (!reached) load.run_one();
    (void)load.context().poll();
    ++running;
    auto one = [](Load& by, Pair& pair, Steady::time_point at,
                  std::vector<double>& times) -> asio::awaitable<void> {
      if (co_await by.send(pair, at) != protocol::Status::stored) give_up("a SEND was refused");
      times.push_back(micros(Steady::now() - at));
    };
    load.begin(one(load, pairs[i % kPairs], due, stored), [&running] { --running; });
  }
  while (running > 0 || delivered(pairs) < count) load.run_one();
  std::vector<double> arrivals;
  for (const auto& pair : pairs)
    arrivals.insert(arrivals.end(), pair.delivery_times.begin(), pair.delivery_times.end());
  const auto at = std::to_string(static_cast<int>(rate)) + " envelopes/s offered: ";
  for (const double p : {50.0, 99.0}) {
    const auto name = "p" + std::to_string(static_cast<int>(p));
    const double durable = percentile(stored, p);
    report.add({at + "SEND to STORED, " + name, durable, "us", "fdatasync p50", durable / floors.sync_time});
    report.add({at + "SEND to DELIVER, " + name, percentile(arrivals, p), "us"});
  }
}

void drain(Load& load, Report& report) {
  auto pairs = open_pairs(load, kPairs, false);
  const auto filling = Steady::now();
  fill(load, pairs);
  const double fill_rate = kPairs * kPerMailbox / Seconds(Steady::now() - filling).count();
  for (auto& pair : pairs) pair.due.clear();
  const auto start = Steady::now();
  for (auto& pair : pairs) {
    load.begin(
        [](Pair& one) -> asio::awaitable<void> {
          std::vector<net::MailboxKey> keys;
          keys.push_back(one.mailbox.reader_key());
          const protocol::Subscribe command{{{one.mailbox.reader_id, protocol::kLargestWindow}}};
          (void)co_await one.reader->request(command, std::move(keys));
        }(pair),
        [] {});
  }
  std::uint64_t all = 0;
  for (const auto& pair : pairs) all += pair.sent;
  // The last sends of each writer may have met a full mailbox.
  const auto expected = std::min<std::uint64_t>(all, kPairs * 4096);
  while (delivered(pairs) < expected) load.run_one();
  const double rate = static_cast<double>(expected) / Seconds(Steady::now() - start).count();
  report.add({"drain: readers that come back to 4,000 envelopes each", rate, "envelopes/s",
              "storing the same ones", rate / fill_rate});
}

void stored_memory(Load& load, const RelayProcess& relay, Report& report) {
  constexpr std::size_t kMailboxes = 25;
  const double before = relay.resident_bytes();
  auto pairs = open_pairs(load, kMailboxes, false);
  fill(load, pairs);
  const double more = relay.resident_bytes() - before;
  constexpr double kAll = kMailboxes * kPerMailbox;
  report.add({"memory with 100,000 stored envelopes", relay.resident_bytes() / 1048576, "MiB",
              "their own size", relay.resident_bytes() / (kAll * protocol::kSmallEnvelope)});
  report.add({"memory that they added", more / 1048576, "MiB"});
}

}  // namespace stille::bench
