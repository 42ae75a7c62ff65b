// siege [--attackers N] [--seconds S] [--seed N] [--control] [--relay PROGRAM] [--json FILE]
// Attacks the real relay from thousands of addresses while people use it. Exit status 1: a promise was
// broken.
// --control takes the relay's bounds away, lets some stay when all have gone, and wants to see promises
// broken. Of the two largest kinds there are N at a time, 2.6 N of all: 5,000 is the siege of every build,
// 10,000 the one of the long runs.
#include <CLI/CLI.hpp>
#include <iostream>

#include <sys/resource.h>
#include <unistd.h>

#include "tests/tools/siege/siege.hpp"

namespace stille::siege {
namespace {

constexpr double kMib = 1 << 20;

/// What every build has to show, and what a siege of any size has to.
void promise(Plan& plan) {
  const bool small = plan.attackers <= 5000;
  plan.most_delivery = small ? 250 : 500;
  // What the relay's bounds allow, at 80 KiB for each of 1,024 that have not proved a key, 64 MiB of answers
  // that nobody reads, and 24 KiB for each connection that has: 0.4 N of them.
  plan.most_memory = (small ? 200 : 256) * kMib;
  // 1,024 that have not proved a key, a fifth that have and never read, and those about to be closed.
  plan.most_places = 1024 + plan.attackers / 5 + 256;
}

/// As if nobody had thought of attackers.
std::vector<std::string> no_bounds() {
  return {"connections.unauthenticated=1000000",
          "connections.unauthenticated_per_address=1000000",
          "connections.unauthenticated_life=7d",
          "connections.first_byte=7d",
          "connections.handshake=7d",
          "connections.frame=7d",
          "connections.write_stall=7d",
          "connections.outbox_bytes=1000000000"};
}

void raise_descriptor_limit() {
  rlimit files{};
  (void)::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &files);
}

struct Options {
  Plan plan;
  std::string relay;
  std::string json;
  bool control = false;
};

int judge(const Siege& siege, bool control) {
  const auto findings = siege.findings();
  // Planted: connections that stay, and their mailboxes.
  constexpr std::size_t kPlanted = 2;
  if (control && siege.left_over().size() < kPlanted) {
    std::cout << "BROKEN: who stayed behind is not in the relay's own count\n";
    return 1;
  }
  for (const auto& finding : findings) std::cout << (control ? "seen: " : "BROKEN: ") << finding << '\n';
  if (control && findings.empty()) std::cout << "BROKEN: a relay without bounds passes\n";
  return control == findings.empty() ? 1 : 0;
}

/// In memory where there is such a folder: how long a disk takes is measured elsewhere.
std::string data_folder() {
  constexpr const char* kMemory = "/dev/shm";
  const bool memory = ::access(kMemory, W_OK) == 0;
  auto out = ((memory ? std::filesystem::path(kMemory) : std::filesystem::temp_directory_path()) /
              "stille-siege.XXXXXX")
                 .string();
  return ::mkdtemp(out.data()) != nullptr ? out : std::string{};
}

int besiege(const Options& options, int argc, char** argv) {
  raise_descriptor_limit();
  const auto folder = data_folder();
  if (folder.empty()) return 2;
  int status = 2;
  if (const auto relay = bench::RelayProcess::start(
          options.relay, folder, options.control ? no_bounds() : std::vector<std::string>{})) {
    Siege siege(options.plan, *relay);
    if (siege.run(!options.control)) {
      bench::Report report("siege by " + std::to_string(options.plan.attackers));
      siege.describe(report);
      status = report.finish(argc, argv) == 0 ? judge(siege, options.control) : 2;
    }
  }
  std::filesystem::remove_all(folder);
  if (status == 2) std::cerr << "siege: the relay does not start or does not serve\n";
  return status;
}

}  // namespace
}  // namespace stille::siege

int main(int argc, char** argv) {
  using namespace stille::siege;
  if (!stille::crypto::initialise()) return 2;
  Options options;
  options.relay = (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "stille-relay").string();
  CLI::App app("Attacks a relay of its own and measures what people notice of it.");
  app.add_option("--attackers", options.plan.attackers,
                 "Connections of the two largest kinds of attack, each")
      ->check(CLI::Range(5, 60'000));
  app.add_option("--seconds", options.plan.phase_seconds, "Of each phase")->check(CLI::Range(0.5, 3600.0));
  app.add_option("--seed", options.plan.seed, "Equal seeds, equal choices of the attackers");
  app.add_option("--relay", options.relay, "Another stille-relay");
  app.add_option("--json", options.json, "Where the figures go as JSON");
  app.add_flag("--control", options.control, "Against a relay without bounds, which has to show");
  CLI11_PARSE(app, argc, argv);
  promise(options.plan);
  options.plan.until_broken = options.control;
  options.plan.stragglers = options.control;
  return besiege(options, argc, argv);
}
