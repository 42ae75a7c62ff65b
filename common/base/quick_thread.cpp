#include "common/base/quick_thread.hpp"

#include <cstdio>
#include <cstdlib>

#ifndef NDEBUG

namespace stille {
namespace {

thread_local bool quick = false;

}  // namespace

QuickThread::QuickThread() noexcept {
  quick = true;
}

QuickThread::~QuickThread() {
  quick = false;
}

void takes_its_time(const char* what) noexcept {
  if (!quick) return;
  std::fprintf(stderr, "%s on the thread that a person waits for\n", what);
  std::abort();
}

}  // namespace stille

#endif
