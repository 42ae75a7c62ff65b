// The relay under load, over real TLS on loopback, with its real store: how many envelopes it makes durable
// and delivers, how long that takes, and what connections cost; each next to what the machine can do alone.
// The load comes from this one process, so both share the processors.
#include <boost/asio/executor_work_guard.hpp>

#include <sys/resource.h>

#include "tests/bench/relay/figures.hpp"

namespace stille::bench {
namespace {

void measure(Load& load, const RelayProcess& relay, const Floors& floors, Report& report) {
  handshakes(load, relay, floors, report);
  latency(load, floors, report);
  for (const double rate : {500.0, 2000.0, 4000.0}) offered(load, rate, floors, report);
  throughput(load, relay, false, floors, report);
  throughput(load, relay, true, floors, report);
  drain(load, report);
  reconnect_storm(load, relay, floors, report);
}

/// A relay of its own for each: memory is compared with that of a fresh one.
template <class F>
void on_a_fresh_relay(const std::string& folder, const std::string& name, F work) {
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "stille-relay";
  const auto data = std::filesystem::path(folder) / name;
  std::filesystem::create_directory(data);
  const auto relay = RelayProcess::start(program.string(), data);
  if (!relay) give_up("stille-relay did not start");
  asio::io_context io(1);
  const auto guard = asio::make_work_guard(io);
  Load load(io, *relay);
  work(load, *relay);
}

int measure_all(int argc, char** argv) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  auto folder = (std::filesystem::current_path() / "stille-bench.XXXXXX").string();
  if (!::mkdtemp(folder.data())) give_up("no folder for the relay's data");
  Report report("relay");
  const auto floors = measure_floors(folder, report);
  on_a_fresh_relay(folder, "speed",
                   [&](Load& load, const RelayProcess& relay) { measure(load, relay, floors, report); });
  for (const std::size_t count : {2000U, 10'000U}) {
    on_a_fresh_relay(folder, "idle" + std::to_string(count), [&](Load& load, const RelayProcess& relay) {
      idle(load, relay, count, floors, report);
    });
  }
  on_a_fresh_relay(folder, "stored",
                   [&](Load& load, const RelayProcess& relay) { stored_memory(load, relay, report); });
  std::filesystem::remove_all(folder);
  return report.finish(argc, argv);
}

}  // namespace
}  // namespace stille::bench

int main(int argc, char** argv) {
  if (!stille::crypto::initialise()) return 1;
  return stille::bench::measure_all(argc, argv);
}
