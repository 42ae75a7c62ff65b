// What a process that has locked itself up may do, and how it ends when it does something else.
#include "client/image/sandbox.hpp"

#include <atomic>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stille::image {
namespace {

/// The status with which a locked-up process ends that does this. 99: it could not lock itself up.
template <class Do>
int end_of(Do something) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (!lock_up()) ::_exit(99);
    something();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

template <class Do>
bool is_killed(Do something) {
  const int status = end_of(something);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

TEST(Sandbox, Memory_and_the_end_are_allowed) {
  const int status = end_of([] {
    auto* const memory = static_cast<volatile char*>(std::malloc(std::size_t{8} << 20U));
    memory[0] = 1;
    std::free(const_cast<char*>(memory));
  });
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Sandbox, Standard_output_is_allowed_and_no_other_descriptor) {
  EXPECT_FALSE(is_killed([] { (void)!::write(STDOUT_FILENO, "", 0); }));
  EXPECT_TRUE(is_killed([] { (void)!::write(STDERR_FILENO, "x", 1); }));
  EXPECT_TRUE(is_killed([] {
    char byte = 0;
    (void)!::read(STDOUT_FILENO, &byte, 1);
  }));
}

TEST(Sandbox, Files_the_network_and_other_programs_are_out_of_reach) {
  EXPECT_TRUE(is_killed([] { (void)::open("/etc/passwd", O_RDONLY); }));
  EXPECT_TRUE(is_killed([] { (void)::syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY); }));
  EXPECT_TRUE(is_killed([] { (void)::socket(AF_INET, SOCK_STREAM, 0); }));
  EXPECT_TRUE(is_killed([] { (void)::socket(AF_UNIX, SOCK_STREAM, 0); }));
  EXPECT_TRUE(is_killed([] { (void)::execl("/bin/true", "true", nullptr); }));
  EXPECT_TRUE(is_killed([] { (void)::syscall(SYS_fork); }));
  EXPECT_TRUE(is_killed([] { (void)::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr); }));
  EXPECT_TRUE(is_killed([] { (void)::kill(::getppid(), 0); }));
  EXPECT_TRUE(is_killed([] { (void)::dup2(0, 5); }));
  EXPECT_TRUE(is_killed([] { (void)::unlink("/tmp/nothing"); }));
}

TEST(Sandbox, Memory_cannot_be_made_to_run) {
  EXPECT_TRUE(is_killed([] {
    (void)::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }));
  EXPECT_TRUE(is_killed([] { (void)::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, 0, 0); }));
  EXPECT_TRUE(is_killed([] {
    auto* const page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)::mprotect(page, 4096, PROT_READ | PROT_EXEC);
  }));
}

TEST(Sandbox, More_memory_than_its_bound_is_not_given) {
  const int status = end_of([] {
    auto* const memory =
        ::mmap(nullptr, kMostMemory, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) ::_exit(7);
  });
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(Sandbox, Computing_without_an_end_is_ended) {
  const int status = end_of([] {
    std::atomic<unsigned> turns{0};
    for (;;) turns.fetch_add(1);
  });
  EXPECT_TRUE(WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL));
}

}  // namespace
}  // namespace stille::image
