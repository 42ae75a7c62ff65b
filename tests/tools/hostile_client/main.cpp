// hostile_client ADDRESS [--seed N] [--count M] [--parallel P]
// Sends M hostile frames to a running, open relay in every state of its protocol and checks every reaction.
// With --count 0 it only makes the mailbox that the attacks are aimed at. Exit status 1: a rule was broken.
#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <cstdio>

#include "common/net/with_timeout.hpp"
#include "tests/tools/hostile_client/session.hpp"

namespace stille::hostile {
namespace {

using asio::ip::tcp;

constexpr int kFramesPerConnection = 40;

/// What the workers share; one thread.
struct Run {
  Victim victim;
  crypto::SeededRng rng;
  std::uint64_t count;
  tcp::endpoint where;
  Tally tally;
};

asio::awaitable<Result<tcp::socket>> dial(tcp::endpoint where) {
  tcp::socket socket(co_await asio::this_coro::executor);
  const auto [error] = co_await socket.async_connect(where, asio::as_tuple(asio::use_awaitable));
  if (error) co_return fail(Errc::unreachable);
  socket.set_option(tcp::no_delay(true));
  co_return socket;
}

/// Bytes that are not even TLS: the relay has to hang up.
asio::awaitable<void> break_tls(Run* run, tcp::socket socket) {
  Bytes noise(1 + run->rng.below(600));
  run->rng.fill(noise);
  if (run->rng.below(2) == 0) noise[0] = 0x16;
  ++run->tally.frames;
  (void)::send(socket.native_handle(), noise.data(), noise.size(), MSG_NOSIGNAL);
  boost::system::error_code ignored;
  socket.shutdown(tcp::socket::shutdown_send, ignored);
  net::TlsStream stream(std::move(socket));
  const auto gone = co_await net::with_timeout(stream.wait_readable(), seconds{20});
  if (!gone && gone.error().code == Errc::timed_out)
    run->tally.violations.emplace_back("broken TLS did not end the connection");
}

asio::awaitable<void> worker(Run* run) {
  while (run->tally.frames < run->count && run->tally.violations.size() < 20) {
    auto socket = co_await dial(run->where);
    if (!socket) {
      run->tally.violations.emplace_back("the relay accepts no connections");
      co_return;
    }
    if (run->rng.below(40) == 0) {
      co_await break_tls(run, std::move(socket).value());
      continue;
    }
    // Before the hello every frame costs a connection: a tenth of them is enough.
    const auto state =
        run->rng.below(10) == 0 ? State::before_hello : static_cast<State>(1 + run->rng.below(kStates - 1));
    Session session(std::move(socket).value(), run->victim, state, run->rng.u64(), run->tally);
    const auto begun = co_await session.begin();
    if (!begun) {
      // The places for strangers are taken for a moment.
      if (++run->tally.turned_away > run->count) run->tally.violations.emplace_back("never let in");
      co_await net::pause(milliseconds{20});
      continue;
    }
    for (int i = 0; i < kFramesPerConnection && run->tally.frames < run->count; ++i) {
      const bool goes_on = co_await session.attack();
      if (!goes_on) break;
    }
  }
}

void report(const Tally& tally, std::chrono::duration<double> spent) {
  std::printf("%llu frames, %llu connections (%llu turned away) in %.1f s\n",
              static_cast<unsigned long long>(tally.frames),
              static_cast<unsigned long long>(tally.connections),
              static_cast<unsigned long long>(tally.turned_away), spent.count());
  for (const auto& [rule, count] : tally.rules)
    std::printf("  rule %d: %llu\n", static_cast<int>(rule), static_cast<unsigned long long>(count));
  for (const auto& [status, count] : tally.answers)
    std::printf("  answer %d: %llu\n", static_cast<int>(status), static_cast<unsigned long long>(count));
  for (const auto& what : tally.violations) std::printf("VIOLATION: %s\n", what.c_str());
}

int attack(const std::string& text, std::uint64_t seed, std::uint64_t count, int parallel) {
  const auto address = protocol::parse_relay_address(text);
  if (!address) return 2;
  auto victim = Victim::prepare(address.value(), seed);
  if (!victim) {
    std::printf("the relay does not let us prepare: is it running, and open?\n");
    return 2;
  }
  const tcp::endpoint where(asio::ip::make_address(address.value().host), address.value().port);
  Run run{std::move(victim).value(), crypto::SeededRng(seed ^ 1), count, where, {}};
  asio::io_context context(1);
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < parallel; ++i)
    asio::co_spawn(context, worker(&run), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  context.run();
  report(run.tally, std::chrono::steady_clock::now() - start);
  return run.tally.violations.empty() ? 0 : 1;
}

}  // namespace
}  // namespace stille::hostile

int main(int argc, char** argv) {
  CLI::App app("Sends hostile frames to a relay and checks its reactions.");
  std::string address;
  std::uint64_t seed = 1;
  std::uint64_t count = 20'000;
  int parallel = 8;
  app.add_option("address", address, "stille://... of a running relay that is open")->required();
  app.add_option("--seed", seed, "Equal seeds, equal frames");
  app.add_option("--count", count, "How many frames");
  app.add_option("--parallel", parallel, "How many connections at a time")->check(CLI::Range(1, 12));
  CLI11_PARSE(app, argc, argv);
  if (!stille::crypto::initialise()) return 1;
  return stille::hostile::attack(address, seed, count, parallel);
}
