// The relay under load, over real TLS on loopback, with its real store: how many envelopes it makes durable
// and delivers, how long that takes, and what an idle connection costs. The load comes from this one process.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <iostream>
#include <optional>

#include <sys/resource.h>

#include "client/net/relay_link.hpp"
#include "tests/bench/relay_process.hpp"
#include "tests/bench/report.hpp"

namespace stille::bench {
namespace {

namespace asio = boost::asio;
using Seconds = std::chrono::duration<double>;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kPairs = 8;  // writer and reader connections under load
constexpr int kInFlight = 32;      // SENDs of one writer that wait for STORED
constexpr Seconds kLoadTime{3};
constexpr int kPingPongs = 400;
constexpr std::size_t kIdle = 2000;
constexpr int kDials = 200;
constexpr int kBareDials = 1500;

double micros(Steady::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

struct Mailbox {
  protocol::ReaderId reader_id;
  protocol::WriterId writer_id;
  crypto::DhKeypair reader;
  crypto::DhKeypair writer;

  explicit Mailbox(crypto::Rng& rng)
      : reader_id(rng.fixed<protocol::ReaderId>()),
        writer_id(rng.fixed<protocol::WriterId>()),
        reader(crypto::dh_keypair(rng)),
        writer(crypto::dh_keypair(rng)) {}
  [[nodiscard]] std::vector<net::MailboxKey> reader_key() const {
    std::vector<net::MailboxKey> out;
    out.push_back(net::MailboxKey::reader(reader_id, reader.secret));
    return out;
  }
  [[nodiscard]] std::vector<net::MailboxKey> writer_key() const {
    std::vector<net::MailboxKey> out;
    out.push_back(net::MailboxKey::writer(writer_id, writer.secret));
    return out;
  }
};

[[noreturn]] void give_up(const char* what) {
  std::cerr << "relay bench: " << what << '\n';
  std::exit(1);
}

/// A mailbox with both its ends connected. `online`: the reader has subscribed and acknowledges.
struct Pair {
  Mailbox mailbox;
  std::shared_ptr<net::RelayLink> reader{};
  std::shared_ptr<net::RelayLink> writer{};
  std::uint64_t delivered = 0;
  std::deque<Steady::time_point> sent_at{};
  std::vector<double> delivery_times{};
};

class Load {
 public:
  Load(asio::io_context& io, const RelayProcess& relay) : io_(io), relay_(relay) {}

  asio::awaitable<std::shared_ptr<net::RelayLink>> dial(net::RelayLinkCallbacks callbacks) {
    auto link = co_await net::RelayLink::connect(relay_.address(), std::move(callbacks));
    if (!link) give_up("no connection to the relay");
    co_return link.value();
  }

  asio::awaitable<void> create(std::shared_ptr<net::RelayLink> link, const Mailbox& mailbox) {
    const protocol::Create create{mailbox.reader_id,
                                  mailbox.writer_id,
                                  mailbox.reader.public_key,
                                  mailbox.writer.public_key,
                                  protocol::MailboxKind::conversation,
                                  {}};
    const auto reply = co_await link->request(create, mailbox.reader_key());
    if (!reply || reply.value().status != protocol::Status::ok) give_up("CREATE was refused");
  }

  asio::awaitable<void> subscribe(std::shared_ptr<net::RelayLink> link, const Mailbox& mailbox) {
    const protocol::Subscribe command{{{mailbox.reader_id, protocol::kLargestWindow}}};
    const auto reply = co_await link->request(command, mailbox.reader_key());
    if (!reply || reply.value().status != protocol::Status::ok) give_up("SUBSCRIBE was refused");
  }

  asio::awaitable<void> open(Pair& pair, bool online) {
    net::RelayLinkCallbacks callbacks;
    callbacks.on_event = [this, &pair](protocol::Event event) {
      if (const auto* deliver = std::get_if<protocol::Deliver>(&event)) took(pair, deliver->sequence);
    };
    pair.reader = co_await dial(std::move(callbacks));
    co_await create(pair.reader, pair.mailbox);
    if (online) co_await subscribe(pair.reader, pair.mailbox);
    pair.writer = co_await dial({});
  }

  void took(Pair& pair, std::uint64_t sequence) {
    ++pair.delivered;
    if (!pair.sent_at.empty()) {
      pair.delivery_times.push_back(micros(Steady::now() - pair.sent_at.front()));
      pair.sent_at.pop_front();
    }
    asio::co_spawn(io_, acknowledge(pair, sequence), &Load::report);
  }

  static void report(std::exception_ptr error) {
    if (error) give_up("a task failed");
  }

  asio::awaitable<void> acknowledge(Pair& pair, std::uint64_t sequence) {
    (void)co_await pair.reader->request(protocol::Ack{pair.mailbox.reader_id, sequence},
                                        pair.mailbox.reader_key());
  }

  asio::awaitable<protocol::Status> send(Pair& pair) {
    protocol::Send command{pair.mailbox.writer_id, rng_.fixed<protocol::EnvelopeId>(),
                           Bytes(protocol::kSmallEnvelope)};
    rng_.fill(command.envelope);
    pair.sent_at.push_back(Steady::now());
    const auto reply = co_await pair.writer->request(std::move(command), pair.mailbox.writer_key());
    if (!reply) give_up("a SEND was not answered");
    co_return reply.value().status;
  }

  /// One of several that keep a writer busy until the time is over.
  asio::awaitable<void> sender(Pair& pair, Steady::time_point until, std::uint64_t& stored) {
    while (Steady::now() < until) {
      const auto status = co_await send(pair);
      if (status == protocol::Status::stored) {
        ++stored;
      } else if (status == protocol::Status::full) {
        co_return;  // nobody reads: the mailbox holds what it may
      } else {
        give_up("a SEND was refused");
      }
    }
  }

  asio::io_context& io_;
  const RelayProcess& relay_;
  crypto::SystemRng rng_;
};

/// Runs a task to its end on the shared context.
template <class F>
void complete(asio::io_context& io, F make) {
  bool done = false;
  asio::co_spawn(io, make(), [&](std::exception_ptr error) {
    Load::report(error);
    done = true;
  });
  while (!done) io.run_one();
}

void throughput(asio::io_context& io, const RelayProcess& relay, bool online, double sync_rate,
                Report& report) {
  Load load(io, relay);
  std::deque<Pair> pairs;
  for (std::size_t i = 0; i < kPairs; ++i) {
    auto& pair = pairs.emplace_back(Pair{Mailbox(load.rng_)});
    complete(io, [&] { return load.open(pair, online); });
  }
  const auto cpu = relay.cpu_seconds();
  const auto start = Steady::now();
  const auto until = start + std::chrono::duration_cast<Steady::duration>(kLoadTime);
  std::uint64_t stored = 0;
  std::size_t running = kPairs * kInFlight;
  for (auto& pair : pairs) {
    for (int i = 0; i < kInFlight; ++i) {
      asio::co_spawn(io, load.sender(pair, until, stored), [&](std::exception_ptr error) {
        Load::report(error);
        --running;
      });
    }
  }
  while (running > 0) io.run_one();
  const double spent = Seconds(Steady::now() - start).count();
  const double rate = static_cast<double>(stored) / spent;
  const std::string what = online ? "STORED, reader online" : "STORED, reader away";
  report.add({what, rate, "envelopes/s", "fdatasync/s of this machine", rate / sync_rate});
  report.add({what + ": relay's processor time",
              (relay.cpu_seconds() - cpu) / static_cast<double>(stored) * 1e5, "s per 100,000"});
  if (!online) return;
  std::uint64_t delivered = 0;
  for (const auto& pair : pairs) delivered += pair.delivered;
  report.add({"delivered", static_cast<double>(delivered) / spent, "envelopes/s", "STORED",
              static_cast<double>(delivered) / static_cast<double>(stored)});
}

void latency(asio::io_context& io, const RelayProcess& relay, double sync_time, Report& report) {
  Load load(io, relay);
  Pair pair{Mailbox(load.rng_)};
  complete(io, [&] { return load.open(pair, true); });
  std::vector<double> stored;
  for (int i = 0; i < kPingPongs; ++i) {
    const auto start = Steady::now();
    complete(io, [&]() -> asio::awaitable<void> { (void)co_await load.send(pair); });
    stored.push_back(micros(Steady::now() - start));
    while (pair.delivered <= static_cast<std::uint64_t>(i)) io.run_one();
  }
  for (const double p : {50.0, 99.0}) {
    const auto name = "p" + std::to_string(static_cast<int>(p));
    const double durable = percentile(stored, p);
    report.add(
        {"SEND to STORED, one at a time, " + name, durable, "us", "fdatasync p50", durable / sync_time});
    report.add({"SEND to DELIVER, one at a time, " + name, percentile(pair.delivery_times, p), "us"});
  }
}

void handshakes(asio::io_context& io, const RelayProcess& relay, Report& report) {
  Load load(io, relay);
  std::vector<double> times;
  for (int i = 0; i < kDials; ++i) {
    const auto start = Steady::now();
    complete(io, [&]() -> asio::awaitable<void> {
      auto link = co_await load.dial({});
      times.push_back(micros(Steady::now() - start));
      co_await load.create(link, Mailbox(load.rng_));
      link->close();
    });
  }
  const double cpu = relay.cpu_seconds();
  for (int i = 0; i < kBareDials; ++i) {
    complete(io, [&]() -> asio::awaitable<void> { (co_await load.dial({}))->abort(); });
  }
  const double cost = (relay.cpu_seconds() - cpu) / kBareDials;
  report.add({"connections, made and ended: as many as one core of the relay does", 1 / cost, "/s"});
  report.add({"connection: TCP, TLS 1.3 and hello, p50", percentile(times, 50), "us"});
  report.add({"connection: TCP, TLS 1.3 and hello, p99", percentile(times, 99), "us"});
}

void idle(asio::io_context& io, const RelayProcess& relay, Report& report) {
  Load load(io, relay);
  const double before = relay.resident_bytes();
  const double cpu = relay.cpu_seconds();
  std::vector<std::shared_ptr<net::RelayLink>> links;
  for (std::size_t i = 0; i < kIdle; ++i) {
    complete(io, [&]() -> asio::awaitable<void> {
      const Mailbox mailbox(load.rng_);
      auto link = co_await load.dial({});
      co_await load.create(link, mailbox);
      co_await load.subscribe(link, mailbox);
      links.push_back(std::move(link));
    });
  }
  const double each = (relay.resident_bytes() - before) / static_cast<double>(kIdle) / 1024;
  const double cost = (relay.cpu_seconds() - cpu) / static_cast<double>(kIdle);
  report.add({"connect, create, subscribe: as many as one core of the relay does", 1 / cost, "/s"});
  constexpr double kFloorKib = 13.3;
  report.add({"memory of an idle subscribed connection (of " + std::to_string(kIdle) + ")", each, "KiB",
              "OpenSSL's own 13.3 KiB", each / kFloorKib});
}

int measure(int argc, char** argv) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  auto folder = (std::filesystem::current_path() / "stille-bench.XXXXXX").string();
  if (!::mkdtemp(folder.data())) give_up("no folder for the relay's data");
  auto syncs = fdatasync_microseconds(folder, 500);
  const double sync_time = percentile(syncs, 50);
  Report report("relay");
  report.add({"fdatasync of 4 KiB, p50", sync_time, "us"});
  report.add({"fdatasync of 4 KiB, p99", percentile(syncs, 99), "us"});
  {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "stille-relay";
    const auto relay = RelayProcess::start(program.string(), folder);
    if (!relay) give_up("stille-relay did not start");
    asio::io_context io(1);
    const auto work = asio::make_work_guard(io);
    handshakes(io, *relay, report);
    latency(io, *relay, sync_time, report);
    throughput(io, *relay, false, 1e6 / sync_time, report);
    throughput(io, *relay, true, 1e6 / sync_time, report);
    idle(io, *relay, report);
  }
  std::filesystem::remove_all(folder);
  return report.finish(argc, argv);
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  if (!stille::crypto::initialise()) return 1;
  return stille::bench::measure(argc, argv);
}
