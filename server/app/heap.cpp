#include "server/app/heap.hpp"

#include <algorithm>
#include <fstream>

#include <malloc.h>
#include <unistd.h>

namespace stille::server {
namespace {

// Programs and libraries are resident too, and always the same.
std::size_t kept_for_nothing() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  resident *= static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const auto heap = ::mallinfo2();
  return resident - std::min(resident, heap.uordblks + heap.hblkhd);
}

}  // namespace

bool Heap::is_worth_it(std::size_t kept) {
  least_ = std::min(least_.value_or(kept), kept);
  return kept - *least_ >= kWorthIt;
}

void Heap::settle() {
  if (!is_worth_it(kept_for_nothing())) return;
  (void)::malloc_trim(0);
  settled(kept_for_nothing());
}

}  // namespace stille::server
