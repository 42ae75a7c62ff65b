// Memory that a burst needed and nobody holds any more goes back to the system.
#pragma once

#include <cstddef>

namespace stille::server {

/// The allocator keeps freed memory that lies between pieces in use. After an attack or a rush that can be
/// more than everything the relay holds, so it is handed back once it is worth the walk over the heap.
class Heap {
 public:
  /// How far use has to fall from its peak, in bytes.
  static constexpr std::size_t kWorthIt = std::size_t{16} << 20;

  /// `in_use`: allocated bytes now. True: now is the time to give back, and the peak starts anew.
  bool has_fallen(std::size_t in_use);
  /// Looks at the process's own heap and gives back what is worth it.
  void settle();

 private:
  std::size_t peak_ = 0;
};

}  // namespace stille::server
