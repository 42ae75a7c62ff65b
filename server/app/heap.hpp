// Memory that a burst needed and nobody holds any more goes back to the system.
#pragma once

#include <cstddef>
#include <optional>

namespace stille::server {

/// The allocator keeps freed memory that lies between pieces in use. After an attack or a rush that can be
/// more than everything the relay holds, so it is handed back once it is worth the walk over the heap.
class Heap {
 public:
  /// How much more than before has to be kept for nothing, in bytes.
  static constexpr std::size_t kWorthIt = std::size_t{16} << 20;

  /// `kept`: bytes that are resident and hold nothing. True: now is the time to give back.
  bool is_worth_it(std::size_t kept);
  /// What giving back has left; from now on the measure of what is more.
  void settled(std::size_t kept) { least_ = kept; }
  /// Looks at the process's own memory and gives back what is worth it.
  void settle();

 private:
  std::optional<std::size_t> least_;
};

}  // namespace stille::server
