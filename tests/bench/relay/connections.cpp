// Connections: what one costs to make and to keep, and what happens when everybody comes back at once.
#include <boost/asio/use_awaitable.hpp>

#include "client/net/subscriber.hpp"
#include "tests/bench/relay/figures.hpp"

namespace stille::bench {
namespace {

constexpr int kDials = 200;
constexpr int kBareDials = 1500;
constexpr std::size_t kComers = 400;        // clients that come back at once
constexpr std::size_t kMailboxesEach = 50;  // and what each of them reads
constexpr std::size_t kAtOnce = 64;         // that connect at a time

enum class Back : std::uint8_t { subscribing, with_a_ticket };

struct Comer {
  Comer(crypto::Rng& rng, std::size_t count) : subscriber(rng) {
    for (std::size_t i = 0; i < count; ++i) mailboxes.emplace_back(rng);
  }
  std::deque<Mailbox> mailboxes;
  std::shared_ptr<net::RelayLink> link;
  net::Subscriber subscriber;
};

std::deque<Comer> people(Load& load, std::size_t count, std::size_t mailboxes) {
  std::deque<Comer> out;
  for (std::size_t i = 0; i < count; ++i) out.emplace_back(load.rng(), mailboxes);
  return out;
}

Result<void> noted(const protocol::ReaderId&, const protocol::SubscribedEntry& entry) {
  if (entry.status != protocol::Status::ok) give_up("a mailbox was not subscribed");
  return ok();
}

asio::awaitable<void> read_with_tickets(Comer& comer) {
  std::vector<net::MailboxKey> keys;
  for (const auto& mailbox : comer.mailboxes) keys.push_back(mailbox.reader_key());
  const net::Subscriber::Noted hears = noted;
  const auto read = co_await comer.subscriber.subscribe(comer.link, std::move(keys), hears);
  if (!read) give_up("the mailboxes were not subscribed");
  const auto renewed = co_await comer.subscriber.renew_tickets(comer.link, Steady::now());
  if (!renewed || comer.subscriber.tickets() == 0) give_up("there is no ticket");
}

asio::awaitable<void> arrive(Load& load, Comer& comer, bool first, Back how) {
  comer.link = co_await load.dial({});
  if (first)
    for (const auto& mailbox : comer.mailboxes) co_await load.create(comer.link, mailbox);
  if (how == Back::with_a_ticket)
    co_await read_with_tickets(comer);
  else
    co_await load.subscribe(comer.link, comer.mailboxes);
}

/// Every comer arrives, so many at a time.
void let_in(Load& load, std::deque<Comer>& comers, bool first, Back how) {
  std::size_t next = 0;
  std::size_t running = 0;
  std::size_t done = 0;
  while (done < comers.size()) {
    while (next < comers.size() && running < kAtOnce) {
      ++running;
      load.begin(arrive(load, comers[next++], first, how), [&running, &done] {
        --running;
        ++done;
      });
    }
    load.run_one();
  }
}

}  // namespace

void handshakes(Load& load, const RelayProcess& relay, const Floors& floors, Report& report) {
  std::vector<double> times;
  for (int i = 0; i < kDials; ++i) {
    const auto start = Steady::now();
    load.complete([&]() -> asio::awaitable<void> {
      auto link = co_await load.dial({});
      times.push_back(micros(Steady::now() - start));
      co_await load.create(link, Mailbox(load.rng()));
      link->close();
    });
  }
  const double cpu = relay.cpu_seconds();
  for (int i = 0; i < kBareDials; ++i)
    load.complete([&]() -> asio::awaitable<void> { (co_await load.dial({}))->abort(); });
  const double cost = (relay.cpu_seconds() - cpu) / kBareDials;
  report.add({"connections, made and ended: as many as one core of the relay does", 1 / cost, "/s",
              "OpenSSL's half of the handshakes alone", floors.handshake_cpu / cost});
  report.add({"connection: TCP, TLS 1.3 and hello, p50", percentile(times, 50), "us"});
  report.add({"connection: TCP, TLS 1.3 and hello, p99", percentile(times, 99), "us"});
}

void idle(Load& load, const RelayProcess& relay, std::size_t count, const Floors& floors, Report& report) {
  const double before = relay.resident_bytes();
  auto comers = people(load, count, 1);
  let_in(load, comers, true, Back::subscribing);
  const double each = (relay.resident_bytes() - before) / static_cast<double>(count);
  report.add({"memory of an idle subscribed connection (of " + std::to_string(count) + ")", each / 1024,
              "KiB", "OpenSSL's own", each / floors.connection_bytes});
}

void reconnect_storm(Load& load, const RelayProcess& relay, const Floors& floors, Report& report) {
  const auto who =
      std::to_string(kComers) + " clients with " + std::to_string(kMailboxesEach) + " mailboxes come back";
  for (const auto how : {Back::subscribing, Back::with_a_ticket}) {
    auto comers = people(load, kComers, kMailboxesEach);
    let_in(load, comers, true, how);
    for (auto& comer : comers) {
      comer.link->abort();
      comer.subscriber.lost();
    }
    const double cpu = relay.cpu_seconds();
    const auto start = Steady::now();
    let_in(load, comers, false, how);
    const double spent = Seconds(Steady::now() - start).count();
    const double cost = (relay.cpu_seconds() - cpu) / kComers;
    const auto what = who + (how == Back::subscribing ? ", SUBSCRIBE" : ", tickets");
    report.add({what, spent, "s"});
    report.add({what + ": relay's processor time for a client", cost * 1e6, "us",
                "OpenSSL's half of the handshake alone", cost / floors.handshake_cpu});
  }
}

}  // namespace stille::bench
