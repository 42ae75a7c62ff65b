#include "server/app/heap.hpp"

#include <algorithm>

#include <malloc.h>

namespace stille::server {

bool Heap::has_fallen(std::size_t in_use) {
  peak_ = std::max(peak_, in_use);
  if (peak_ - in_use < kWorthIt) return false;
  peak_ = in_use;
  return true;
}

void Heap::settle() {
  if (has_fallen(::mallinfo2().uordblks)) (void)::malloc_trim(0);
}

}  // namespace stille::server
