#include "tests/tools/siege/camp.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <climits>
#include <csignal>
#include <exception>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stille::siege {
namespace {

// Well below what one process is commonly allowed to open.
constexpr std::size_t kConnectionsOfProcess = 10'000;
constexpr std::uint32_t kAddressesOfProcess = 0x1'0000;

struct Orders {
  const Quarry& quarry;
  const Attack& attack;
  std::size_t connections;
  std::uint32_t first_address;
  std::uint64_t seed;
};

[[noreturn]] void fight(const Orders& orders, Tally& tally) {
  // What the siege has open is not ours: its connections must not outlive it here.
  (void)::close_range(3, UINT_MAX, 0);
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // Attackers bring their own machines; here they share one with the relay.
  (void)::setpriority(PRIO_PROCESS, 0, 19);
  crypto::SeededRng rng(orders.seed);
  asio::io_context context(1);
  Field field{orders.quarry, tally, rng, net::TlsContext::for_client(orders.quarry.relay.fingerprint)};
  auto next_address = orders.first_address;
  for (std::size_t i = 0; i < orders.connections; ++i) {
    asio::co_spawn(context, lane(field, orders.attack, next_address), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
  }
  context.run();
  ::_exit(0);
}

Tally* shared_tally() {
  void* memory = ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return new (memory) Tally;
}

}  // namespace

Camp::Camp(const Quarry& quarry, const Attack& attack, std::size_t connections, std::uint64_t seed)
    : tally_(shared_tally()) {
  const auto number = static_cast<std::uint32_t>(&attack - attacks().data());
  std::uint32_t part = 0;
  for (; connections > 0; ++part) {
    const auto here = std::min(connections, kConnectionsOfProcess);
    const auto first = (8 * number + part) * kAddressesOfProcess;
    const Orders orders{quarry, attack, here, first, seed + first};
    const pid_t child = ::fork();
    if (child == 0) fight(orders, *tally_);
    if (child > 0) processes_.push_back(child);
    connections -= here;
  }
}

void Camp::break_up() {
  for (const auto process : processes_) ::kill(process, SIGKILL);
}

bool Camp::has_gone() {
  std::erase_if(processes_, [](pid_t process) { return ::waitpid(process, nullptr, WNOHANG) != 0; });
  return processes_.empty();
}

Camp::~Camp() {
  break_up();
  for (const auto process : processes_) ::waitpid(process, nullptr, 0);
  ::munmap(tally_, sizeof(Tally));
}

}  // namespace stille::siege
