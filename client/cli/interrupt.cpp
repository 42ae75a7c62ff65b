#include "client/cli/interrupt.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <stdexcept>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace stille::cli {
namespace {

// A signal handler reaches nothing but what is static.
std::atomic<int> first_signal{0};
std::atomic<int> write_end{-1};
constexpr std::array kCaught{SIGINT, SIGTERM, SIGHUP};

extern "C" void stille_cli_on_signal(int number) {
  const int saved = errno;
  int none = 0;
  // A second signal means that the first was not enough.
  if (!first_signal.compare_exchange_strong(none, number)) ::_exit(128 + number);
  const char byte = 0;
  [[maybe_unused]] const auto written = ::write(write_end, &byte, 1);
  errno = saved;
}

void set(int number, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(number, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw std::runtime_error("no pipe for signals");
  read_end_ = ends[0];
  write_end = ends[1];
  for (const int number : kCaught) set(number, stille_cli_on_signal);
  set(SIGPIPE, SIG_IGN);
}

Interrupt::~Interrupt() {
  restore_defaults();
}

int Interrupt::signal() noexcept {
  return first_signal;
}

void Interrupt::restore_defaults() noexcept {
  for (const int number : kCaught) set(number, SIG_DFL);
  set(SIGPIPE, SIG_DFL);
}

}  // namespace stille::cli
