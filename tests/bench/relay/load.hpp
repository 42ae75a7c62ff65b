// Clients that load a relay, all of them on one thread and over real TLS. Knows nothing of what is measured.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <deque>

#include "client/net/relay_link.hpp"
#include "tests/bench/relay/relay_process.hpp"

namespace stille::bench {

namespace asio = boost::asio;
using Seconds = std::chrono::duration<double>;
using Steady = std::chrono::steady_clock;

[[noreturn]] void give_up(const std::string& what);
double micros(Steady::duration time);

struct Mailbox {
  protocol::ReaderId reader_id;
  protocol::WriterId writer_id;
  crypto::DhKeypair reader;
  crypto::DhKeypair writer;

  explicit Mailbox(crypto::Rng& rng);
  [[nodiscard]] net::MailboxKey reader_key() const;
  [[nodiscard]] net::MailboxKey writer_key() const;
};

/// A mailbox with both its ends connected.
struct Pair {
  Mailbox mailbox;
  std::shared_ptr<net::RelayLink> reader{};
  std::shared_ptr<net::RelayLink> writer{};
  std::uint64_t sent = 0;
  std::uint64_t delivered = 0;
  std::deque<Steady::time_point> due{};  // when the envelopes on their way had to leave
  std::vector<double> delivery_times{};  // in microseconds
};

class Load {
 public:
  Load(asio::io_context& io, const RelayProcess& relay) : io_(io), relay_(relay) {}

  asio::awaitable<std::shared_ptr<net::RelayLink>> dial(net::RelayLinkCallbacks callbacks);
  asio::awaitable<void> create(std::shared_ptr<net::RelayLink> link, const Mailbox& mailbox);
  /// All of them with one command.
  asio::awaitable<void> subscribe(std::shared_ptr<net::RelayLink> link, const std::deque<Mailbox>& mailboxes);
  /// Makes and connects both ends; `online`: the reader has subscribed and acknowledges.
  asio::awaitable<void> open(Pair& pair, bool online);
  /// An envelope of 4 KiB that had to leave at `due`.
  asio::awaitable<protocol::Status> send(Pair& pair, Steady::time_point due);

  /// Runs a task to its end.
  template <class F>
  void complete(F make) {
    bool done = false;
    begin(make(), [&done] { done = true; });
    while (!done) io_.run_one();
  }
  /// Runs a task and goes on; `then` follows its end.
  void begin(asio::awaitable<void> task, std::function<void()> then);
  void run_one() { io_.run_one(); }
  crypto::Rng& rng() noexcept { return rng_; }
  asio::io_context& context() noexcept { return io_; }

 private:
  void took(Pair& pair, std::uint64_t sequence);
  asio::awaitable<void> acknowledge(Pair& pair, std::uint64_t sequence);

  asio::io_context& io_;
  const RelayProcess& relay_;
  crypto::SystemRng rng_;
};

}  // namespace stille::bench
