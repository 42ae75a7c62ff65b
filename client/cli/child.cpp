#include "client/cli/child.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/cli/interrupt.hpp"

namespace stille::cli {
namespace {

/// The child's standard input: an unlinked file, so that no writer has to run beside it.
int input_file(const std::string& text) {
  const int fd = static_cast<int>(::syscall(SYS_memfd_create, "event", 1U /* MFD_CLOEXEC */));
  if (fd < 0) return -1;
  std::size_t done = 0;
  while (done < text.size()) {
    const auto written = ::write(fd, text.data() + done, text.size() - done);
    if (written <= 0) break;
    done += static_cast<std::size_t>(written);
  }
  ::lseek(fd, 0, SEEK_SET);
  return fd;
}

int exit_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

rpc::Outcome<int> run_command(const std::string& command, const std::string& input, int stop_fd) {
  const int from = input_file(input);
  if (from < 0) return rpc::fault(rpc::FaultCode::internal);
  const pid_t child = ::fork();
  if (child == 0) {
    sigset_t none;
    ::sigemptyset(&none);
    ::pthread_sigmask(SIG_SETMASK, &none, nullptr);
    Interrupt::restore_defaults();
    ::dup2(from, STDIN_FILENO);
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(from);
  if (child < 0) return rpc::fault(rpc::FaultCode::internal);
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (handle < 0) return exit_of(child);
  for (;;) {
    std::array<pollfd, 2> watched{{{handle, POLLIN, 0}, {stop_fd, POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    if (watched[0].revents == 0 && watched[1].revents != 0) ::kill(child, SIGTERM);
    if (watched[0].revents == 0 && watched[1].revents == 0) continue;
    ::close(handle);
    const int code = exit_of(child);
    if (watched[0].revents == 0) return rpc::fault(rpc::FaultCode::cancelled);
    return code;
  }
}

}  // namespace stille::cli
