#include "client/image/sandbox.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace stille::image {
namespace {

bool limit(__rlimit_resource_t what, rlim_t most) {
  const rlimit bound{most, most};
  return ::setrlimit(what, &bound) == 0;
}

bool allow(scmp_filter_ctx filter, int call) {
  return ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
}

// Only with this value as the argument of this number.
bool allow_with(scmp_filter_ctx filter, int call, unsigned argument, scmp_datum_t value) {
  const scmp_arg_cmp same{argument, SCMP_CMP_EQ, value, 0};
  return ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &same) == 0;
}

// Memory that can be read and written, of no file.
bool allow_memory(scmp_filter_ctx filter) {
  const scmp_arg_cmp not_to_run{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  const scmp_arg_cmp of_no_file{3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};
  const scmp_arg_cmp both[] = {not_to_run, of_no_file};
  return ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, both) == 0 &&
         ::seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &not_to_run) == 0 &&
         allow(filter, SCMP_SYS(munmap)) && allow(filter, SCMP_SYS(mremap)) && allow(filter, SCMP_SYS(brk)) &&
         allow(filter, SCMP_SYS(madvise));
}

bool filter_calls() {
  const auto filter = ::seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return false;
  const bool done = allow_with(filter, SCMP_SYS(read), 0, STDIN_FILENO) &&
                    allow_with(filter, SCMP_SYS(write), 0, STDOUT_FILENO) && allow_memory(filter) &&
                    allow(filter, SCMP_SYS(exit)) && allow(filter, SCMP_SYS(exit_group)) &&
                    allow(filter, SCMP_SYS(futex)) && ::seccomp_load(filter) == 0;
  ::seccomp_release(filter);
  return done;
}

}  // namespace

bool lock_up() {
  return limit(RLIMIT_AS, kMostMemory) && limit(RLIMIT_CPU, kMostSeconds) && limit(RLIMIT_CORE, 0) &&
         ::prctl(PR_SET_DUMPABLE, 0) == 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_calls();
}

}  // namespace stille::image
