#include "client/cli/background.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/cli/interrupt.hpp"

namespace stille::cli {
namespace {

using rpc::fault;
using rpc::FaultCode;
using rpc::Json;

struct Pipe {
  Pipe() : ends{-1, -1} { (void)(::pipe2(ends.data(), O_CLOEXEC) == 0); }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_end(std::size_t which) {
    if (ends.at(which) >= 0) ::close(std::exchange(ends.at(which), -1));
  }
  std::array<int, 2> ends;
};

/// Empty at the end of what it says.
std::optional<std::string> next_line(int fd, std::string& kept, int stop_fd, bool& stopped) {
  for (;;) {
    if (const auto end = kept.find('\n'); end != std::string::npos) {
      auto line = kept.substr(0, end);
      kept.erase(0, end + 1);
      return line;
    }
    std::array<pollfd, 2> watched{{{fd, POLLIN, 0}, {stop_fd, POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    stopped = watched[1].revents != 0;
    if (stopped) return std::nullopt;
    std::array<char, 4096> piece{};
    const auto got = ::read(fd, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    kept.append(piece.data(), static_cast<std::size_t>(got));
  }
}

// Takes what a program may use after fork() and before exec(): nothing that allocates.
[[noreturn]] void become(char* const* words, int secret, int report) {
  sigset_t none;
  ::sigemptyset(&none);
  ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
  Interrupt::restore_defaults();
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  // The descriptors may stand where others are to go: first out of the way.
  const int secret_aside = ::fcntl(secret, F_DUPFD_CLOEXEC, kPassphraseFd + 1);
  const int report_aside = ::fcntl(report, F_DUPFD_CLOEXEC, kPassphraseFd + 1);
  const bool placed = ::dup2(nothing, STDIN_FILENO) >= 0 && ::dup2(report_aside, STDOUT_FILENO) >= 0 &&
                      ::dup2(report_aside, STDERR_FILENO) >= 0 && ::dup2(secret_aside, kPassphraseFd) >= 0;
  if (placed) ::execv("/proc/self/exe", words);
  ::_exit(127);
}

}  // namespace

rpc::Outcome<void> start_in_background(const std::vector<std::string>& arguments,
                                       const crypto::SecretBytes& passphrase, int stop_fd) {
  Pipe secret;
  Pipe report;
  if (secret.ends[0] < 0 || report.ends[0] < 0) return fault(FaultCode::internal);
  auto copy = arguments;
  copy.insert(copy.begin(), "stille");
  std::vector<char*> words;
  for (auto& word : copy) words.push_back(word.data());
  words.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) become(words.data(), secret.ends[0], report.ends[1]);
  if (child < 0) return fault(FaultCode::internal);
  report.close_end(1);
  const auto bytes = passphrase.expose();
  // A pipe takes 4,096 bytes at once before anybody reads.
  const bool handed =
      ::write(secret.ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  secret.close_end(1);
  secret.close_end(0);
  std::string kept;
  bool stopped = !handed;
  auto why = fault(FaultCode::internal);
  while (!stopped) {
    const auto line = next_line(report.ends[0], kept, stop_fd, stopped);
    if (!line) break;
    const auto said = Json::parse(*line, nullptr, false);
    if (!said.is_object()) continue;
    if (said.value("type", "") == "daemon") return BOOST_OUTCOME_V2_NAMESPACE::success();
    if (said.value("type", "") == "error") why = rpc::fault_from(said);
  }
  if (stopped) ::kill(child, SIGTERM);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return stopped && handed ? fault(FaultCode::cancelled) : why;
}

void go_to_background() {
  ::setsid();
  (void)!::chdir("/");
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, fd);
  if (nothing > STDERR_FILENO) ::close(nothing);
}

}  // namespace stille::cli
